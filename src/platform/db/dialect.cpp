#include "platform/db/dialect.hpp"

namespace canyu::db {
namespace {

// The position after what begins at `start`, up to and with `end`, or the end of the text.
std::size_t after(std::string_view sql, std::string_view end, std::size_t start) {
    const std::size_t found = sql.find(end, start);
    return found == sql.npos ? sql.size() : found + end.size();
}

}  // namespace

std::string rewrite_parameters(std::string_view sql, const std::function<std::string(std::size_t)>& parameter,
                               std::size_t& count) {
    std::string result;
    result.reserve(sql.size() + 64);
    count = 0;
    for (std::size_t i = 0; i < sql.size();) {
        const char c = sql[i];
        if (c == '\'' || c == '"') {
            // A doubled quote inside ends one quoted part and begins the next, which copies it unchanged.
            const std::size_t end = after(sql, std::string_view(&c, 1), i + 1);
            result += sql.substr(i, end - i);
            i = end;
        } else if (sql.substr(i).starts_with("--")) {
            i = after(sql, "\n", i);
            result += '\n';
        } else if (sql.substr(i).starts_with("/*")) {
            i = after(sql, "*/", i);
            result += ' ';
        } else if (c == '?') {
            result += parameter(count++);
            ++i;
        } else {
            result += c;
            ++i;
        }
    }
    return result;
}

}  // namespace canyu::db
