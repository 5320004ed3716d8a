// Files of reports: no line breaks the reader, what it accepts keeps its promises, and a time that is written
// reads back.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <string>

#include "base/check.hpp"
#include "base/text.hpp"
#include "features/imports/iso_time.hpp"
#include "features/imports/report_lines.hpp"

using namespace canyu;
using namespace canyu::imports;

namespace {

void check_time(std::string_view text) {
    const std::optional<Time> time = parse_time(text);
    if (time && *time >= Time{}) CANYU_CHECK(parse_time(format_time(*time)) == time);
}

void check_line(std::string_view line) {
    const auto content = parse_report_line(line);
    if (const auto* refused = std::get_if<RefusedLine>(&content)) {
        CANYU_CHECK(refused->reason.key.starts_with("report_lines."));
    } else if (const auto* report = std::get_if<ReportLine>(&content)) {
        CANYU_CHECK(!report->id.empty() && (!report->title.empty() || !report->text.empty()));
        for (const std::string* text : {&report->title, &report->text, &report->user, &report->lang})
            CANYU_CHECK(valid_utf8(*text));
    } else {
        CANYU_CHECK(!std::get<SupportLine>(content).report.empty());
    }
}

// The file as it would be uploaded, packed or not.
void check_file(std::string_view bytes) {
    static const int file = ::memfd_create("import_fuzz", 0);
    static const std::string path = "/proc/self/fd/" + std::to_string(file);
    CANYU_CHECK(::ftruncate(file, 0) == 0);
    CANYU_CHECK(::pwrite(file, bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()));
    auto lines = ReportLines::open(path);
    CANYU_CHECK(lines.has_value());
    std::size_t before = 0;
    while (const auto line = lines->next()) {
        CANYU_CHECK(line->number > before);
        before = line->number;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    check_time(input);
    check_line(input);
    check_file(input);
    return 0;
}
