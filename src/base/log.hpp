// Structured logs: one JSON object a line on standard error, with an event name and named values.
#pragma once

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace canyu::log {

struct Value {
    std::string_view name;
    std::string text;

    Value(std::string_view value_name, std::string_view value) : name(value_name), text(value) {}
    Value(std::string_view value_name, const char* value) : name(value_name), text(value) {}
    Value(std::string_view value_name, const std::string& value) : name(value_name), text(value) {}
    Value(std::string_view value_name, std::integral auto value)
        : name(value_name), text(std::to_string(value)) {}
};
using Values = std::initializer_list<Value>;

enum class Level { debug, info, warning, error };

// Lines below `level` are dropped. Call once at start; the default is info.
void set_level(Level level);

// Any thread may log. Never pass secrets or what a person typed.
void write(Level level, std::string_view event, Values values);
inline void debug(std::string_view event, Values values = {}) {
    write(Level::debug, event, values);
}
inline void info(std::string_view event, Values values = {}) {
    write(Level::info, event, values);
}
inline void warning(std::string_view event, Values values = {}) {
    write(Level::warning, event, values);
}
inline void error(std::string_view event, Values values = {}) {
    write(Level::error, event, values);
}

// The request (or job) the current thread works for; every line logged meanwhile carries its id.
class RequestScope {
  public:
    explicit RequestScope(std::string_view request_id);
    ~RequestScope();
    RequestScope(const RequestScope&) = delete;
    RequestScope& operator=(const RequestScope&) = delete;

  private:
    std::string_view before_;
};

}  // namespace canyu::log
