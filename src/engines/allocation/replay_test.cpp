#include "engines/allocation/replay.hpp"

#include <doctest/doctest.h>

#include "engines/allocation/test_allotment.hpp"

using namespace canyu;
using namespace canyu::allocation;

namespace {

// Appends a batch as a leader would, whatever is in it.
void append(MemoryLedger& ledger, const std::vector<Decision>& decisions, Place place) {
    BatchWriter writer;
    for (const Decision& decision : decisions) writer.add(decision);
    place.seq = ledger.rows();
    place.previous = checksum_of(ledger.batch(place.seq - 1));
    ledger.append(
        {.allotment = test_allotment, .seq = place.seq, .epoch = place.epoch, .batch = writer.seal(place)});
}

MemoryLedger opened() {
    MemoryLedger ledger;
    REQUIRE(open(ledger, test_allotment, terms_of({2}), test_start) == Appended::yes);
    REQUIRE(open(ledger, test_allotment, terms_of({2}), test_start) == Appended::taken);
    return ledger;
}

Decision decided(const Act& act) {
    Decision decision;
    const Allotment fresh(terms_of({2}));
    REQUIRE(acknowledges(fresh.decide(act, test_start, decision).outcome));
    return decision;
}

Unreadable problem_of(MemoryLedger& ledger) {
    const auto replayed = replay(ledger, test_allotment);
    REQUIRE_FALSE(replayed.has_value());
    return replayed.error();
}

}  // namespace

TEST_CASE("replay: rows one after another give the allotment and the place of the next row") {
    MemoryLedger ledger = opened();
    append(ledger, {decided(claim_of(1, 10))}, {.allotment = test_allotment, .epoch = 3, .time = test_start});
    const auto replayed = replay(ledger, test_allotment);
    REQUIRE(replayed.has_value());
    CHECK(replayed->rows() == 2);
    CHECK(replayed->epoch() == 3);
    CHECK(replayed->allotment().stock(0).held == 1);
    CHECK(replayed->allotment().time() == test_start);
    const Place next = replayed->next(test_start, 4);
    CHECK(next.seq == 2);
    CHECK(next.previous == checksum_of(ledger.batch(1)));
}

TEST_CASE("replay: a ledger that is away, empty or damaged is told apart") {
    MemoryLedger ledger;
    CHECK(problem_of(ledger) == Unreadable::missing);
    ledger = opened();
    ledger.readable = false;
    CHECK(problem_of(ledger) == Unreadable::unreachable);
    ledger.readable = true;
    ledger.batch(0)[70] ^= std::byte{1};
    CHECK(problem_of(ledger) == Unreadable::damaged);
}

TEST_CASE("replay: rows that do not follow are refused") {
    const Place right{.allotment = test_allotment, .epoch = 3, .time = test_start};
    const Decision claim = decided(claim_of(1, 10));
    const auto sound = [&](auto spoil) {
        MemoryLedger ledger = opened();
        append(ledger, {claim}, right);
        Place place = right;
        spoil(place);
        append(ledger, {}, place);
        return replay(ledger, test_allotment).has_value();
    };
    CHECK(sound([](Place&) {}));
    CHECK_FALSE(sound([](Place& place) { place.epoch = 2; }));
    CHECK_FALSE(sound([](Place& place) { place.time -= Milliseconds{1}; }));
    CHECK_FALSE(sound([](Place& place) { place.allotment = Id{6}; }));
    MemoryLedger twice = opened();
    append(twice, {claim}, right);
    append(twice, {claim}, right);
    CHECK(problem_of(twice) == Unreadable::damaged);
}
