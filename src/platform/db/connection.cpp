#include "platform/db/connection.hpp"

#include <utility>

#include "platform/db/statement.hpp"

namespace canyu::db {
namespace {

// Statements kept per connection. All slices together have fewer distinct texts in frequent use; one costs a
// few KB.
constexpr std::size_t most_statements = 256;

void append_pointer(std::string& key, const void* pointer) {
    key.append(reinterpret_cast<const char*>(&pointer), sizeof pointer);
}

}  // namespace

Connection::Connection(const Driver& driver) : driver_(driver), session_(driver.open()) {}

Connection::~Connection() {
    // Statements end before their session, newest error or not.
    by_key_.clear();
    recent_.clear();
}

Statement& Connection::prepared(std::string_view sql, std::span<const Slot> arguments, const Shape* row) {
    key_.assign(sql);
    append_pointer(key_, row);
    for (const Slot& argument : arguments) append_pointer(key_, argument.shape);
    if (const auto found = by_key_.find(key_); found != by_key_.end()) {
        recent_.splice(recent_.begin(), recent_, found->second);
        return *found->second->statement;
    }
    auto made = std::make_unique<Statement>(*session_, driver_, sql, arguments, row);
    if (recent_.size() == most_statements) {
        by_key_.erase(recent_.back().key);
        recent_.pop_back();
    }
    recent_.push_front({key_, std::move(made)});
    by_key_.emplace(recent_.front().key, recent_.begin());
    return *recent_.front().statement;
}

template <class Use>
void Connection::use_statement(std::string_view sql, std::span<const Slot> arguments, const Shape* row,
                               Use use) {
    try {
        use(prepared(sql, arguments, row));
    } catch (const soci::soci_error& error) {
        fail(error);
    }
}

void Connection::fail(const soci::soci_error& error) {
    try {
        driver_.rethrow(*session_, error);
    } catch (const Unavailable&) {
        failed_ = true;
        throw;
    }
}

void Connection::select(std::string_view sql, std::span<const Slot> arguments, const Shape& row,
                        const std::function<void*()>& next) {
    use_statement(sql, arguments, &row, [&](Statement& statement) { statement.select(arguments, next); });
}

std::int64_t Connection::run(std::string_view sql, std::span<const Slot> arguments) {
    std::int64_t touched = 0;
    use_statement(sql, arguments, nullptr, [&](Statement& statement) { touched = statement.run(arguments); });
    return touched;
}

void Connection::run_script(const std::string& sql) {
    driver_.run_script(*session_, sql);
}

void Connection::roll_back() noexcept {
    hooks_.clear();
    try {
        if (driver_.connected(*session_) && in_transaction()) command("rollback");
    } catch (const std::exception&) {
        // The connection is lost then, and with it the transaction.
    }
}

Engine Connection::engine() const {
    return driver_.engine();
}
bool Connection::usable() const {
    return driver_.connected(*session_);
}
bool Connection::in_transaction() const {
    return driver_.in_transaction(*session_);
}

std::vector<std::function<void()>> Connection::take_hooks() {
    return std::exchange(hooks_, {});
}

}  // namespace canyu::db
