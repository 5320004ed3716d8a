// canyu allocation simulate, from its arguments to what it ends with.
#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <set>
#include <sstream>

#include "app/command_line.hpp"
#include "engines/allocation/checks.hpp"
#include "features/imports/temporary_file.hpp"

using canyu::imports::TemporaryFile;
namespace json = boost::json;

namespace {

// What the program ends with.
int run(const std::vector<std::string>& arguments) {
    std::vector<const char*> pointers{"canyu", "allocation", "simulate"};
    for (const std::string& argument : arguments) pointers.push_back(argument.c_str());
    return canyu::run_command_line(static_cast<int>(pointers.size()), pointers.data());
}

}  // namespace

TEST_CASE("simulate: ends with 0 when all is right, 1 when a check is missed, 2 when it is not understood") {
    CHECK(run({"--seed", "1", "--runs", "20"}) == 0);
    // simulation_test.cpp takes out every one.
    CHECK(run({"--runs", "100", "--without", std::string(canyu::allocation::check_names.back())}) == 1);
    CHECK(run({"--without", "nonsense"}) == 2);
    CHECK(run({"--runs", "0"}) == 2);
    CHECK(run({"--seed", "-1"}) == 2);
    CHECK(run({"--history", "/nowhere/at/all"}) == 1);
}

TEST_CASE("simulate: the history tells every ask, its answers and every row, as JSON lines") {
    const TemporaryFile file;
    REQUIRE(run({"--seed", "3", "--runs", "2", "--history", file.path()}) == 0);
    std::istringstream lines(file.content());
    std::set<std::int64_t> asked;
    std::size_t runs = 0;
    std::size_t answers = 0;
    std::size_t rows = 0;
    for (std::string line; std::getline(lines, line);) {
        const json::object object = json::parse(line).as_object();
        const std::string_view event = object.at("event").as_string();
        if (event == "run") {
            asked.clear();
            rows = 0;
            ++runs;
        } else if (event == "ask") {
            CHECK(asked.insert(object.at("ask").as_int64()).second);
            CHECK(object.at("key").as_string().size() == 32);
        } else if (event == "answer") {
            CHECK(asked.contains(object.at("ask").as_int64()));
            ++answers;
        } else {
            REQUIRE(event == "row");
            CHECK(object.at("seq").as_string() == std::to_string(rows++));
        }
    }
    CHECK(runs == 2);
    CHECK(answers > 50);
    CHECK(rows > 10);
}
