// A doubled pace is a burst, a usual one and a silence are not.
#include "engines/surfacing/rising/burst.hpp"

#include <doctest/doctest.h>

#include <random>
#include <vector>

using namespace canyu;
using namespace canyu::surfacing;
using std::chrono::days;
using std::chrono::hours;

namespace {

const Time start = time_from_milliseconds(1'800'000'000'000);

std::vector<Time> steady(int people, Milliseconds gap) {
    std::vector<Time> joined;
    for (int i = 0; i < people; ++i) joined.push_back(start + i * gap);
    return joined;
}

}  // namespace

TEST_CASE("without anybody, or with too few to know what is usual, nothing is a burst") {
    CHECK(!burst({}, start).since);
    for (int people = 1; people <= 4; ++people) CHECK(!burst(steady(people, hours(0)), start).since);
    CHECK(!burst(steady(40, hours(0)), start).since);  // all at once have no pace
}

TEST_CASE("an even pace is no burst, the doubled pace is one within a day") {
    std::vector<Time> joined = steady(30, hours(8));
    CHECK(!burst(joined, joined.back()).since);
    CHECK(burst(joined, joined.back()).usual_a_day == doctest::Approx(3).epsilon(0.1));
    const Time usual_until = joined.back();
    while (joined.back() < usual_until + days(1)) joined.push_back(joined.back() + hours(2));
    const Burst found = burst(joined, joined.back());
    REQUIRE(found.since.has_value());
    CHECK(*found.since == usual_until);
    CHECK(found.recent_a_day == doctest::Approx(12));
}

TEST_CASE("silence ends a burst, and what comes later is not heard yet") {
    std::vector<Time> joined = steady(30, hours(8));
    const Time usual_until = joined.back();
    for (int i = 1; i <= 12; ++i) joined.push_back(usual_until + i * hours(1));
    CHECK(burst(joined, joined.back()).since);
    CHECK(!burst(joined, usual_until).since);
    CHECK(burst(joined, joined.back() + hours(2)).since);
    CHECK(!burst(joined, joined.back() + days(3)).since);
}

TEST_CASE("one more who joins now never ends a burst") {
    std::mt19937 random(41);
    int bursts = 0;
    for (int round = 0; round < 2000; ++round) {
        std::vector<Time> joined = {start};
        for (unsigned i = random() % 30; i > 0; --i) joined.push_back(joined.back() + hours(random() % 40));
        const Time now = joined.back() + hours(random() % 20);
        if (!burst(joined, now).since) continue;
        ++bursts;
        joined.push_back(now);
        CHECK(burst(joined, now).since);
    }
    CHECK(bursts > 100);
}

TEST_CASE("what lasts four weeks is no burst any more, and its pace is the usual one by and by") {
    std::vector<Time> joined = steady(60, hours(24));
    const Time changed = joined.back();
    const auto go_on = [&](Time until, Milliseconds gap) {
        while (joined.back() < until) joined.push_back(joined.back() + gap);
    };
    go_on(changed + days(27), hours(6));
    CHECK(burst(joined, joined.back()).since == changed);
    CHECK(!burst(joined, changed + days(28) + hours(1)).since);
    go_on(changed + days(400), hours(6));
    CHECK(!burst(joined, joined.back()).since);
    CHECK(burst(joined, joined.back()).usual_a_day == doctest::Approx(4).epsilon(0.05));
    go_on(joined.back() + days(1), hours(2));
    CHECK(burst(joined, joined.back()).since);
}

TEST_CASE("people who come by chance at an even pace are seldom called a burst, a doubled pace soon is") {
    std::mt19937_64 random(42);
    for (const double pace : {10.0, 50.0}) {  // a day
        const auto come = [&](std::vector<Time>& joined, double times) {
            std::exponential_distribution<double> gap(times * pace / 86'400'000);
            joined.push_back(joined.back() + Milliseconds(static_cast<std::int64_t>(gap(random))));
            return burst(joined, joined.back()).since.has_value();
        };
        int false_bursts = 0;
        int told = 0;
        constexpr int tries = 20;
        for (int i = 0; i < tries; ++i) {
            std::vector<Time> joined = {start};
            for (bool was = false; joined.back() < start + days(14);) {
                const bool is = come(joined, 1);
                false_bursts += is && !was ? 1 : 0;
                was = is;
            }
            const Time changed = joined.back();
            bool is_told = false;
            while (!is_told && joined.back() < changed + days(1)) is_told = come(joined, 2);
            told += is_told ? 1 : 0;
        }
        CHECK(false_bursts < 2 * tries);  // less than one a week
        CHECK(told >= 0.7 * tries);
    }
}
