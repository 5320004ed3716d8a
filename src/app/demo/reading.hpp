// Inside the demo: members of a record by their names, and the records of a file.
#pragma once

#include <fmt/core.h>

#include <boost/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "app/demo/records.hpp"
#include "base/embedded.hpp"

namespace canyu::demo {

using boost::json::object;
using boost::json::value;

inline std::string text(const object& record, std::string_view name) {
    const value* found = record.if_contains(name);
    return found && found->is_string() ? std::string(found->get_string()) : std::string();
}

inline double number(const object& record, std::string_view name) {
    return record.at(name).to_number<double>();
}

inline std::optional<std::int64_t> optional_integer(const object& record, std::string_view name) {
    const value* found = record.if_contains(name);
    if (!found || found->is_null()) return std::nullopt;
    return found->to_number<std::int64_t>();
}

inline std::vector<std::string> texts(const object& record, std::string_view name) {
    std::vector<std::string> found;
    if (const value* list = record.if_contains(name))
        for (const value& element : list->as_array()) found.emplace_back(element.as_string());
    return found;
}

template <class T>
std::vector<T> list(const object& record, std::string_view name, T (*read)(const object&)) {
    std::vector<T> found;
    if (const value* elements = record.if_contains(name))
        for (const value& element : elements->as_array()) found.push_back(read(element.as_object()));
    return found;
}

// The object of that name, as a list of one; of none where it is null.
template <class T>
std::vector<T> maybe(const object& record, std::string_view name, T (*read)(const object&)) {
    const value* found = record.if_contains(name);
    if (!found || found->is_null()) return {};
    return {read(found->as_object())};
}

inline std::int64_t integer(const object& record, std::string_view name) {
    return record.at(name).to_number<std::int64_t>();
}

inline std::optional<double> optional_number(const object& record, std::string_view name) {
    const value* found = record.if_contains(name);
    if (!found || found->is_null()) return std::nullopt;
    return found->to_number<double>();
}

inline bool flag(const object& record, std::string_view name) {
    const value* found = record.if_contains(name);
    return found && found->as_bool();
}

template <class T>
void read_file(const std::vector<EmbeddedFile>& files, const std::string& name, T (*read)(const object&),
               std::vector<T>& into) {
    const std::string path = fmt::format("data/demo/{}.jsonl", name);
    for (const EmbeddedFile& file : files) {
        if (file.path != path) continue;
        std::string_view rest = file.bytes;
        for (int line = 1; !rest.empty(); ++line) {
            const std::string_view record = rest.substr(0, rest.find('\n'));
            rest.remove_prefix(std::min(rest.size(), record.size() + 1));
            if (record.empty()) continue;
            try {
                const value parsed = boost::json::parse({record.data(), record.size()});
                into.push_back(read(parsed.as_object()));
            } catch (const std::exception& error) {
                throw std::runtime_error(fmt::format("{}:{}: {}", path, line, error.what()));
            }
        }
    }
}

// Titles, F-codes and rights.
void read_rewards(const std::vector<EmbeddedFile>& files, Records& records);
// What is sold.
void read_sales(const std::vector<EmbeddedFile>& files, Records& records);

}  // namespace canyu::demo
