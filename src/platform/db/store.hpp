// Private to platform/db: how closures meet connections, once for each engine.
#pragma once

#include <functional>
#include <memory>

#include "platform/db/db.hpp"

namespace canyu::db {

// Any thread may call any method; the destructor finishes what was accepted.
class Store {
  public:
    virtual ~Store() = default;
    virtual void read(const std::function<void(Reader&)>& closure) = 0;
    virtual void write(const std::function<bool(Writer&)>& closure) = 0;
    virtual void write_later(std::function<bool(Writer&)> closure,
                             std::function<void(std::exception_ptr)> done) = 0;
    virtual Engine engine() const = 0;
};

std::unique_ptr<Store> open_sqlite_store(const Options& options);
std::unique_ptr<Store> open_postgresql_store(const Options& options);

// Calls what must not throw, and logs when it does.
void call_hook(const std::function<void()>& hook) noexcept;

}  // namespace canyu::db
