// Private to platform/db: one prepared statement with the cells its arguments and results are bound to.
#pragma once

#include <functional>
#include <optional>
#include <span>

#include "platform/db/driver.hpp"

namespace canyu::db {

class Statement {
  public:
    // row: the shape of what the statement answers, null when it answers nothing.
    Statement(soci::session& session, const Driver& driver, std::string_view sql,
              std::span<const Slot> arguments, const Shape* row);
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    // Both take arguments of the shapes it was made for, and throw what SOCI, put() and take() throw.
    void select(std::span<const Slot> arguments, const std::function<void*()>& next);
    // Answers how many rows were inserted, updated or deleted.
    std::int64_t run(std::span<const Slot> arguments);

  private:
    void execute(bool with_data_exchange);
    void put_arguments(std::span<const Slot> arguments);

    const Driver& driver_;
    const Shape* row_;
    // SOCI keeps pointers to the cells: both vectors keep their size.
    std::vector<Cell> arguments_;
    std::vector<Cell> results_;
    soci::statement statement_;
};

}  // namespace canyu::db
