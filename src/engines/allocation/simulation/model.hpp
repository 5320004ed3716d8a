// What an allotment must be, read from its ledger by somebody who never saw the engine: maps and sets, the
// format as README.md has it, the rules one by one.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engines/allocation/act.hpp"

namespace canyu::allocation::simulation {

// A set of outcomes, one bit for each.
using Outcomes = std::uint32_t;
constexpr Outcomes only(Outcome outcome) {
    return Outcomes{1} << static_cast<unsigned>(outcome);
}

class Model {
  public:
    struct Channel {
        std::int64_t units = 0;
        bool needs_reservation = false;
        std::int64_t opens = 0;
        std::int64_t closes = 0;
        std::set<std::uint32_t> free;
        std::int64_t held = 0;
        std::int64_t sold = 0;
    };

    // Takes a row that the ledger keeps and calls `changed` after each of its decisions. What is wrong with
    // it, or "".
    std::string append(std::span<const std::byte> row, const std::function<void()>& changed);

    // What the act may be answered as things are, by a leader whose time is at most `latest`. Where several
    // reasons stand against it, each will do.
    [[nodiscard]] Outcomes possible(const Act& act, std::int64_t latest) const;
    // Whether the ledger holds what the answer acknowledges.
    [[nodiscard]] bool holds(const Act& act, const Answer& answer) const;

    [[nodiscard]] const std::vector<Channel>& channels() const { return channels_; }
    [[nodiscard]] std::int64_t money_left() const { return money_left_; }
    [[nodiscard]] std::uint64_t decisions() const { return decisions_; }

  private:
    enum class State { held, sold, cancelled, expired, topped_up };
    struct Claim {
        std::int64_t person = 0;
        unsigned channel = 0;
        std::uint32_t unit = 0;
        std::int64_t deadline = 0;
        std::int64_t amount = 0;
        std::pair<std::uint64_t, std::uint64_t> payment;
        State state = State::held;
    };
    using Name = std::pair<std::uint64_t, std::uint64_t>;
    struct Fields;  // of a decision

    std::string open(std::span<const std::byte> body);
    std::string apply(const Fields& fields);
    std::string claim(const Fields& fields);
    std::string leave(const Fields& fields);
    std::string top_up(const Fields& fields);
    [[nodiscard]] Outcomes against_claim(const Act& act, std::int64_t latest) const;
    [[nodiscard]] Outcomes about_hold(const Act& act, std::int64_t latest) const;
    [[nodiscard]] const Claim* find(const Key& key) const;

    std::uint64_t rows_ = 0;
    std::uint64_t epoch_ = 0;
    std::int64_t time_ = 0;
    std::uint32_t checksum_ = 0;
    std::uint64_t decisions_ = 0;

    std::uint32_t per_person_ = 0;
    std::int64_t hold_ = 0;
    bool split_ = false;
    std::int64_t money_left_ = 0;
    std::uint32_t units_ = 0;
    std::vector<Channel> channels_;
    bool stopped_ = false;
    bool closed_ = false;
    std::map<Name, Claim> claims_;
    std::map<std::int64_t, std::int64_t> has_;
    std::map<std::uint32_t, std::int64_t> shares_;  // of units seen so far
};

}  // namespace canyu::allocation::simulation
