#include "engines/allocation/sequencer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <thread>

#include "engines/allocation/test_allotment.hpp"

using namespace canyu;
using namespace canyu::allocation;

namespace {

constexpr Milliseconds lease_time{50};

class Heard final : public Answers {
  public:
    void answered(std::span<const Answered> answers) override {
        for (const auto& [asker, answer] : answers) REQUIRE(by_asker.try_emplace(asker, answer).second);
    }
    // Nothing when there was no answer.
    [[nodiscard]] std::optional<Outcome> outcome(std::uint64_t asker) const {
        const auto found = by_asker.find(asker);
        return found == by_asker.end() ? std::nullopt : std::optional(found->second.outcome);
    }
    std::map<std::uint64_t, Answer> by_asker;
};

// A sequencer that leads an allotment of two units.
struct House {
    explicit House(SequencerOptions options = {})
        : sequencer(test_allotment, clock, lease_clock, heard, bell, options) {
        REQUIRE(open(ledger, test_allotment, terms_of({2}), test_start) == Appended::yes);
        REQUIRE(lead(1));
        step();
    }
    bool lead(std::uint64_t epoch) {
        return sequencer.lead(ledger, {.epoch = epoch, .until = lease_clock.now() + lease_time});
    }
    // Whether there was something to append.
    bool step() {
        const std::optional<Row> row = sequencer.collect();
        if (row) sequencer.settle(ledger.append(*row));
        return row.has_value();
    }
    std::optional<Outcome> outcome_of(const Act& act) {
        REQUIRE(sequencer.submit(act, ++asker));
        step();
        return heard.outcome(asker);
    }

    ManualClock clock{test_start};
    ManualClock lease_clock{test_start};
    MemoryLedger ledger;
    Heard heard;
    Bell bell;
    Sequencer sequencer;
    std::uint64_t asker = 0;
};

}  // namespace

TEST_CASE("sequencer: nobody is answered before the ledger has kept it, and all of a batch are then") {
    House house;
    for (std::uint64_t asker = 1; asker <= 3; ++asker)
        REQUIRE(house.sequencer.submit(claim_of(static_cast<std::int64_t>(asker), asker), asker));
    const std::optional<Row> row = house.sequencer.collect();
    REQUIRE(row.has_value());
    CHECK(row->seq == 2);
    CHECK(decode(row->batch)->decisions.size() == 2);
    CHECK(house.heard.by_asker.empty());
    CHECK(house.sequencer.standing().stock[0].held == 0);
    house.sequencer.settle(house.ledger.append(*row));
    CHECK(house.heard.outcome(1) == Outcome::granted);
    CHECK(house.heard.outcome(2) == Outcome::granted);
    CHECK(house.heard.outcome(3) == Outcome::sold_out);
    CHECK(house.sequencer.standing().stock[0] == Stock{.units = 2, .left = 0, .held = 2, .sold = 0});
}

TEST_CASE("sequencer: refusals and repeats need no append while the lease runs, and one after it") {
    House house;
    CHECK(house.outcome_of(claim_of(1, 1)) == Outcome::granted);
    CHECK(house.outcome_of(claim_of(1, 2)) == Outcome::limit_reached);
    CHECK(house.outcome_of(claim_of(1, 1)) == Outcome::granted);
    CHECK(house.ledger.rows() == 3);
    house.lease_clock.advance(lease_time);
    CHECK(house.outcome_of(claim_of(1, 2)) == Outcome::limit_reached);
    CHECK(house.ledger.rows() == 4);
    CHECK_FALSE(house.step());
    house.sequencer.renew(house.lease_clock.now() + lease_time);
    CHECK(house.outcome_of(claim_of(1, 2)) == Outcome::limit_reached);
    CHECK(house.ledger.rows() == 4);
}

TEST_CASE("sequencer: any thread may refuse what the ledger says is gone, while the lease runs") {
    House house;
    CHECK_FALSE(house.sequencer.refusal(claim_of(9, 9)).has_value());
    CHECK(house.outcome_of(claim_of(1, 1)) == Outcome::granted);
    CHECK_FALSE(house.sequencer.refusal(claim_of(9, 9)).has_value());
    REQUIRE(house.sequencer.submit(claim_of(2, 2), 100));
    const std::optional<Row> row = house.sequencer.collect();
    REQUIRE(row.has_value());
    CHECK_FALSE(house.sequencer.refusal(claim_of(9, 9)).has_value());  // it may still fail
    house.sequencer.settle(house.ledger.append(*row));
    CHECK(house.sequencer.refusal(claim_of(9, 9)) == Outcome::sold_out);
    // Who got something is owed the first answer.
    CHECK_FALSE(house.sequencer.refusal(claim_of(1, 1)).has_value());
    CHECK_FALSE(house.sequencer.refusal(claim_of(2, 2)).has_value());

    house.lease_clock.advance(lease_time);
    CHECK_FALSE(house.sequencer.refusal(claim_of(9, 9)).has_value());
    house.sequencer.renew(house.lease_clock.now() + lease_time);
    CHECK(house.sequencer.refusal(claim_of(9, 9)) == Outcome::sold_out);
    house.sequencer.leave();
    CHECK_FALSE(house.sequencer.refusal(claim_of(9, 9)).has_value());
    REQUIRE(house.lead(2));
    CHECK_FALSE(house.sequencer.refusal(claim_of(9, 9)).has_value());  // it has not proved itself
    CHECK(house.outcome_of(claim_of(8, 8)) == Outcome::sold_out);
    CHECK(house.sequencer.refusal(claim_of(9, 9)) == Outcome::sold_out);
    CHECK_FALSE(house.sequencer.refusal(claim_of(2, 2)).has_value());
}

TEST_CASE("sequencer: a failed append answers nobody, halts, and is forgotten or found by the recovery") {
    for (const bool kept : {false, true}) {
        House house;
        REQUIRE(house.sequencer.submit(claim_of(1, 1), 1));
        const std::optional<Row> row = house.sequencer.collect();
        if (kept) house.ledger.append(*row);
        house.sequencer.settle(Appended::failed);
        CHECK(house.heard.outcome(1) == Outcome::unknown);
        CHECK(house.sequencer.phase() == Phase::halted);
        house.asker = 1;
        CHECK(house.outcome_of(claim_of(1, 1)) == Outcome::halted);
        REQUIRE(house.lead(1));
        CHECK(house.sequencer.state()->allotment().stock(0).held == (kept ? 1 : 0));
        CHECK(house.outcome_of(claim_of(1, 1)) == Outcome::granted);
        CHECK(house.sequencer.state()->allotment().stock(0).held == 1);
    }
}

TEST_CASE("sequencer: who comes too late to the ledger's key leads no longer, and nothing it decided is so") {
    House house;
    Heard other_heard;
    Sequencer other(test_allotment, house.clock, house.lease_clock, other_heard, house.bell);
    REQUIRE(house.sequencer.submit(claim_of(1, 1), 1));
    const std::optional<Row> row = house.sequencer.collect();
    REQUIRE(other.lead(house.ledger, {.epoch = 2, .until = house.lease_clock.now() + lease_time}));
    const std::optional<Row> first = other.collect();
    REQUIRE(first.has_value());
    CHECK(decode(first->batch)->decisions.empty());
    other.settle(house.ledger.append(*first));
    house.sequencer.settle(house.ledger.append(*row));
    CHECK(house.heard.outcome(1) == Outcome::not_here);
    CHECK(house.sequencer.phase() == Phase::away);
    CHECK(house.sequencer.state() == nullptr);
    CHECK(other.state()->allotment().stock(0).held == 0);
    CHECK_FALSE(house.lead(1));
    CHECK(house.sequencer.phase() == Phase::away);
}

TEST_CASE("sequencer: a clock that goes back does not, and holds expire on their own") {
    House house;
    house.clock.advance(Milliseconds{10});
    CHECK(house.outcome_of(claim_of(1, 1)) == Outcome::granted);
    house.clock.advance(Milliseconds{-500});
    CHECK(house.outcome_of(claim_of(2, 2)) == Outcome::granted);
    CHECK(house.heard.by_asker.at(2).deadline == test_start + Milliseconds{10} + test_hold);
    house.clock.set(test_start + Milliseconds{10} + test_hold);
    CHECK(house.step());
    CHECK(house.sequencer.standing().stock[0] == Stock{.units = 2, .left = 2, .held = 0, .sold = 0});
    CHECK(house.outcome_of(about_key(ActKind::confirm, 1, 1, 7)) == Outcome::expired);
}

TEST_CASE("sequencer: a full queue refuses at once") {
    House house({.queue = 2});
    CHECK(house.sequencer.submit(claim_of(1, 1), 1));
    CHECK(house.sequencer.submit(claim_of(2, 2), 2));
    CHECK_FALSE(house.sequencer.submit(claim_of(3, 3), 3));
    house.step();
    CHECK(house.heard.by_asker.size() == 2);
    CHECK(house.sequencer.submit(claim_of(3, 3), 3));
}

TEST_CASE("sequencer: units that do not add up stop it before anything is written") {
    House house({.checks = Checks{}.without(Check::stock)});
    CHECK(house.outcome_of(claim_of(1, 1)) == Outcome::granted);
    CHECK(house.outcome_of(claim_of(2, 2)) == Outcome::granted);
    const std::size_t rows = house.ledger.rows();
    CHECK(house.outcome_of(claim_of(3, 3)) == Outcome::halted);
    CHECK(house.sequencer.phase() == Phase::halted);
    CHECK_FALSE(house.sequencer.standing().adds_up);
    CHECK(house.ledger.rows() == rows);
}

TEST_CASE("sequencer: a ledger that cannot be read or is damaged halts it") {
    House house;
    house.ledger.readable = false;
    CHECK_FALSE(house.lead(2));
    CHECK(house.sequencer.phase() == Phase::halted);
    house.ledger.readable = true;
    CHECK(house.lead(2));
    house.ledger.batch(1)[40] ^= std::byte{1};
    CHECK_FALSE(house.lead(3));
    CHECK(house.sequencer.phase() == Phase::halted);
}

TEST_CASE("sequencer: many threads ask, every unit is somebody's, and everybody is answered once") {
    constexpr std::uint64_t askers = 4;
    constexpr std::uint64_t each = 2'000;
    constexpr std::uint32_t units = 500;
    const SystemClock clock;
    MemoryLedger ledger;
    Heard heard;
    Terms terms = terms_of({units});
    terms.channels[0].opens = Time{};
    terms.channels[0].closes = Time::max();
    REQUIRE(open(ledger, test_allotment, terms, Time{}) == Appended::yes);
    Bell bell;
    Sequencer sequencer(test_allotment, clock, clock, heard, bell, {.queue = 64});
    REQUIRE(sequencer.lead(ledger, {.epoch = 1, .until = Time::max()}));
    std::stop_source stop;
    std::thread driver([&] { drive(sequencer, bell, ledger, stop.get_token()); });
    {
        std::vector<std::jthread> threads;
        for (std::uint64_t thread = 0; thread < askers; ++thread) {
            threads.emplace_back([&, thread] {
                for (std::uint64_t i = 0; i < each; ++i) {
                    const std::uint64_t number = thread * each + i;
                    const Act act = claim_of(static_cast<std::int64_t>(number + 1), number);
                    while (!sequencer.submit(act, number)) std::this_thread::yield();
                }
            });
        }
    }
    while (sequencer.standing().stock[0].held < units) std::this_thread::yield();
    stop.request_stop();
    driver.join();
    while (sequencer.collect()) sequencer.settle(Appended::yes);
    CHECK(heard.by_asker.size() == askers * each);
    const auto granted = std::ranges::count_if(
        heard.by_asker, [](const auto& one) { return one.second.outcome == Outcome::granted; });
    CHECK(granted == units);
    CHECK(replay(ledger, test_allotment)->allotment().stock(0).held == units);
}
