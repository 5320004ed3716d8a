// What people and staff ask of an allotment, and what they are told.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/clock.hpp"
#include "base/id.hpp"

namespace canyu::allocation {

// Made by the client, 128 random bits: who repeats a claim repeats its key and gets the first answer.
struct Key {
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    bool operator==(const Key&) const = default;
};

// Two words of the caller's that are kept beside a decision: an order's id, a payment's. The engine compares
// them and nothing else.
struct Reference {
    std::uint64_t first = 0;
    std::uint64_t second = 0;

    bool operator==(const Reference&) const = default;
};

enum class ActKind : std::uint8_t {
    none,
    claim,    // a unit of a channel for a person, held until the deadline
    confirm,  // the hold with this key is paid
    cancel,   // the hold with this key is given up
    expire,   // its deadline has passed; only the engine says so
    top_up,   // more units for a channel
    stop,     // no claims until resume; payments go on
    resume,
    close  // no claims any more; holds run out, then it is finished
};

struct Act {
    ActKind kind = ActKind::none;
    std::uint8_t channel = 0;
    // What the caller has verified of this person (from a signed ticket): the channels open to them, bit by
    // bit, and whether they reserved.
    std::uint8_t eligible = 0;
    bool reserved = false;
    std::uint32_t units = 0;  // of a top-up
    Id person;
    Key key;
    Reference reference;
};

enum class Outcome : std::uint8_t {
    // It is so, and in the ledger.
    granted,    // the claim, with its unit, deadline and share of the money
    confirmed,  // the payment
    cancelled,
    done,  // what staff asked
    // It is not so; nothing changed.
    sold_out,  // nothing left now; a hold may still come back
    not_open,
    over,
    stopped,
    closed,
    limit_reached,
    not_eligible,
    reservation_needed,
    key_taken,          // by somebody else, or for something else
    unknown_claim,      // no claim of this person has this key
    expired,            // too late: to be refunded, or offered anew
    already_confirmed,  // too late to cancel
    already_cancelled,  // paid for nothing: to be refunded
    paid_twice,         // by another payment: this one is to be refunded
    impossible,         // no such channel, nothing to top up, more units than there can be
    // Nothing was decided.
    not_here,  // another process leads this allotment
    halted,    // it waits for an operator
    unknown    // the ledger did not answer: ask again with the same key
};

struct Answer {
    Outcome outcome = Outcome::unknown;
    std::uint32_t unit = 0;   // 0 to N-1; with `granted`, `confirmed`, `cancelled`; of a top-up the first
    Time deadline{};          // of the hold; with `granted`, Time{} where a claim is final at once
    std::int64_t amount = 0;  // the unit's share of the money; with `granted`

    bool operator==(const Answer&) const = default;
};

// As they are written here.
std::string_view name_of(ActKind kind);
std::string_view name_of(Outcome outcome);

// Whether it says that something is in the ledger.
constexpr bool acknowledges(Outcome outcome) {
    return outcome <= Outcome::done;
}
// Whether something was decided at all.
constexpr bool decides(Outcome outcome) {
    return outcome < Outcome::not_here;
}

}  // namespace canyu::allocation
