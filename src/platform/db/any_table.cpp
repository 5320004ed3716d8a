#include "platform/db/any_table.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/check.hpp"

namespace canyu::db {
namespace {

// A column that holds a T or null, kept as a Value.
template <class T>
constexpr Shape shape_of_value{
    .kind = Kind::optional,
    .element = &shape_of<T>,
    .get_optional = [](const void* at) -> const void* {
        return std::get_if<T>(static_cast<const Value*>(at));
    },
    .emplace = [](void* at) -> void* { return &static_cast<Value*>(at)->emplace<T>(); },
    .reset = [](void* at) { *static_cast<Value*>(at) = std::monostate{}; }};

template <class T>
const Shape& value_shape() {
    return shape_of_value<T>;
}

using ShapeFunction = const Shape& (*)();

ShapeFunction shape_for(Kind kind) {
    switch (kind) {
        case Kind::integer:
            return value_shape<std::int64_t>;
        case Kind::real:
            return value_shape<double>;
        case Kind::text:
            return value_shape<std::string>;
        case Kind::bytes:
            return value_shape<Bytes>;
        default:
            CANYU_CHECK(!"a column is of another kind");
            return nullptr;
    }
}

// A row is an array of Values; a member's address is that of the n-th.
template <std::size_t... N>
constexpr auto make_addresses(std::index_sequence<N...>) {
    return std::array<void* (*)(void*), sizeof...(N)>{
        [](void* row) -> void* { return static_cast<Value*>(row) + N; }...};
}
constexpr auto addresses = make_addresses(std::make_index_sequence<AnyTable::most_columns>{});

std::string quoted(const std::string& name) {
    return '"' + name + '"';
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
    return text;
}

// One column of one table, as the engine's catalogue has it.
struct CatalogueRow {
    std::string table;
    std::string column;
    std::string type;
    bool not_null = false;
    std::int64_t key = 0;  // its place in the primary key from 1, or 0
};
BOOST_DESCRIBE_STRUCT(CatalogueRow, (), (table, column, type, not_null, key))

constexpr const char* sqlite_catalogue =
    "select t.name, c.name, lower(c.type), c.\"notnull\", c.pk from pragma_table_list t "
    "join pragma_table_info(t.name) c where t.schema = 'main' and t.type = 'table' "
    "and t.name not like 'sqlite!_%' escape '!' order by t.name, c.cid";
constexpr const char* postgresql_catalogue =
    "select cast(c.table_name as text), cast(c.column_name as text), cast(c.data_type as text), "
    "case c.is_nullable when 'YES' then 0 else 1 end, cast(coalesce((select k.ordinal_position "
    "from information_schema.key_column_usage k join information_schema.table_constraints p "
    "on p.constraint_name = k.constraint_name and p.table_schema = k.table_schema "
    "and p.table_name = k.table_name where p.constraint_type = 'PRIMARY KEY' "
    "and k.table_schema = c.table_schema and k.table_name = c.table_name "
    "and k.column_name = c.column_name), 0) as bigint) from information_schema.columns c "
    "where c.table_schema = current_schema() order by c.table_name, c.ordinal_position";

std::optional<Kind> kind_of(std::string_view type) {
    if (type == "bigint") return Kind::integer;
    if (type == "double precision") return Kind::real;
    if (type == "text") return Kind::text;
    if (type == "blob" || type == "bytea") return Kind::bytes;
    return std::nullopt;
}

// Nothing for a table with a column that the portable dialect does not have.
std::optional<AnyTable> make_table(std::span<const CatalogueRow> rows) {
    std::vector<Column> columns;
    std::vector<std::pair<std::int64_t, std::string>> key;
    for (const CatalogueRow& row : rows) {
        const auto kind = kind_of(row.type);
        if (!kind) return std::nullopt;
        columns.push_back({row.column, *kind, !row.not_null && row.key == 0});
        if (row.key > 0) key.emplace_back(row.key, row.column);
    }
    std::ranges::sort(key);
    std::vector<std::string> key_columns;
    for (auto& [place, column] : key) key_columns.push_back(std::move(column));
    return AnyTable(rows.front().table, std::move(columns), std::move(key_columns));
}

}  // namespace

struct AnyTable::Shapes {
    std::vector<Member> members;
    Shape row{.kind = Kind::record, .name = "row"};
};

AnyTable::AnyTable(std::string name, std::vector<Column> columns, std::vector<std::string> key)
    : name_(std::move(name)),
      columns_(std::move(columns)),
      key_(std::move(key)),
      shapes_(std::make_unique<Shapes>()) {
    CANYU_CHECK(!key_.empty() && columns_.size() <= most_columns);
    for (std::size_t i = 0; i < columns_.size(); ++i)
        shapes_->members.push_back({columns_[i].name, shape_for(columns_[i].kind), addresses[i]});
    shapes_->row.members = shapes_->members;
}
AnyTable::AnyTable(AnyTable&&) noexcept = default;
AnyTable& AnyTable::operator=(AnyTable&&) noexcept = default;
AnyTable::~AnyTable() = default;

std::int64_t AnyTable::count(Reader& reader) const {
    return reader.value<std::int64_t>("select count(*) from " + quoted(name_));
}

std::string AnyTable::select() const {
    std::vector<std::string> names;
    for (const Column& column : columns_) names.push_back(quoted(column.name));
    return "select " + joined(names) + " from " + quoted(name_);
}

std::string AnyTable::order(Engine engine) const {
    std::vector<std::string> order;
    for (const std::string& column : key_) {
        const auto kind = std::ranges::find(columns_, column, &Column::name)->kind;
        // SQLite compares bytes; PostgreSQL does as its locale says, unless it is told.
        const bool is_told = engine == Engine::postgresql && kind == Kind::text;
        order.push_back(quoted(column) + (is_told ? " collate \"C\"" : ""));
    }
    return " order by " + joined(order);
}

void AnyTable::each_naming(Reader& reader, const std::vector<std::string>& columns, Id id,
                           const std::function<void(const std::vector<Value>&)>& use) const {
    std::string condition;
    std::vector<Slot> slots;
    for (const std::string& column : columns) {
        condition += (condition.empty() ? " where " : " or ") + quoted(column) + " = ?";
        slots.push_back({&shape_of<Id>(), &id});
    }
    CANYU_CHECK(!columns.empty());
    std::vector<Value> row(columns_.size());
    bool is_first = true;
    reader.select(select() + condition + order(reader.engine()), slots, shapes_->row, [&]() -> void* {
        if (!std::exchange(is_first, false)) use(row);
        return row.data();
    });
    if (!is_first) use(row);
}

void AnyTable::each(Reader& reader, const std::function<void(const std::vector<Value>&)>& use) const {
    const bool postgresql = reader.engine() == Engine::postgresql;
    const std::string sql = select() + order(reader.engine());
    std::vector<Value> row(columns_.size());
    std::int64_t rows = 0;
    const auto next = [&]() -> void* {
        if (rows++ > 0) use(row);
        return row.data();
    };
    if (!postgresql) {
        reader.select(sql, {}, shapes_->row, next);
    } else {
        // libpq keeps a whole answer in memory, so it is given in small ones.
        const bool large = std::ranges::find(columns_, Kind::bytes, &Column::kind) != columns_.end();
        const std::string cursor = quoted("rows_of_" + name_);
        reader.run("declare " + cursor + " no scroll cursor for " + sql, {});
        for (std::int64_t before = -1; before != rows;) {
            before = rows;
            reader.select((large ? "fetch 8 from " : "fetch 500 from ") + cursor, {}, shapes_->row, next);
        }
        reader.run("close " + cursor, {});
    }
    if (rows > 0) use(row);
}

void AnyTable::insert(Writer& writer, const std::vector<Value>& row) const {
    CANYU_CHECK(row.size() == columns_.size());
    std::vector<std::string> names;
    std::vector<std::string> marks;
    std::vector<Slot> slots;
    for (std::size_t i = 0; i < row.size(); ++i) {
        names.push_back(quoted(columns_[i].name));
        marks.emplace_back("?");
        slots.push_back({&shape_for(columns_[i].kind)(), const_cast<Value*>(&row[i])});
    }
    writer.run("insert into " + quoted(name_) + "(" + joined(names) + ") values(" + joined(marks) + ")",
               slots);
}

std::vector<AnyTable> tables(Reader& reader) {
    const bool sqlite = reader.engine() == Engine::sqlite;
    const auto rows = reader.rows<CatalogueRow>(sqlite ? sqlite_catalogue : postgresql_catalogue);
    std::vector<AnyTable> found;
    for (auto first = rows.begin(); first != rows.end();) {
        const auto last = std::find_if(first, rows.end(),
                                       [&](const CatalogueRow& row) { return row.table != first->table; });
        // What the database itself is about; and the journal, which on SQLite is a file of its own.
        if (first->table != "migration" && first->table != "journal")
            if (auto table = make_table({first, last})) found.push_back(std::move(*table));
        first = last;
    }
    // Each engine sorts its own catalogue in its own way.
    std::ranges::sort(found, {}, &AnyTable::name);
    return found;
}

}  // namespace canyu::db
