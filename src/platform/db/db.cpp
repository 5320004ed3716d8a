#include "platform/db/db.hpp"

#include "base/log.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/store.hpp"

namespace canyu::db {
namespace {

// Closures of one database do not nest: a write inside a read would wait for itself, and what an inner
// closure does would not belong to the outer transaction. Each thread knows the databases it is inside of.
class Inside {
  public:
    explicit Inside(const Store& store) : store_(store), outer_(current) {
        for (const Inside* inside = outer_; inside; inside = inside->outer_)
            CANYU_CHECK(&inside->store_ != &store);
        current = this;
    }
    ~Inside() { current = outer_; }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

  private:
    static thread_local const Inside* current;
    const Store& store_;
    const Inside* outer_;
};
thread_local const Inside* Inside::current = nullptr;

// The columns of an insert and where their values are.
class Columns {
  public:
    explicit Columns(const Shape& shape, const void* row) {
        for (const Member& member : shape.members) add(member.name, member.shape(), member.of(row));
    }

    std::string names() const {
        std::string text;
        for (const std::string& name : names_) text += (text.empty() ? "\"" : ",\"") + name + '"';
        return text;
    }
    std::string marks() const {
        std::string text;
        for (std::size_t i = 0; i < slots.size(); ++i) text += i == 0 ? "?" : ",?";
        return text;
    }

    std::vector<Slot> slots;

  private:
    void add(std::string_view name, const Shape& shape, const void* value) {
        const Shape& held = shape.kind == Kind::optional ? shape.element() : shape;
        if (held.kind != Kind::money) return add_column(std::string(name), shape, value);
        static const std::optional<std::int64_t> no_amount;
        static const std::optional<std::string> no_currency;
        const auto* money =
            static_cast<const Money*>(shape.kind == Kind::optional ? shape.get_optional(value) : value);
        const std::string amount = std::string(name) + "_amount";
        const std::string currency = std::string(name) + "_currency";
        if (money) {
            add_column(amount, shape_of<std::int64_t>(), &money->amount);
            add_column(currency, shape_of<std::string>(), &money->currency);
        } else {
            add_column(amount, shape_of<std::optional<std::int64_t>>(), &no_amount);
            add_column(currency, shape_of<std::optional<std::string>>(), &no_currency);
        }
    }
    void add_column(std::string name, const Shape& shape, const void* value) {
        names_.push_back(std::move(name));
        slots.push_back({&shape, const_cast<void*>(value)});
    }

    std::vector<std::string> names_;
};

}  // namespace

void Reader::select(std::string_view sql, std::span<const Slot> arguments, const Shape& row,
                    const std::function<void*()>& next) {
    connection_.select(sql, arguments, row, next);
}

std::int64_t Reader::run(std::string_view sql, std::span<const Slot> arguments) {
    return connection_.run(sql, arguments);
}

Engine Reader::engine() const {
    return connection_.engine();
}

std::int64_t Writer::insert_row(std::string_view table, const Shape& shape, const void* row,
                                bool ignore_conflict) {
    const Columns columns(shape, row);
    std::string sql =
        "insert into \"" + std::string(table) + "\"(" + columns.names() + ") values(" + columns.marks() + ')';
    if (ignore_conflict) sql += " on conflict do nothing";
    return run(sql, columns.slots);
}

void Writer::after_commit(std::function<void()> act) {
    connection_.add_hook(std::move(act));
}

void Writer::run_script(const std::string& sql) {
    connection_.run_script(sql);
}

void call_hook(const std::function<void()>& hook) noexcept {
    try {
        hook();
    } catch (const std::exception& error) {
        log::error("database_hook_failed", {{"error", error.what()}});
    }
}

struct Database::Core {
    std::unique_ptr<Store> store;
};

Database::Database(Options options) : core_(std::make_unique<Core>()) {
    CANYU_CHECK(options.readers > 0);
    if (options.url.starts_with("sqlite:"))
        core_->store = open_sqlite_store(options);
    else if (options.url.starts_with("postgresql:") || options.url.starts_with("postgres:"))
        core_->store = open_postgresql_store(options);
    else
        throw std::runtime_error("a database url begins with sqlite: or postgresql:");
}

Database::~Database() = default;

Engine Database::engine() const {
    return core_->store->engine();
}

void Database::read_erased(const std::function<void(Reader&)>& closure) {
    const Inside inside(*core_->store);
    core_->store->read(closure);
}

void Database::write_erased(const std::function<bool(Writer&)>& closure) {
    const Inside inside(*core_->store);
    core_->store->write(closure);
}

void Database::write_later(std::function<bool(Writer&)> closure,
                           std::function<void(std::exception_ptr)> done) {
    core_->store->write_later(
        [store = core_->store.get(), closure = std::move(closure)](Writer& writer) {
            const Inside inside(*store);
            return closure(writer);
        },
        std::move(done));
}

}  // namespace canyu::db
