// The surfacing commands from their arguments to their files.
#include <doctest/doctest.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "app/command_line.hpp"
#include "features/imports/temporary_file.hpp"

using canyu::imports::TemporaryFile;
namespace json = boost::json;

namespace {

// "done", "wrong use", or "failed" with a reason, as run_command_line tells them apart.
std::string run(std::vector<std::string> arguments) {
    CLI::App app;
    canyu::add_commands(app);
    std::ranges::reverse(arguments);  // CLI11 takes them from the back
    try {
        app.parse(arguments);
        return "done";
    } catch (const CLI::ParseError&) {
        return "wrong use";
    } catch (const std::exception& failure) {
        CHECK(std::string_view(failure.what()).size() > 10);
        return "failed";
    }
}

std::vector<json::object> json_lines(const TemporaryFile& file) {
    std::vector<json::object> lines;
    std::istringstream content(file.content());
    for (std::string line; std::getline(content, line);) lines.push_back(json::parse(line).as_object());
    return lines;
}

const char* const stream =
    R"({"id":"a","user":"u1","ts":"2024-05-01","title":"锁屏状态下双击电源键打开相机要等三秒，抓拍总是来不及","text":""}
{"id":"b","user":"u2","ts":"2024-05-02","title":"充电到百分之八十以后机身明显发热，边充边用更烫手","text":""}
{"support":"a","user":"u3","ts":"2024-05-03"}
{"id":7,"user":"u1","ts":"2024-05-04","title":"锁屏状态下双击电源键打开相机要等三秒，抓拍孩子总是来不及","text":"","group":"b","dup_of":"b"}
not json
{"support":"nobody","user":"u3"}
{"id":"a","user":"u9","text":"again"}
{"id":"c","user":"u4","ts":"2024-06-01","text":"The calendar widget shows yesterday's events"}
)";

}  // namespace

TEST_CASE("replay answers every report before it joins, with the best report of each earlier demand") {
    const TemporaryFile input(stream);
    const TemporaryFile output;
    REQUIRE(run({"surfacing", "replay", "--input", input.path(), "--k", "1", "--output", output.path()}) ==
            "done");
    const std::vector<json::object> lines = json_lines(output);
    REQUIRE(lines.size() == 4);
    CHECK(lines[0].at("id") == "a");
    CHECK(lines[0].at("reports") == json::array{});
    CHECK(lines[2].at("id") == 7);
    CHECK(lines[2].at("reports") == json::array{"a"});
    CHECK(lines[2].at("probability").at(0).as_double() > 0.5);
    CHECK(lines[2].at("micros").as_int64() >= 0);
    REQUIRE(run({"surfacing", "replay", "--input", input.path(), "--query", "body", "--output",
                 output.path()}) == "done");
    CHECK(json_lines(output)[2].at("reports") == json::array{});
}

TEST_CASE("cluster names the demand of every report by its first report") {
    const TemporaryFile input(stream);
    const TemporaryFile output;
    REQUIRE(run({"surfacing", "cluster", "--input", input.path(), "--output", output.path()}) == "done");
    CHECK(output.content() == "a\ta\nb\tb\n7\ta\nc\tc\n");
}

TEST_CASE("the board ranks by buoyancy and tells every factor") {
    const TemporaryFile input(stream);
    const TemporaryFile output;
    REQUIRE(run({"surfacing", "board", "--input", input.path(), "--until", "2024-05-05", "--capacity", "1",
                 "--output", output.path()}) == "done");
    const std::vector<json::object> rows = json_lines(output);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].at("rank") == 1);
    CHECK(rows[0].at("demand") == "a");
    CHECK(rows[0].at("reports") == json::array{"a", 7});
    CHECK(rows[0].at("people") == 2);
    CHECK(rows[0].at("new_people") == 1);
    CHECK(rows[0].at("surfaced") == true);
    CHECK(rows[0].at("first_said") == "2024-05-01T00:00:00.000Z");
    CHECK(rows[0].at("last_said") == "2024-05-04T00:00:00.000Z");
    CHECK(rows[0].at("quiet_days_to_sink").as_int64() > 0);
    CHECK(rows[1].at("surfaced") == false);
    CHECK(rows[1].at("quiet_days_to_sink") == 0);
    CHECK(rows[1].at("buoyancy") == rows[0].at("waterline"));
    for (const char* factor : {"effective_people", "trust", "recency", "velocity", "severity", "breadth",
                               "agreement", "burst", "held"})
        CHECK(rows[0].contains(factor));
}

TEST_CASE("support of one published group counts as one voice, and the rest of it is held") {
    std::string lines = stream;
    for (int i = 0; i < 9; ++i)
        lines +=
            R"({"support":"b","user":"s)" + std::to_string(i) + R"(","ts":"2024-06-01","group":"g"})" + "\n";
    const TemporaryFile input(lines);
    const TemporaryFile output;
    REQUIRE(run({"surfacing", "board", "--input", input.path(), "--output", output.path()}) == "done");
    for (const json::object& row : json_lines(output)) {
        if (row.at("demand") != "b") continue;
        CHECK(row.at("people") == 10);
        CHECK(row.at("effective_people").to_number<double>() <= 2);
        CHECK(row.at("held").as_int64() >= 8);
    }
}

TEST_CASE("the past of a board does not know what came later") {
    const TemporaryFile input(stream);
    const TemporaryFile shorter(
        std::string(stream).substr(0, std::string_view(stream).find("{\"id\":\"c\"")));
    const TemporaryFile then;
    const TemporaryFile now;
    REQUIRE(run({"surfacing", "board", "--input", input.path(), "--until", "2024-05-04", "--output",
                 then.path()}) == "done");
    REQUIRE(run({"surfacing", "board", "--input", shorter.path(), "--output", now.path()}) == "done");
    CHECK(then.content() == now.content());
}

TEST_CASE("what fails says why, what is misused is wrong use") {
    const TemporaryFile input(stream);
    CHECK(run({"surfacing", "replay", "--input", "/nowhere/at/all", "--output", "/dev/null"}) == "failed");
    CHECK(run({"surfacing", "replay", "--input", input.path(), "--output", "/nowhere/at/all"}) == "failed");
    CHECK(run({"surfacing", "board", "--input", input.path(), "--output", "/dev/full"}) == "failed");
    CHECK(run({"surfacing"}) == "wrong use");
    CHECK(run({"surfacing", "replay", "--input", input.path()}) == "wrong use");
    CHECK(run({"surfacing", "replay", "--input", input.path(), "--output", "/dev/null", "--query", "x"}) ==
          "wrong use");
    CHECK(run({"surfacing", "replay", "--input", input.path(), "--output", "/dev/null", "--k", "0"}) ==
          "wrong use");
    CHECK(run({"surfacing", "board", "--input", input.path(), "--output", "/dev/null", "--until", "soon"}) ==
          "wrong use");
}

TEST_CASE("learning needs a product that is there and decisions to learn from; a version must be known") {
    const TemporaryFile file;
    const std::string database = "sqlite:" + file.path() + ".sqlite";
    CHECK(run({"surfacing", "learn", "--database", database}) == "wrong use");
    CHECK(run({"surfacing", "learn", "--database", database, "--product", "phone"}) == "failed");
    CHECK(run({"surfacing", "use", "--database", database, "--product", "phone"}) == "wrong use");
    const TemporaryFile input(stream);
    REQUIRE(run({"import", "reports", input.path(), "--database", database, "--product", "phone"}) == "done");
    CHECK(run({"surfacing", "learn", "--database", database, "--product", "phone"}) == "failed");
    CHECK(run({"surfacing", "use", "--database", database, "--product", "phone", "--version", "1"}) ==
          "failed");
    CHECK(run({"surfacing", "use", "--database", database, "--product", "phone", "--version", "0"}) ==
          "done");
    for (const char* ending : {".sqlite", ".sqlite-wal", ".sqlite-shm"})
        std::filesystem::remove(file.path() + ending);
}
