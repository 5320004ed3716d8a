// The tables a database has, as it tells itself, and their rows: for what works on every table alike.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "platform/db/db.hpp"

namespace canyu::db {

struct Column {
    std::string name;
    Kind kind = Kind::integer;  // integer, real, text or bytes
    bool may_be_null = false;
};

// Null, or what the column's kind says.
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Bytes>;

// Threads: one at a time, and it outlives the transactions it is used in.
class AnyTable {
  public:
    static constexpr std::size_t most_columns = 64;

    // key: the columns of the primary key, in its order.
    AnyTable(std::string name, std::vector<Column> columns, std::vector<std::string> key);
    AnyTable(AnyTable&&) noexcept;
    AnyTable& operator=(AnyTable&&) noexcept;
    ~AnyTable();

    const std::string& name() const { return name_; }
    const std::vector<Column>& columns() const { return columns_; }

    std::int64_t count(Reader& reader) const;
    // Every row in the order of the key, which is the same on both engines; few of them in memory at a time.
    void each(Reader& reader, const std::function<void(const std::vector<Value>&)>& use) const;
    // The rows in which one of these columns is `id`, likewise.
    void each_naming(Reader& reader, const std::vector<std::string>& columns, Id id,
                     const std::function<void(const std::vector<Value>&)>& use) const;
    // As many values as columns, each of its kind.
    void insert(Writer& writer, const std::vector<Value>& row) const;

  private:
    std::string select() const;
    std::string order(Engine engine) const;

    struct Shapes;
    std::string name_;
    std::vector<Column> columns_;
    std::vector<std::string> key_;
    std::unique_ptr<Shapes> shapes_;
};

// Those of the portable dialect, by name: what one engine alone has for searching is not among them, nor is
// `migration`.
std::vector<AnyTable> tables(Reader& reader);

}  // namespace canyu::db
