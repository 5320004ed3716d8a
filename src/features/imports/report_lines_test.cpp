// What a file of reports may hold, and what is refused with which reason.
#include "features/imports/report_lines.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "features/imports/temporary_file.hpp"

using namespace canyu;
using namespace canyu::imports;

namespace {

std::string reason(std::string_view line) {
    const auto parsed = parse_report_line(line);
    const auto* refused = std::get_if<RefusedLine>(&parsed);
    return refused == nullptr ? "accepted" : refused->reason.key;
}

std::vector<NumberedLine> read_all(const std::string& path) {
    Result<ReportLines> lines = ReportLines::open(path);
    REQUIRE(lines.has_value());
    std::vector<NumberedLine> read;
    while (auto line = lines->next()) read.push_back(std::move(*line));
    CHECK(lines->progress() > 0);
    return read;
}

}  // namespace

TEST_CASE("a report's known fields are read, labels and unknown fields are not") {
    const auto parsed = parse_report_line(
        R"({"id":"a\"7","title":"锁屏","text":"慢","user":"u1","lang":"zh","product":"phone","kind":"bug",)"
        R"("ts":"2024-05-01T00:00:00","tags":["相机",3,"系统"],"group":5,"dup_of":1,"weak_links":[1],"deep":{"x":[]}})");
    const auto& report = std::get<ReportLine>(parsed);
    CHECK(report.id == R"("a\"7")");
    CHECK(report.title == "锁屏");
    CHECK(report.text == "慢");
    CHECK(report.user == "u1");
    CHECK(report.lang == "zh");
    CHECK(report.product == "phone");
    CHECK(report.kind == "bug");
    CHECK(report.tags == std::vector<std::string>{"相机", "系统"});
    CHECK(report.ts == time_from_milliseconds(1'714'521'600'000));
    CHECK(std::get<ReportLine>(parse_report_line(R"({"id":42,"text":"x"})")).id == "42");
    CHECK(std::get<ReportLine>(parse_report_line(R"({"id":1,"text":"x","ts":7})")).ts ==
          time_from_milliseconds(7));
    CHECK(!std::get<ReportLine>(parse_report_line(R"({"id":1,"text":"x","ts":null})")).ts);
}

TEST_CASE("a support line names a report and a person") {
    const auto support = std::get<SupportLine>(parse_report_line(R"({"support":42,"user":"u","group":"g"})"));
    CHECK(support.report == "42");
    CHECK(support.user == "u");
    CHECK(support.group == "g");
    CHECK(reason(R"({"support":42})") == "report_lines.support_without_user");
    CHECK(reason(R"({"support":[],"user":"u"})") == "report_lines.support_without_report");
    CHECK(reason(R"({"support":1,"user":"u","ts":"soon"})") == "report_lines.bad_time");
}

TEST_CASE("every refused line has its reason") {
    CHECK(reason("{") == "report_lines.not_json");
    CHECK(reason("{} {}") == "report_lines.not_json");
    CHECK(reason("{\"id\":1,\"text\":\"\xff\"}") == "report_lines.not_json");
    CHECK(reason(std::string(10'000, '[')) == "report_lines.not_json");
    CHECK(reason("[1]") == "report_lines.not_an_object");
    CHECK(reason(R"({"text":"x"})") == "report_lines.no_id");
    for (const char* id : {"\"\"", "null", "1.5", "{}", "true"}) {
        CHECK(reason("{\"id\":" + std::string(id) + ",\"text\":\"x\"}") == "report_lines.bad_id");
    }
    CHECK(reason("{\"id\":\"" + std::string(300, 'x') + "\",\"text\":\"x\"}") == "report_lines.bad_id");
    CHECK(reason(R"({"id":1})") == "report_lines.no_words");
    CHECK(reason(R"({"id":1,"title":5,"text":[]})") == "report_lines.no_words");
    CHECK(reason(R"({"id":1,"text":"x","ts":"soon"})") == "report_lines.bad_time");
    CHECK(reason(R"({"id":1,"text":"x","ts":1.5})") == "report_lines.bad_time");
}

TEST_CASE("lines keep their numbers over blank and refused ones, plain and packed") {
    const std::string text = "{\"id\":1,\"text\":\"x\"}\r\n\n  \n{\n{\"id\":2,\"text\":\"y\"}";
    const TemporaryFile plain(text);
    const TemporaryFile packed;
    packed.write_gzip(text);
    for (const std::string& path : {plain.path(), packed.path()}) {
        const std::vector<NumberedLine> lines = read_all(path);
        REQUIRE(lines.size() == 3);
        CHECK(lines[0].number == 1);
        CHECK(lines[1].number == 4);
        CHECK(std::holds_alternative<RefusedLine>(lines[1].content));
        CHECK(lines[2].number == 5);
        CHECK(std::get<ReportLine>(lines[2].content).id == "2");
    }
}

TEST_CASE("an endless line is refused without being held, and the next one is read") {
    const TemporaryFile packed;
    packed.write_gzip("{\"id\":1,\"text\":\"" + std::string(5'000'000, 'x') +
                      "\"}\n{\"id\":2,\"text\":\"y\"}\n");
    const std::vector<NumberedLine> lines = read_all(packed.path());
    REQUIRE(lines.size() == 2);
    CHECK(std::get<RefusedLine>(lines[0].content).reason.key == "report_lines.too_long");
    CHECK(std::get<ReportLine>(lines[1].content).id == "2");
}

TEST_CASE("an archive that breaks off says so at the end") {
    const TemporaryFile packed;
    std::string text;
    for (int i = 1; i <= 20'000; ++i) {
        text +=
            "{\"id\":" + std::to_string(i) + ",\"text\":\"" + std::to_string(i * 7919LL % 10007) + "\"}\n";
    }
    packed.write_gzip(text);
    std::filesystem::resize_file(packed.path(), std::filesystem::file_size(packed.path()) / 2);
    const std::vector<NumberedLine> lines = read_all(packed.path());
    CHECK(lines.size() > 100);
    CHECK(lines.size() < 20'000);
    CHECK(std::get<RefusedLine>(lines.back().content).reason.key == "report_lines.breaks_off");
}

TEST_CASE("a file that is not there or no file cannot be opened") {
    CHECK(ReportLines::open("/nowhere/at/all").error().message.key == "report_lines.cannot_open");
    CHECK(!ReportLines::open(std::filesystem::temp_directory_path().string()).has_value());
}
