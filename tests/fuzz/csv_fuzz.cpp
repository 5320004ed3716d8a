// Tables and what other programs export: no file breaks a reader, lines are numbered upwards, and what is
// accepted keeps its promises.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <string>

#include "base/check.hpp"
#include "base/text.hpp"
#include "features/imports/csv_lines.hpp"
#include "features/imports/discourse_lines.hpp"

using namespace canyu;
using namespace canyu::imports;

namespace {

void check_lines(Lines& lines) {
    std::size_t before = 0;
    bool more = false;
    while (const auto line = lines.next()) {
        CANYU_CHECK(more ? line->number == before : line->number > before);
        before = line->number;
        more = line->more;
        if (const auto* report = std::get_if<ReportLine>(&line->content)) {
            CANYU_CHECK(!report->id.empty() && valid_utf8(report->title) && valid_utf8(report->text));
        } else if (const auto* topic = std::get_if<TopicLine>(&line->content)) {
            CANYU_CHECK(!topic->id.empty() && topic->ts.has_value());
        } else if (const auto* refused = std::get_if<RefusedLine>(&line->content)) {
            CANYU_CHECK(!refused->reason.key.empty());
        }
    }
    CANYU_CHECK(!more);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const int file = ::memfd_create("csv_fuzz", 0);
    static const std::string path = "/proc/self/fd/" + std::to_string(file);
    CANYU_CHECK(::ftruncate(file, 0) == 0);
    CANYU_CHECK(::pwrite(file, data, size, 0) == static_cast<ssize_t>(size));
    if (auto csv = CsvLines::open(path, {})) check_lines(*csv);
    auto discourse = DiscourseLines::open(path);
    CANYU_CHECK(discourse.has_value());
    check_lines(*discourse);
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    CANYU_CHECK(text_of_html(text).size() <= size);
    return 0;
}
