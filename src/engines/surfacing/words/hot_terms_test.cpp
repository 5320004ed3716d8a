// Hot terms: many people, more than usual, and no single loud voice.
#include "engines/surfacing/words/hot_terms.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "engines/surfacing/words/test_words.hpp"

using namespace canyu;
using namespace canyu::surfacing;
using std::chrono::days;

namespace {

const Time week = time_from_milliseconds(1'800'000'000'000);

// Half a year in which ten people a week speak of 锁屏 and two of them of 发烫.
struct Stream {
    std::vector<HeardReport> reports;
    std::map<std::int64_t, std::string> texts;
    std::mt19937 random{51};

    Stream() {
        for (int ago = 1; ago <= 26; ++ago) {
            for (std::int64_t person = 1; person <= 10; ++person)
                say(person, week - days(7) * ago + days(person % 7),
                    {"锁屏", person <= 2 ? "发烫" : "通知栏"});
        }
    }

    void say(std::int64_t person, Time said, const std::vector<std::string>& words) {
        const std::int64_t id = std::ssize(reports) + 1;
        reports.push_back({Id{id}, Id{person}, said, texts[id] = text_saying(random, words)});
    }

    [[nodiscard]] std::vector<HotTerm> hot() const {
        std::vector<std::string_view> all;
        for (const HeardReport& report : reports) all.push_back(report.text);
        return hot_terms(Vocabulary::learn(all), reports, week);
    }
};

std::vector<std::string> terms_of(const std::vector<HotTerm>& hot) {
    std::vector<std::string> terms;
    for (const HotTerm& term : hot) terms.push_back(term.term);
    return terms;
}

using Terms = std::vector<std::string>;

}  // namespace

TEST_CASE("what many more people say than usual is hot, with the reports that say it") {
    Stream stream;
    for (std::int64_t person = 1; person <= 10; ++person)
        stream.say(person, week + days(3), {"发烫", "锁屏"});
    const std::vector<HotTerm> hot = stream.hot();
    REQUIRE(terms_of(hot) == Terms{"发烫"});
    CHECK(hot[0].people == 10);
    CHECK(hot[0].usual == doctest::Approx(2));
    CHECK(hot[0].growth == doctest::Approx(5));
    CHECK(hot[0].surprise > 10.83);
    CHECK(hot[0].reports.size() == 10);
    CHECK(hot[0].reports.front() == Id{261});
}

TEST_CASE("what is said as always or less, by one loud person, or by two, is not hot") {
    Stream stream;
    for (std::int64_t person = 1; person <= 10; ++person) stream.say(person, week + days(1), {"锁屏"});
    for (int time = 0; time < 50; ++time) stream.say(20, week + days(2), {"发烫", "黑屏"});
    stream.say(21, week + days(2), {"黑屏"});
    CHECK(stream.hot().empty());
}

TEST_CASE("a term nobody said before has no growth; it is shown as most people write it") {
    Stream stream;
    for (std::int64_t person = 1; person <= 6; ++person)
        stream.say(person, week, {person <= 2 ? "crashing" : "Crashes"});
    const std::vector<HotTerm> hot = stream.hot();
    REQUIRE(terms_of(hot) == Terms{"crash"});
    CHECK(hot[0].shown == "Crashes");
    CHECK(hot[0].usual == 0);
    CHECK(!hot[0].growth);
    CHECK(hot[0].people == 6);
}

TEST_CASE("a week ends after seven days, the past before half a year, and without a past nothing is hot") {
    Stream stream;
    for (std::int64_t person = 1; person <= 10; ++person) stream.say(person, week + days(7), {"发烫"});
    for (std::int64_t person = 1; person <= 10; ++person) stream.say(person, week - days(183), {"发热"});
    CHECK(stream.hot().empty());
    for (std::int64_t person = 1; person <= 10; ++person) stream.say(person, week, {"发热"});
    CHECK(terms_of(stream.hot()) == Terms{"发热"});
    std::erase_if(stream.reports, [](const HeardReport& report) { return report.said < week; });
    CHECK(stream.hot().empty());
    CHECK(hot_terms(Vocabulary::learn({}), {}, week).empty());
}

TEST_CASE("a part of a hot phrase is not named again when the same reports say it") {
    Stream stream;
    for (std::int64_t person = 1; person <= 8; ++person) stream.say(person, week, {"dark mode"});
    for (std::int64_t person = 8; person <= 9; ++person) stream.say(person, week, {"dark"});
    CHECK(terms_of(stream.hot()) == Terms{"dark mode"});
    for (std::int64_t person = 11; person <= 40; ++person) stream.say(person, week, {"dark"});
    CHECK(terms_of(stream.hot()) == Terms{"dark"});
}

TEST_CASE("a long line that goes round is nobody's own words") {
    Stream stream;
    const std::string copied = "Please bring back the gramophone, signed by all of us";
    for (std::int64_t person = 1; person <= 10; ++person) {
        const std::int64_t id = std::ssize(stream.reports) + 1;
        stream.reports.push_back(
            {Id{id}, Id{person}, week, stream.texts[id] = copied + "\n" + random_filler(stream.random)});
    }
    CHECK(stream.hot().empty());
}

TEST_CASE("the order of the reports does not matter") {
    Stream stream;
    for (std::int64_t person = 1; person <= 9; ++person)
        stream.say(person, week, {"发烫", "crashing", "dark mode"});
    const std::vector<HotTerm> before = stream.hot();
    REQUIRE(before.size() == 3);
    std::ranges::shuffle(stream.reports, stream.random);
    const std::vector<HotTerm> after = stream.hot();
    CHECK(terms_of(before) == terms_of(after));
    for (std::size_t i = 0; i < before.size(); ++i) {
        CHECK(before[i].surprise == after[i].surprise);
        CHECK(before[i].reports == after[i].reports);
    }
}

TEST_CASE("broken bytes are good input, and emoji are words") {
    Stream stream;
    for (std::int64_t person = 1; person <= 9; ++person) {
        const std::int64_t id = std::ssize(stream.reports) + 1;
        stream.reports.push_back({Id{id}, Id{person}, week, person % 2 == 0 ? "\xff\xfe\xe9\x80" : "🥝🥝"});
    }
    CHECK(terms_of(stream.hot()) == Terms{"🥝🥝"});
}
