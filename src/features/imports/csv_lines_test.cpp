// A table's records, fields and columns.
#include "features/imports/csv_lines.hpp"

#include <doctest/doctest.h>

#include "features/imports/iso_time.hpp"
#include "features/imports/temporary_file.hpp"

using namespace canyu;
using namespace canyu::imports;

namespace {

std::vector<CsvRecord> records(const TemporaryFile& file) {
    std::vector<CsvRecord> all;
    CsvFile csv = CsvFile::open(file.path()).value();
    while (auto record = csv.next()) all.push_back(*record);
    return all;
}

std::vector<NumberedLine> lines(const std::string& text, const std::vector<ColumnChoice>& columns = {}) {
    const TemporaryFile file(text);
    std::vector<NumberedLine> all;
    CsvLines csv = CsvLines::open(file.path(), columns).value();
    while (auto line = csv.next()) all.push_back(*line);
    return all;
}

std::string refusal(const NumberedLine& line) {
    const auto* refused = std::get_if<RefusedLine>(&line.content);
    return refused ? refused->reason.key : "";
}

std::string problem(const std::string& text, const std::vector<ColumnChoice>& columns = {}) {
    const TemporaryFile file(text);
    return CsvLines::open(file.path(), columns).error().message.key;
}

}  // namespace

TEST_CASE("csv: quotes hold commas, quotes and line ends; a mark of byte order and \\r\\n go unseen") {
    const auto all =
        records(TemporaryFile("\xEF\xBB\xBF"
                              "a,b,c\r\n\"one, two\",\"say \"\"hi\"\"\",\r\n\n\"x\ny\r\nz\",,\"\"\n"));
    REQUIRE(all.size() == 3);
    CHECK(all[0].fields == std::vector<std::string>{"a", "b", "c"});
    CHECK(all[1].fields == std::vector<std::string>{"one, two", "say \"hi\"", ""});
    CHECK(all[2].fields == std::vector<std::string>{"x\ny\r\nz", "", ""});
    CHECK(all[2].line == 4);
    for (const CsvRecord& record : all) CHECK(!record.refused);
}

TEST_CASE("csv: what is broken is refused on its line, and the next record is read") {
    const auto all = records(TemporaryFile("a\"b,c\n\"a\"b,c\nfine,1\n\xFF\xFE,1\n" + std::string(300, ',') +
                                           "\n" + std::string(CsvFile::longest_record + 1, 'x') +
                                           "\nfine,2\n\"no end\nfine,3\n"));
    REQUIRE(all.size() == 8);
    const auto reason = [&](std::size_t i) { return all[i].refused ? all[i].refused->key : ""; };
    CHECK(reason(0) == "csv.broken");
    CHECK(reason(1) == "csv.broken");
    CHECK(reason(2) == "");
    CHECK(reason(3) == "csv.not_utf8");
    CHECK(reason(4) == "csv.broken");
    CHECK(reason(5) == "report_lines.too_long");
    CHECK(reason(6) == "");
    CHECK(reason(7) == "csv.quote_without_end");
    CHECK(all[7].line == 8);
    const auto endless = records(TemporaryFile("\"" + std::string(CsvFile::longest_record - 10, 'x') +
                                               "\nyyyyyyyyyyyyyyyyyyyy\nfine\n"));
    REQUIRE(endless.size() == 2);
    CHECK(endless[0].refused->key == "report_lines.too_long");
    CHECK(endless[1].fields.front() == "fine");
}

TEST_CASE("csv: the first row names the columns, and a choice names others") {
    const auto all = lines("ID,Title,Text,user,ts,kind,score\n7,A title,Words,mei,2024-05-01,bug,3\n");
    REQUIRE(all.size() == 1);
    const auto& report = std::get<ReportLine>(all[0].content);
    CHECK(report.id == "\"7\"");
    CHECK(report.title == "A title");
    CHECK(report.text == "Words");
    CHECK(report.user == "mei");
    CHECK(report.kind == "bug");
    CHECK(report.ts == parse_time("2024-05-01"));
    const auto chosen = lines("编号,描述\n7,锁屏太慢\n", {{"text", "描述"}});
    CHECK(std::get<ReportLine>(chosen.at(0).content).text == "锁屏太慢");
    CHECK(std::get<ReportLine>(chosen.at(0).content).id == "\"#2\"");
    CHECK(problem("a,b\n") == "csv.no_words_column");
    CHECK(problem("") == "csv.no_words_column");
    CHECK(problem("a,b\n", {{"text", "c"}}) == "csv.no_column");
    CHECK(problem("a,b\n", {{"colour", "a"}}) == "csv.no_role");
}

TEST_CASE("csv: rows that cannot be used say why") {
    const auto all = lines("id,text,ts\n1,a\n,b,\n2,,\n3,c,yesterday\n");
    REQUIRE(all.size() == 4);
    CHECK(refusal(all[0]) == "csv.other_fields");
    CHECK(refusal(all[1]) == "report_lines.bad_id");
    CHECK(refusal(all[2]) == "report_lines.no_words");
    CHECK(refusal(all[3]) == "report_lines.bad_time");
    CHECK(all[3].number == 5);
}
