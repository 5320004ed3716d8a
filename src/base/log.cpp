#include "base/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace canyu::log {
namespace {

thread_local std::string_view current_request;

void append_quoted(std::string& line, std::string_view text) {
    line += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            line += '\\';
            line += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            line += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
        } else {
            line += c;
        }
    }
    line += '"';
}

spdlog::level::level_enum to_spdlog(Level level) {
    switch (level) {
        case Level::debug:
            return spdlog::level::debug;
        case Level::info:
            return spdlog::level::info;
        case Level::warning:
            return spdlog::level::warn;
        case Level::error:
            return spdlog::level::err;
    }
    return spdlog::level::err;
}

spdlog::logger& logger() {
    static const auto instance = [] {
        auto made =
            std::make_shared<spdlog::logger>("canyu", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made->set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})",
                          spdlog::pattern_time_type::utc);
        made->flush_on(spdlog::level::debug);
        return made;
    }();
    return *instance;
}

}  // namespace

void set_level(Level level) {
    logger().set_level(to_spdlog(level));
}

void write(Level level, std::string_view event, Values values) {
    if (!logger().should_log(to_spdlog(level))) return;
    std::string line = R"("event":)";
    append_quoted(line, event);
    if (!current_request.empty()) {
        line += R"(,"request":)";
        append_quoted(line, current_request);
    }
    for (const Value& value : values) {
        line += ',';
        append_quoted(line, value.name);
        line += ':';
        append_quoted(line, value.text);
    }
    logger().log(to_spdlog(level), "{}", line);
}

RequestScope::RequestScope(std::string_view request_id) : before_(current_request) {
    current_request = request_id;
}
RequestScope::~RequestScope() {
    current_request = before_;
}

}  // namespace canyu::log
