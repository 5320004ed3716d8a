#include "platform/db/statement.hpp"

#include "base/check.hpp"
#include "platform/db/dialect.hpp"

namespace canyu::db {
namespace {

const Shape& without_optional(const Shape& shape) {
    return shape.kind == Kind::optional ? without_optional(shape.element()) : shape;
}

std::vector<Cell> make_cells(soci::session& session, const std::vector<CellType>& types) {
    std::vector<Cell> cells(types.size());
    for (std::size_t i = 0; i < types.size(); ++i) {
        cells[i].type = types[i];
        if (types[i] == CellType::blob) cells[i].blob = std::make_unique<soci::blob>(session);
    }
    return cells;
}

// One argument is one parameter, so money is passed as its amount and its currency.
std::vector<CellType> argument_types(std::span<const Slot> arguments, CellType bytes) {
    std::vector<CellType> types;
    for (const Slot& argument : arguments) {
        const std::vector<CellType> of_one = cell_types(*argument.shape, bytes);
        CANYU_CHECK(of_one.size() == 1);
        types.push_back(of_one.front());
    }
    return types;
}

std::string portable_to_engine(const Driver& driver, std::string_view sql, std::span<const Slot> arguments) {
    std::size_t count = 0;
    std::string text = rewrite_parameters(
        sql,
        [&](std::size_t number) {
            CANYU_CHECK(number < arguments.size());
            return driver.parameter(without_optional(*arguments[number].shape).kind, number);
        },
        count);
    CANYU_CHECK(count == arguments.size());
    return text;
}

// Lets go of what the statement holds in the database, also when an exception passes.
class Reset {
  public:
    Reset(const Driver& driver, soci::statement& statement) : driver_(driver), statement_(statement) {}
    ~Reset() { driver_.reset(statement_); }
    Reset(const Reset&) = delete;
    Reset& operator=(const Reset&) = delete;

  private:
    const Driver& driver_;
    soci::statement& statement_;
};

}  // namespace

Statement::Statement(soci::session& session, const Driver& driver, std::string_view sql,
                     std::span<const Slot> arguments, const Shape* row)
    : driver_(driver),
      row_(row),
      arguments_(make_cells(session, argument_types(arguments, driver.bytes_argument()))),
      results_(row ? make_cells(session, cell_types(*row, driver.bytes_result())) : std::vector<Cell>{}),
      statement_(session) {
    for (Cell& cell : results_) {
        switch (cell.type) {
            case CellType::integer:
                statement_.exchange(soci::into(cell.integer, cell.indicator));
                break;
            case CellType::real:
                statement_.exchange(soci::into(cell.real, cell.indicator));
                break;
            default:
                statement_.exchange(soci::into(cell.text, cell.indicator));
                break;
        }
    }
    for (Cell& cell : arguments_) {
        switch (cell.type) {
            case CellType::integer:
                statement_.exchange(soci::use(cell.integer, cell.indicator));
                break;
            case CellType::real:
                statement_.exchange(soci::use(cell.real, cell.indicator));
                break;
            case CellType::blob:
                statement_.exchange(soci::use(*cell.blob, cell.indicator));
                break;
            default:
                statement_.exchange(soci::use(cell.text, cell.indicator));
                break;
        }
    }
    statement_.alloc();
    statement_.prepare(portable_to_engine(driver, sql, arguments));
    statement_.define_and_bind();
}

void Statement::put_arguments(std::span<const Slot> arguments) {
    Cell* at = arguments_.data();
    for (const Slot& argument : arguments) put(*argument.shape, argument.at, at);
}

void Statement::execute(bool with_data_exchange) {
    try {
        statement_.execute(with_data_exchange);
    } catch (...) {
        // SOCI frees its copies of the arguments only after a success; binding anew frees them now.
        statement_.undefine_and_bind();
        statement_.define_and_bind();
        throw;
    }
}

void Statement::select(std::span<const Slot> arguments, const std::function<void*()>& next) {
    put_arguments(arguments);
    const Reset reset(driver_, statement_);
    execute(false);
    // More or fewer columns than the struct has members is a bug in the SQL.
    CANYU_CHECK(driver_.columns(statement_) == static_cast<int>(results_.size()));
    while (statement_.fetch()) {
        Cell* at = results_.data();
        take(*row_, next(), at);
    }
}

std::int64_t Statement::run(std::span<const Slot> arguments) {
    put_arguments(arguments);
    const Reset reset(driver_, statement_);
    execute(true);
    return statement_.get_affected_rows();
}

}  // namespace canyu::db
