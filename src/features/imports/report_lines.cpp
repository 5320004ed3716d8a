// The meaning of a line, by Boost.JSON, whose nesting limit (32) stays on.
#include "features/imports/report_lines.hpp"

#include <boost/json.hpp>
#include <utility>

#include "features/imports/iso_time.hpp"

namespace canyu::imports {
namespace {

namespace json = boost::json;

constexpr std::size_t longest_id = 200;  // bytes

RefusedLine refused(std::string key, std::vector<std::pair<std::string, std::string>> arguments = {}) {
    return {{std::move(key), std::move(arguments)}};
}

std::string text_of(const json::object& line, std::string_view field) {
    const json::value* value = line.if_contains(field);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string{};
}

// An id is a string or a whole number; nothing when it is neither, empty or endless.
std::optional<std::string> id_of(const json::value& value) {
    const bool whole = value.is_int64() || value.is_uint64();
    if (!whole && !(value.is_string() && !value.as_string().empty())) return std::nullopt;
    std::string id = json::serialize(value);
    if (id.size() > longest_id) return std::nullopt;
    return id;
}

std::vector<std::string> tags_of(const json::object& line) {
    std::vector<std::string> tags;
    const json::value* value = line.if_contains("tags");
    if (value == nullptr || !value->is_array()) return tags;
    for (const json::value& tag : value->as_array()) {
        if (tag.is_string()) tags.emplace_back(tag.as_string());
    }
    return tags;
}

// False when there is a time that cannot be read.
bool read_time(const json::object& line, std::optional<Time>& time) {
    const json::value* value = line.if_contains("ts");
    if (value == nullptr || value->is_null()) return true;
    if (value->is_int64()) {
        time = time_from_milliseconds(value->as_int64());
    } else if (value->is_string()) {
        time = parse_time(value->as_string());
    }
    return time.has_value();
}

JsonLine parse_support(const json::object& line) {
    SupportLine support;
    const std::optional<std::string> report = id_of(line.at("support"));
    if (!report) return refused("report_lines.support_without_report");
    support.report = *report;
    support.user = text_of(line, "user");
    if (support.user.empty()) return refused("report_lines.support_without_user");
    support.group = text_of(line, "group");
    if (!read_time(line, support.ts)) return refused("report_lines.bad_time");
    return support;
}

JsonLine parse_report(const json::object& line) {
    ReportLine report;
    const json::value* id = line.if_contains("id");
    if (id == nullptr) return refused("report_lines.no_id");
    const std::optional<std::string> written = id_of(*id);
    if (!written) return refused("report_lines.bad_id");
    report.id = *written;
    report.title = text_of(line, "title");
    report.text = text_of(line, "text");
    if (report.title.empty() && report.text.empty()) return refused("report_lines.no_words");
    report.user = text_of(line, "user");
    report.lang = text_of(line, "lang");
    report.product = text_of(line, "product");
    report.kind = text_of(line, "kind");
    report.tags = tags_of(line);
    if (!read_time(line, report.ts)) return refused("report_lines.bad_time");
    return report;
}

}  // namespace

JsonLine parse_report_line(std::string_view line) {
    boost::system::error_code error;
    const json::value value = json::parse(json::string_view(line.data(), line.size()), error);
    if (error) return refused("report_lines.not_json");
    if (!value.is_object()) return refused("report_lines.not_an_object");
    const json::object& object = value.get_object();
    return object.contains("support") ? parse_support(object) : parse_report(object);
}

Result<ReportLines> ReportLines::open(const std::string& path) {
    auto file = files::LineFile::open(path, {longest_line, most_bytes});
    if (!file) return refuse(404, "report_lines.cannot_open", {{"path", path}});
    return ReportLines(std::move(*file));
}

std::optional<NumberedLine> ReportLines::next() {
    std::string line;
    while (file_.next(line)) {
        if (file_.too_long()) return NumberedLine{file_.number(), refused("report_lines.too_long")};
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        return std::visit([&](auto&& content) { return NumberedLine{file_.number(), std::move(content)}; },
                          parse_report_line(line));
    }
    switch (std::exchange(end_said_, true) ? files::LineFile::End::whole : file_.end()) {
        case files::LineFile::End::endless:
            return NumberedLine{file_.number() + 1, refused("report_lines.endless")};
        case files::LineFile::End::breaks_off:
            return NumberedLine{file_.number() + 1, refused("report_lines.breaks_off")};
        case files::LineFile::End::whole:
            break;
    }
    return std::nullopt;
}

}  // namespace canyu::imports
