// Reading by zlib's gzread, which takes plain files too, and Boost.JSON, whose nesting limit (32) stays on.
#include "features/imports/report_lines.hpp"

#include <zlib.h>

#include <array>
#include <boost/json.hpp>
#include <cstring>
#include <filesystem>

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

std::variant<ReportLine, SupportLine, RefusedLine> parse_support(const json::object& line) {
    SupportLine support;
    const std::optional<std::string> report = id_of(line.at("support"));
    if (!report) return refused("report_lines.support_without_report");
    support.report = *report;
    support.user = text_of(line, "user");
    if (support.user.empty()) return refused("report_lines.support_without_user");
    if (!read_time(line, support.ts)) return refused("report_lines.bad_time");
    return support;
}

std::variant<ReportLine, SupportLine, RefusedLine> parse_report(const json::object& line) {
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

std::variant<ReportLine, SupportLine, RefusedLine> parse_report_line(std::string_view line) {
    boost::system::error_code error;
    const json::value value = json::parse(json::string_view(line.data(), line.size()), error);
    if (error) return refused("report_lines.not_json");
    if (!value.is_object()) return refused("report_lines.not_an_object");
    const json::object& object = value.get_object();
    return object.contains("support") ? parse_support(object) : parse_report(object);
}

struct ReportLines::File {
    gzFile handle = nullptr;
    std::uintmax_t bytes = 0;
    std::uintmax_t unpacked = 0;
    std::size_t lines = 0;
    std::array<char, std::size_t{1} << 16> buffer;
    std::string_view unread{};
    bool ended = false;
    bool damaged = false;
    bool endless = false;

    ~File() {
        if (handle != nullptr) gzclose(handle);
    }

    // False at the end, and where the file breaks off.
    bool fill() {
        if (ended) return false;
        const int got = gzread(handle, buffer.data(), static_cast<unsigned>(buffer.size()));
        int code = Z_OK;
        gzerror(handle, &code);
        damaged = got < 0 || (code != Z_OK && code != Z_STREAM_END);
        unpacked += got > 0 ? static_cast<std::uintmax_t>(got) : 0;
        endless = unpacked > most_bytes;
        ended = got <= 0 || endless;
        unread = std::string_view(buffer.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
        return !ended;
    }

    // Reads to the next line end; of a line that is too long only the front is kept. False when nothing was
    // left to read.
    bool read_line(std::string& line, bool& too_long) {
        line.clear();
        too_long = false;
        bool any = false;
        while (!unread.empty() || fill()) {
            any = true;
            const std::size_t end = unread.find('\n');
            const std::string_view piece = unread.substr(0, end);
            too_long = too_long || line.size() + piece.size() > longest_line;
            if (!too_long) line += piece;
            unread.remove_prefix(end == std::string_view::npos ? unread.size() : end + 1);
            if (end != std::string_view::npos) break;
        }
        return any;
    }
};

ReportLines::ReportLines(std::unique_ptr<File> file) : file_(std::move(file)) {}
ReportLines::ReportLines(ReportLines&&) noexcept = default;
ReportLines& ReportLines::operator=(ReportLines&&) noexcept = default;
ReportLines::~ReportLines() = default;

Result<ReportLines> ReportLines::open(const std::string& path) {
    auto file = std::make_unique<File>();
    std::error_code error;
    file->bytes = std::filesystem::file_size(path, error);
    if (!error) file->handle = gzopen(path.c_str(), "rb");
    if (file->handle == nullptr) return refuse(404, "report_lines.cannot_open", {{"path", path}});
    return ReportLines(std::move(file));
}

std::optional<NumberedLine> ReportLines::next() {
    std::string line;
    bool too_long = false;
    while (file_->read_line(line, too_long)) {
        ++file_->lines;
        if (too_long) return NumberedLine{file_->lines, refused("report_lines.too_long")};
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        return NumberedLine{file_->lines, parse_report_line(line)};
    }
    if (std::exchange(file_->endless, false))
        return NumberedLine{file_->lines + 1, refused("report_lines.endless")};
    if (std::exchange(file_->damaged, false))
        return NumberedLine{file_->lines + 1, refused("report_lines.breaks_off")};
    return std::nullopt;
}

double ReportLines::progress() const {
    if (file_->bytes == 0) return 1;
    return static_cast<double>(gzoffset(file_->handle)) / static_cast<double>(file_->bytes);
}

}  // namespace canyu::imports
