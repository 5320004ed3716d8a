#include "engines/allocation/allotment.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>

#include "engines/allocation/test_allotment.hpp"

using namespace canyu;
using namespace canyu::allocation;

namespace {

constexpr Time late = test_start + test_hold;

Outcome outcome_of(Allotment& allotment, const Act& act, Time now = test_start) {
    return act_on(allotment, act, now).outcome;
}

}  // namespace

TEST_CASE("allotment: a claim takes a unit until its deadline, and its key gets the first answer for ever") {
    Allotment allotment(terms_of({2}));
    const Answer first = act_on(allotment, claim_of(1, 10));
    CHECK(first == Answer{Outcome::granted, 0, late, 0});
    CHECK(allotment.stock(0) == Stock{.units = 2, .left = 1, .held = 1, .sold = 0});
    CHECK(act_on(allotment, claim_of(1, 10), test_start + Milliseconds{5}) == first);
    CHECK(outcome_of(allotment, about_key(ActKind::cancel, 1, 10)) == Outcome::cancelled);
    CHECK(act_on(allotment, claim_of(1, 10)) == first);
    CHECK(allotment.stock(0) == Stock{.units = 2, .left = 2, .held = 0, .sold = 0});
    CHECK(outcome_of(allotment, claim_of(2, 10)) == Outcome::key_taken);
    CHECK(allotment.recount());
}

TEST_CASE("allotment: sold out is said of the channel, and what comes back can be had again") {
    Allotment allotment(terms_of({1, 1}));
    CHECK(act_on(allotment, claim_of(1, 10)).unit == 0);
    CHECK(outcome_of(allotment, claim_of(2, 20)) == Outcome::sold_out);
    CHECK(act_on(allotment, claim_of(2, 21, 1)).unit == 1);
    CHECK(outcome_of(allotment, about_key(ActKind::cancel, 1, 10)) == Outcome::cancelled);
    CHECK(act_on(allotment, claim_of(3, 30)).unit == 0);
    CHECK(outcome_of(allotment, claim_of(4, 40, 2)) == Outcome::impossible);
    CHECK(allotment.recount());
}

TEST_CASE("allotment: payment is taken once, by the deadline, from who holds it") {
    Allotment allotment(terms_of({3}));
    act_on(allotment, claim_of(1, 10));
    CHECK(outcome_of(allotment, about_key(ActKind::confirm, 2, 10, 7)) == Outcome::unknown_claim);
    CHECK(outcome_of(allotment, about_key(ActKind::confirm, 1, 11, 7)) == Outcome::unknown_claim);
    CHECK(outcome_of(allotment, about_key(ActKind::confirm, 1, 10, 7), late - Milliseconds{1}) ==
          Outcome::confirmed);
    CHECK(outcome_of(allotment, about_key(ActKind::confirm, 1, 10, 7), late) == Outcome::confirmed);
    CHECK(outcome_of(allotment, about_key(ActKind::confirm, 1, 10, 8)) == Outcome::paid_twice);
    CHECK(outcome_of(allotment, about_key(ActKind::cancel, 1, 10)) == Outcome::already_confirmed);
    act_on(allotment, claim_of(2, 20));
    CHECK(outcome_of(allotment, about_key(ActKind::confirm, 2, 20, 7), late) == Outcome::expired);
    CHECK(outcome_of(allotment, about_key(ActKind::cancel, 2, 20, 7), late) == Outcome::expired);
    act_on(allotment, claim_of(3, 30));
    act_on(allotment, about_key(ActKind::cancel, 3, 30));
    CHECK(outcome_of(allotment, about_key(ActKind::confirm, 3, 30, 7)) == Outcome::already_cancelled);
    CHECK(allotment.stock(0) == Stock{.units = 3, .left = 1, .held = 1, .sold = 1});
}

TEST_CASE("allotment: holds expire in order, and only once their deadline has come") {
    Allotment allotment(terms_of({3}));
    for (std::int64_t person = 1; person <= 3; ++person)
        act_on(allotment, claim_of(person, 10 * static_cast<std::uint64_t>(person)),
               test_start + Milliseconds{person});
    act_on(allotment, about_key(ActKind::confirm, 1, 10, 7));
    Decision decision;
    CHECK_FALSE(allotment.due(late + Milliseconds{1}, decision));
    REQUIRE(allotment.due(late + Milliseconds{2}, decision));
    CHECK(decision.person == Id{2});
    CHECK(allotment.apply(decision));
    CHECK_FALSE(allotment.apply(decision));
    CHECK_FALSE(allotment.due(late + Milliseconds{2}, decision));
    CHECK(outcome_of(allotment, about_key(ActKind::confirm, 2, 20, 7)) == Outcome::expired);
    CHECK(allotment.stock(0) == Stock{.units = 3, .left = 1, .held = 1, .sold = 1});
    CHECK(allotment.recount());
}

TEST_CASE("allotment: the rules, each with its own refusal") {
    Terms terms = terms_of({5, 5});
    terms.per_person = 2;
    terms.channels[1].needs_reservation = true;
    Allotment allotment(terms);
    const Channel& window = terms.channels[0];
    CHECK(outcome_of(allotment, claim_of(1, 1), window.opens - Milliseconds{1}) == Outcome::not_open);
    CHECK(outcome_of(allotment, claim_of(1, 1), window.closes) == Outcome::over);
    CHECK(outcome_of(allotment, claim_of(1, 1, 1)) == Outcome::reservation_needed);
    Act reserved = claim_of(1, 1, 1);
    reserved.reserved = true;
    CHECK(outcome_of(allotment, reserved) == Outcome::granted);
    Act other = claim_of(1, 2);
    other.eligible = 2;
    CHECK(outcome_of(allotment, other) == Outcome::not_eligible);
    CHECK(outcome_of(allotment, claim_of(1, 2), window.closes - Milliseconds{1}) == Outcome::granted);
    CHECK(outcome_of(allotment, claim_of(1, 3)) == Outcome::limit_reached);
    CHECK(outcome_of(allotment, about_key(ActKind::cancel, 1, 2)) == Outcome::cancelled);
    CHECK(outcome_of(allotment, claim_of(1, 3)) == Outcome::granted);
}

TEST_CASE("allotment: staff stops, resumes, tops up and closes; holds run out before it is finished") {
    Allotment allotment(terms_of({1}));
    act_on(allotment, claim_of(1, 10));
    CHECK(outcome_of(allotment, {.kind = ActKind::stop}) == Outcome::done);
    CHECK(outcome_of(allotment, claim_of(2, 20)) == Outcome::stopped);
    CHECK(outcome_of(allotment, {.kind = ActKind::resume}) == Outcome::done);
    const Answer more = act_on(allotment, top_up_of(30, 2));
    CHECK(more.outcome == Outcome::done);
    CHECK(act_on(allotment, top_up_of(30, 2)) == more);
    CHECK(outcome_of(allotment, top_up_of(10, 2)) == Outcome::key_taken);
    CHECK(outcome_of(allotment, claim_of(2, 30)) == Outcome::key_taken);
    CHECK(outcome_of(allotment, about_key(ActKind::confirm, 1, 30, 7)) == Outcome::unknown_claim);
    CHECK(outcome_of(allotment, top_up_of(31, 0)) == Outcome::impossible);
    CHECK(outcome_of(allotment, top_up_of(31, most_units)) == Outcome::impossible);
    CHECK(allotment.stock(0) == Stock{.units = 3, .left = 2, .held = 1, .sold = 0});
    CHECK(act_on(allotment, claim_of(2, 20)).unit == 1);
    CHECK(outcome_of(allotment, {.kind = ActKind::close}) == Outcome::done);
    CHECK(outcome_of(allotment, claim_of(3, 40)) == Outcome::closed);
    CHECK(outcome_of(allotment, top_up_of(32, 1)) == Outcome::closed);
    CHECK_FALSE(allotment.finished());
    CHECK(outcome_of(allotment, about_key(ActKind::confirm, 1, 10, 7)) == Outcome::confirmed);
    CHECK(outcome_of(allotment, about_key(ActKind::cancel, 2, 20)) == Outcome::cancelled);
    CHECK(allotment.finished());
    CHECK(allotment.recount());
}

TEST_CASE("allotment: a share of money is final, and all shares are all the money") {
    Terms terms = terms_of({20});
    terms.hold = Milliseconds{0};
    terms.split = Split::random;
    terms.money = 1999;
    Allotment allotment(terms);
    std::int64_t given = 0;
    for (std::int64_t person = 0; person < 20; ++person) {
        const Answer answer = act_on(allotment, claim_of(person, static_cast<std::uint64_t>(person)));
        CHECK(answer.outcome == Outcome::granted);
        CHECK(answer.amount >= 1);
        given += answer.amount;
        CHECK(allotment.money_left() == 1999 - given);
        CHECK(act_on(allotment, claim_of(person, static_cast<std::uint64_t>(person))) == answer);
    }
    CHECK(given == 1999);
    CHECK(allotment.stock(0) == Stock{.units = 20, .left = 0, .held = 0, .sold = 20});
    CHECK(outcome_of(allotment, top_up_of(100, 1)) == Outcome::impossible);
    CHECK(outcome_of(allotment, {.kind = ActKind::close}) == Outcome::done);
    CHECK(allotment.finished());
    CHECK(allotment.recount());
}

TEST_CASE("allotment: decisions that cannot be its own are refused") {
    Allotment allotment(terms_of({2}));
    Decision decision;
    allotment.decide(claim_of(1, 10), test_start, decision);
    for (const auto spoil :
         {+[](Decision& each) { each.unit = 1; }, +[](Decision& each) { each.channel = 1; },
          +[](Decision& each) { each.amount = 5; }, +[](Decision& each) { each.kind = ActKind::confirm; },
          +[](Decision& each) { each.kind = ActKind::top_up; },
          +[](Decision& each) { each.kind = ActKind::none; }}) {
        Allotment copy = allotment;
        Decision spoilt = decision;
        spoil(spoilt);
        CHECK_FALSE(copy.apply(spoilt));
    }
    CHECK(allotment.apply(decision));
}

TEST_CASE(
    "allotment: the same decisions give the same allotment, through growing tables and returned units") {
    Allotment live(terms_of({50, 7}));
    std::vector<std::pair<Decision, Time>> decisions;
    std::mt19937_64 chance(5);
    Time now = test_start;
    for (std::uint64_t i = 0; i < 20'000; ++i) {
        now += Milliseconds{chance() % 3};
        const auto person = static_cast<std::int64_t>(chance() % 900);
        const std::uint64_t key = chance() % 3 == 0 ? i : chance() % (i + 1);
        const auto channel = static_cast<std::uint8_t>(chance() % 2);
        const Act act =
            chance() % 2 == 0 ? claim_of(person, key, channel) : about_key(ActKind::cancel, person, key);
        Decision decision;
        while (live.due(now, decision)) {
            decisions.emplace_back(decision, now);
            REQUIRE(live.apply(decision));
        }
        live.decide(act, now, decision);
        live.advance(now);
        if (decision.kind == ActKind::none) continue;
        decisions.emplace_back(decision, now);
        REQUIRE(live.apply(decision));
        REQUIRE(live.audit());
    }
    CHECK(decisions.size() > 1'000);
    CHECK(live.recount());
    Allotment replayed(terms_of({50, 7}));
    for (const auto& [decision, time] : decisions) {
        replayed.advance(time);
        REQUIRE(replayed.apply(decision));
    }
    replayed.advance(now);
    CHECK(replayed == live);
}
