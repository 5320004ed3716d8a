#include "engines/surfacing/rising/tally.hpp"

#include <doctest/doctest.h>

#include <sstream>

using namespace canyu;
using namespace canyu::surfacing;

namespace {

Tally small_tally() {
    const Time start = time_from_milliseconds(1'700'000'000'000);
    Tally tally{.product = "\"phone\"", .at = start + std::chrono::days(40), .capacity = 3, .demands = {}};
    for (std::int64_t number = 1; number <= 3; ++number) {
        Tally::Demand& demand = tally.demands.emplace_back();
        demand.number = number;
        demand.title = R"("三秒才打开 \"voice\": \"camera\"")";
        for (std::int64_t i = 0; i < 5 * number; ++i) {
            const Id person{1'000'000'007 * (i + 1)};
            demand.voices.push_back({.person = person,
                                     .said = start + std::chrono::hours(31 * i),
                                     .trust = 0.3 + 0.041 * static_cast<double>(i),
                                     .independence = 1.0 / static_cast<double>(i + 1),
                                     .held = i % 4 == 3,
                                     .not_me = i % 5 == 4,
                                     .severity = 1 + static_cast<double>(i % 3) / 3,
                                     .segment = Id{i % 3 * 77'777}});
            demand.groups.push_back(i % 4 == 3 ? Id{1'000'000'007} : person);
        }
        demand.factors = factors_as_json(factors(demand.voices, tally.at));
    }
    return tally;
}

std::string written(const Tally& tally) {
    std::ostringstream output;
    write_tally(output, tally);
    return std::move(output).str();
}

}  // namespace

TEST_CASE("tally: counted again from the file, every factor is the same, and nobody's id is told") {
    const std::string text = written(small_tally());
    CHECK(text.find("1000000007") == std::string::npos);
    CHECK(text.find("77777") == std::string::npos);
    std::istringstream input(text);
    const auto read = read_tally(input);
    REQUIRE(read.has_value());
    REQUIRE(read->demands.size() == 3);
    for (const Tally::Demand& demand : read->demands) CHECK(recount(*read, demand).as_published);
    CHECK(read->demands[2].voices.size() == 15);
    CHECK(read->demands[2].groups[3] == read->demands[2].voices[0].person);
    CHECK(read->demands[0].title == small_tally().demands[0].title);
    CHECK(written(*read) == text);
}

TEST_CASE("tally: a voice that was let out or made heavier is told") {
    Tally tally = small_tally();
    tally.demands[1].voices[2].held = true;
    CHECK_FALSE(recount(tally, tally.demands[1]).as_published);
    CHECK(recount(tally, tally.demands[0]).as_published);
    tally.demands[0].voices.pop_back();
    tally.demands[0].groups.pop_back();
    CHECK_FALSE(recount(tally, tally.demands[0]).as_published);
}

TEST_CASE("tally: a file that is damaged anywhere is read, or its line named") {
    const std::string text = written(small_tally());
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::string damaged = text;
        damaged[at] = '\x01';
        std::istringstream input(damaged);
        const auto read = read_tally(input);
        const auto line = static_cast<std::size_t>(std::count(
                              text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n')) +
                          1;
        if (!read) CHECK((read.error() == line || read.error() == line + 1));
    }
    std::istringstream nothing("");
    CHECK(read_tally(nothing).error() == 1);
    std::istringstream cut(text.substr(0, text.size() - 9));
    CHECK_FALSE(read_tally(cut).has_value());
}

TEST_CASE("tally: what is no string, no number or no time of ours is told by its line") {
    const std::string head = R"({"tally":"phone","at":1700000000000,"capacity":3,"waterline":0.5})";
    const std::string demand = R"({"demand":1,"factors":{"buoyancy":1},"title":"a \"b\""})";
    const auto line_of = [](const std::string& text) {
        std::istringstream input(text);
        const auto read = read_tally(input);
        return read ? std::size_t{0} : read.error();
    };
    CHECK(line_of(head + "\n" + demand) == 0);
    for (const char* bad : {R"({"tally":phone,"at":1,"capacity":3,"waterline":0})",
                            R"({"tally":"pho"ne","at":1,"capacity":3,"waterline":0})",
                            R"({"tally":"phone","at":-1,"capacity":3,"waterline":0})",
                            R"({"tally":"phone","at":9223372036854775807,"capacity":3,"waterline":0})",
                            R"({"tally":"phone","at":1,"capacity":3,"waterline":inf})"})
        CHECK_MESSAGE(line_of(bad) == 1, bad);
    for (const char* bad :
         {R"({"demand":1,"factors":{"buoyancy":1},"title":"a})",
          R"({"demand":1,"factors":"buoyancy","title":"a"})", R"({"demand":1,"title":"a"})"})
        CHECK_MESSAGE(line_of(head + "\n" + bad) == 2, bad);
}
