// Buoyancy: every factor, what raises and lowers it, the waterline and what would sink a demand.
#include "engines/surfacing/rising/buoyancy.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <vector>

using namespace canyu;
using namespace canyu::surfacing;
using std::chrono::days;

namespace {

const Time now = time_from_milliseconds(1'800'000'000'000);

std::vector<Voice> random_voices(std::mt19937& random, std::int64_t people) {
    std::vector<Voice> voices;
    for (unsigned i = random() % 12; i > 0; --i) {
        voices.push_back(
            {.person = Id{1 + static_cast<std::int64_t>(random() % static_cast<unsigned>(people))},
             .said = now - std::chrono::hours(random() % 2000),
             .trust = static_cast<double>(random() % 5) / 4,
             .independence = static_cast<double>(random() % 5) / 4});
    }
    return voices;
}

}  // namespace

TEST_CASE("every factor is what its name says") {
    const std::vector<Voice> voices = {{.person = Id{1}, .said = now - days(30)},
                                       {.person = Id{1}, .said = now - days(60)},
                                       {.person = Id{2}, .said = now, .trust = 0.5, .independence = 0.5}};
    const Factors f = factors(voices, now);
    CHECK(f.people == 2);
    CHECK(f.new_people == 1);
    CHECK(f.effective_people == doctest::Approx(1.5));
    CHECK(f.trust == doctest::Approx(1.25 / 1.5));
    CHECK(f.recency == doctest::Approx((0.5 + 0.25) / 1.25));
    CHECK(f.velocity == doctest::Approx(1 + 0.25 / 0.75));
    CHECK(f.buoyancy == doctest::Approx(0.5 + 2 * 0.25));
    CHECK(f.buoyancy == f.effective_people * f.trust * f.recency * f.velocity);
    CHECK(f.first_said == now - days(60));
    CHECK(f.last_said == now);
}

TEST_CASE("a lone voice has no velocity, those who join it have") {
    std::vector<Voice> voices = {{.person = Id{5}, .said = now - days(2)}};
    CHECK(factors(voices, now).velocity == 1);
    voices.push_back({.person = Id{4}, .said = now - days(2)});  // at the same time: the smaller id founded
    CHECK(factors(voices, now).velocity == doctest::Approx(1.5));
    voices.push_back({.person = Id{6}, .said = now - days(1)});
    CHECK(factors(voices, now).new_people == 2);
    CHECK(factors(voices, now + days(6)).new_people == 0);
    CHECK(factors(voices, now + days(6)).velocity == 1);
}

TEST_CASE("without voices nothing floats and nothing divides by zero") {
    for (const std::vector<Voice>& voices :
         {std::vector<Voice>{}, std::vector<Voice>{{.person = Id{1}, .said = now + days(1)}}}) {
        const Factors f = factors(voices, now);
        CHECK(f.people == 0);
        CHECK(f.buoyancy == 0);
        CHECK(!f.last_said);
    }
    const std::vector<Voice> distrusted = {{.person = Id{1}, .said = now, .trust = 0}};
    CHECK(factors(distrusted, now).people == 1);
    CHECK(factors(distrusted, now).buoyancy == 0);
}

TEST_CASE("one more person never lowers buoyancy, and a person counts once") {
    std::mt19937 random(21);
    for (int round = 0; round < 500; ++round) {
        std::vector<Voice> voices = random_voices(random, 8);
        const double before = factors(voices, now).buoyancy;
        std::vector<Voice> repeated = voices;
        for (Voice voice : voices) repeated.push_back(voice);
        CHECK(factors(repeated, now).buoyancy == before);
        for (const Voice& voice : random_voices(random, 8)) {
            voices.push_back(voice);
            voices.back().person.value += 100;
        }
        CHECK(factors(voices, now).buoyancy >= before - 1e-9);
    }
}

TEST_CASE("more trust and more independence never lower buoyancy, quiet never raises it") {
    std::mt19937 random(22);
    for (int round = 0; round < 500; ++round) {
        std::vector<Voice> voices = random_voices(random, 8);
        const double before = factors(voices, now).buoyancy;
        CHECK(factors(voices, now + std::chrono::hours(random() % 500)).buoyancy <= before + 1e-9);
        for (Voice& voice : voices) {
            voice.trust = std::min(1.0, voice.trust + 0.25);
            voice.independence = std::min(1.0, voice.independence + 0.25);
        }
        CHECK(factors(voices, now).buoyancy >= before - 1e-9);
    }
}

TEST_CASE("the order of voices does not matter, not even to the last bit") {
    std::mt19937 random(23);
    for (int round = 0; round < 100; ++round) {
        std::vector<Voice> voices = random_voices(random, 8);
        const double before = factors(voices, now).buoyancy;
        std::ranges::shuffle(voices, random);
        CHECK(factors(voices, now).buoyancy == before);
    }
}

TEST_CASE("the waterline lets no more float than the squads can take") {
    const std::vector<double> buoyancies = {3, 9, 0, 5, 5, 1};
    CHECK(waterline(buoyancies, 0).surfaced == 0);
    CHECK(waterline(buoyancies, 1).level == 5);
    CHECK(waterline(buoyancies, 1).surfaced == 1);
    CHECK(waterline(buoyancies, 2).surfaced == 1);  // two equal ones for one place: neither
    CHECK(waterline(buoyancies, 3).surfaced == 3);
    CHECK(waterline(buoyancies, 100).surfaced == 5);  // who has no buoyancy does not float
    CHECK(waterline({}, 3).surfaced == 0);
}

TEST_CASE("the quiet days to sink are exact: the day before it still floats") {
    std::mt19937 random(24);
    int sinking = 0;
    for (int round = 0; round < 500; ++round) {
        const std::vector<Voice> voices = random_voices(random, 8);
        const double level = 0.05 + static_cast<double>(random() % 100) / 50;
        const std::int64_t quiet = quiet_days_to_sink(voices, now, level).value_or(-1);
        REQUIRE(quiet >= 0);
        CHECK(factors(voices, now + days(quiet)).buoyancy <= level);
        if (quiet == 0) continue;
        ++sinking;
        CHECK(factors(voices, now + days(quiet - 1)).buoyancy > level);
    }
    CHECK(sinking > 50);
    const std::vector<Voice> one = {{.person = Id{1}, .said = now}};
    CHECK(!quiet_days_to_sink(one, now, 0));
    CHECK(quiet_days_to_sink({}, now, 0) == 0);
}

TEST_CASE("who is held is counted and has no weight") {
    std::vector<Voice> voices = {{.person = Id{1}, .said = now}, {.person = Id{2}, .said = now}};
    const double alone = factors(std::span(voices).first(1), now).buoyancy;
    voices[1].held = true;
    const Factors f = factors(voices, now);
    CHECK(f.people == 2);
    CHECK(f.held == 1);
    CHECK(f.effective_people == 1);
    CHECK(f.new_people == 0);
    CHECK(f.buoyancy == alone);
    voices.push_back({.person = Id{2}, .said = now, .held = false});  // another word of theirs is believed
    CHECK(factors(voices, now).held == 0);
    voices[0].held = voices[1].held = voices[2].held = true;
    CHECK(factors(voices, now).buoyancy == 0);
}

TEST_CASE("severity and breadth add, within their bounds") {
    std::vector<Voice> voices = {{.person = Id{1}, .said = now, .severity = 2, .segment = Id{1}},
                                 {.person = Id{2}, .said = now - days(20), .severity = 9, .segment = Id{2}}};
    Factors f = factors(voices, now);
    CHECK(f.severity > 2);
    CHECK(f.severity < 3);
    CHECK(f.segments > 1);
    CHECK(f.segments <= 2);
    CHECK(f.breadth == doctest::Approx(1 + 0.5 * (1 - 1 / f.segments)));
    CHECK(f.buoyancy == f.effective_people * f.trust * f.recency * f.velocity * f.severity * f.breadth *
                            f.agreement * f.burst);
    voices[1].segment = Id{1};
    CHECK(factors(voices, now).segments == doctest::Approx(1));
    CHECK(factors(voices, now).breadth == doctest::Approx(1));
}

TEST_CASE("not me weighs against me too by Wilson's bound, and a change of mind counts") {
    CHECK(wilson_bound(0, 0, 1.96) == 0);
    CHECK(wilson_bound(0, 10, 1.96) == 0);
    CHECK(wilson_bound(10, 10, 1.96) == doctest::Approx(0.7225).epsilon(0.001));
    CHECK(wilson_bound(5, 10, 1.96) == doctest::Approx(0.2366).epsilon(0.001));
    std::vector<Voice> voices;
    for (std::int64_t i = 1; i <= 4; ++i) voices.push_back({.person = Id{i}, .said = now - days(1)});
    CHECK(factors(voices, now).agreement == 1);
    voices[3].not_me = true;
    const Factors f = factors(voices, now);
    CHECK(f.people == 3);
    CHECK(f.not_me == 1);
    CHECK(f.agreement == doctest::Approx(wilson_bound(3, 4, 1.2816) / wilson_bound(3, 3, 1.2816)));
    voices[3].held = true;  // a mob cannot sink a demand either
    CHECK(factors(voices, now).agreement == 1);
    voices.push_back({.person = Id{1}, .said = now, .not_me = true});
    CHECK(factors(voices, now).people == 2);
}

TEST_CASE("with weights as they are an honest new person never lowers buoyancy, in a burst neither") {
    std::mt19937 random(25);
    int bursts = 0;
    for (int round = 0; round < 3000; ++round) {
        std::vector<Voice> voices;
        Time at = now - days(60);
        for (unsigned i = 1 + random() % 30; i > 0; --i) {
            at += std::chrono::hours(random() % 60);
            voices.push_back({.person = Id{static_cast<std::int64_t>(i)},
                              .said = at,
                              .trust = static_cast<double>(random() % 5) / 4,
                              .independence = static_cast<double>(random() % 5) / 4,
                              .held = random() % 5 == 0,
                              .not_me = random() % 5 == 0,
                              .severity = 1 + static_cast<double>(random() % 9) / 4,
                              .segment = Id{static_cast<std::int64_t>(random() % 3)}});
        }
        const Factors before = factors(voices, at);
        bursts += before.burst_since ? 1 : 0;
        voices.push_back({.person = Id{100},
                          .said = at,
                          .trust = static_cast<double>(random() % 5) / 4,
                          .independence = static_cast<double>(random() % 5) / 4,
                          .segment = Id{static_cast<std::int64_t>(random() % 3)}});
        CHECK(factors(voices, at).buoyancy >= before.buoyancy * (1 - 1e-12));
        const double with = factors(voices, at).buoyancy;
        std::ranges::shuffle(voices, random);
        CHECK(factors(voices, at).buoyancy == with);
    }
    CHECK(bursts > 50);
}
