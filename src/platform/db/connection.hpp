// Private to platform/db: one connection with its prepared statements. Used by one thread at a time.
#pragma once

#include <functional>
#include <list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "platform/db/db.hpp"

namespace soci {
class session;
class soci_error;
}  // namespace soci

namespace canyu::db {

class Driver;
class Statement;

class Connection {
  public:
    // Connects at once; throws Unavailable. The driver outlives the connection.
    explicit Connection(const Driver& driver);
    ~Connection();

    // Each throws UniqueViolation, Unavailable, Conflict (driver.hpp) or another std::exception.
    void select(std::string_view sql, std::span<const Slot> arguments, const Shape& row,
                const std::function<void*()>& next);
    std::int64_t run(std::string_view sql, std::span<const Slot> arguments);
    // Begin, savepoint, commit and their like.
    void command(std::string_view sql) { run(sql, {}); }
    void run_script(const std::string& sql);
    // Rolls back whatever is open and throws nothing.
    void roll_back() noexcept;

    Engine engine() const;
    // Whether it may be lent again: it has not thrown Unavailable.
    bool usable() const;
    bool in_transaction() const;

    // What Writer::after_commit collected since the last call.
    std::vector<std::function<void()>> take_hooks();
    void add_hook(std::function<void()> hook) { hooks_.push_back(std::move(hook)); }

  private:
    struct Cached {
        std::string key;
        std::unique_ptr<Statement> statement;
    };
    using Order = std::list<Cached>;

    template <class Use>
    void use_statement(std::string_view sql, std::span<const Slot> arguments, const Shape* row, Use use);
    // Never returns; g++ does not know that of a virtual function.
    void fail(const soci::soci_error& error);
    Statement& prepared(std::string_view sql, std::span<const Slot> arguments, const Shape* row);

    const Driver& driver_;
    std::unique_ptr<soci::session> session_;
    Order recent_;  // the most recently used first
    std::unordered_map<std::string_view, Order::iterator> by_key_;
    std::string key_;  // scratch
    std::vector<std::function<void()>> hooks_;
    bool failed_ = false;
};

}  // namespace canyu::db
