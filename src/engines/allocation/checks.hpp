// The engine's checks by name: all are on, and the simulation takes one out to see that it would be missed.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace canyu::allocation {

enum class Check : std::uint8_t {
    // Of the rules.
    stock,           // a unit is given only while one is left
    per_person,      // a person has at most so many
    eligibility,     // a channel is open to this person
    reservation,     // and needs one, perhaps
    window,          // nothing before it opens, nothing after it closes
    stop,            // nothing while stopped or closed
    idempotency,     // a repeated key gets the first answer
    key_owner,       // a key answers only to who made it
    hold_deadline,   // payment after it is refused
    double_payment,  // a second payment is refused
    // Of the sequencer.
    monotone_time,        // a batch is not earlier than the one before
    answer_after_append,  // answers leave after the ledger has kept the batch
    lease,                // after it nothing is answered from memory
    epoch,                // who finds a later leader in the ledger does not lead
    stale_append,         // who is refused by the ledger's key leads no longer
    clean_recovery        // after a failed append memory is not trusted
};

inline constexpr std::array<std::string_view, 16> check_names = {
    "stock",       "per-person", "eligibility",   "reservation",    "window",        "stop",
    "idempotency", "key-owner",  "hold-deadline", "double-payment", "monotone-time", "answer-after-append",
    "lease",       "epoch",      "stale-append",  "clean-recovery"};

constexpr std::optional<Check> check_named(std::string_view name) {
    for (std::size_t i = 0; i < check_names.size(); ++i)
        if (check_names[i] == name) return static_cast<Check>(i);
    return std::nullopt;
}

// A set of checks, all of them unless one is taken out.
class Checks {
  public:
    [[nodiscard]] constexpr Checks without(Check check) const {
        Checks fewer = *this;
        fewer.on_ &= ~bit(check);
        return fewer;
    }
    [[nodiscard]] constexpr bool on(Check check) const { return (on_ & bit(check)) != 0; }

    bool operator==(const Checks&) const = default;

  private:
    static constexpr std::uint32_t bit(Check check) {
        return std::uint32_t{1} << static_cast<std::uint32_t>(check);
    }

    std::uint32_t on_ = ~std::uint32_t{0};
};

}  // namespace canyu::allocation
