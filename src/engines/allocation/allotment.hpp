// An allotment in memory: decides, and applies what was decided. Deterministic: the same terms, decisions and
// times give the same allotment, bit for bit.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engines/allocation/act.hpp"
#include "engines/allocation/checks.hpp"
#include "engines/allocation/decision.hpp"
#include "engines/allocation/huge_pages.hpp"
#include "engines/allocation/index_table.hpp"
#include "engines/allocation/terms.hpp"

namespace canyu::allocation {

enum class Status : std::uint8_t { held, sold, cancelled, expired, topped_up };

// What a key stands for, kept until the allotment is finished.
struct Claim {
    Key key;
    Id person;
    Time deadline{};
    Reference payment;
    std::uint32_t unit = 0;
    std::uint8_t channel = 0;
    Status status = Status::held;

    bool operator==(const Claim&) const = default;
};

// Where the units of a channel are: units = left + held + sold, always.
struct Stock {
    std::uint32_t units = 0;
    std::uint32_t left = 0;
    std::uint32_t held = 0;
    std::uint32_t sold = 0;

    bool operator==(const Stock&) const = default;
};

// Not for several threads at once. About a hundred bytes for each claim that was granted (56, and 16 for each
// person, in flat arrays; 22 to 43 in two tables); nothing for those who were refused.
class Allotment {
  public:
    // Expects sound terms.
    explicit Allotment(Terms terms, Checks checks = {});

    // What an act comes to at a time that is not before time(); changes nothing. `decision` is what is to be
    // applied and written so that it becomes true; its kind is `none` where nothing changes.
    Answer decide(const Act& act, Time now, Decision& decision) const;
    // The oldest hold whose deadline has passed, as the decision that gives its unit back.
    bool due(Time now, Decision& decision) const;
    // Call it some acts ahead of decide(): tables lie far apart in memory.
    void prefetch(const Act& act) const;

    // The time of a batch, before its decisions.
    void advance(Time time) { time_ = time; }
    // False when the decision cannot be one of this allotment's; then it is not to be used any more.
    bool apply(const Decision& decision);

    [[nodiscard]] const Terms& terms() const { return terms_; }
    [[nodiscard]] Time time() const { return time_; }
    [[nodiscard]] bool stopped() const { return stopped_; }
    [[nodiscard]] bool closed() const { return closed_; }
    // Closed, and nothing is held: nothing can change any more, and keys may be forgotten.
    [[nodiscard]] bool finished() const;
    [[nodiscard]] Stock stock(std::size_t channel) const;
    // What of the money nobody has.
    [[nodiscard]] std::int64_t money_left() const { return money_left_; }
    [[nodiscard]] const Claim* find(const Key& key) const;
    [[nodiscard]] std::span<const Claim> claims() const { return claims_; }

    // Whether units = left + held + sold in every channel, by the running counts.
    [[nodiscard]] bool audit() const;
    // The same counted anew from every claim, and no unit is twice anybody's.
    [[nodiscard]] bool recount() const;

    bool operator==(const Allotment&) const = default;

  private:
    struct Range {
        std::uint32_t next = 0;
        std::uint32_t end = 0;

        bool operator==(const Range&) const = default;
    };
    struct Shelf {
        std::vector<Range> fresh;             // never given yet
        std::vector<std::uint32_t> returned;  // given and come back; the last first
        std::uint32_t fresh_left = 0;
        std::uint32_t units = 0;
        std::uint32_t held = 0;
        std::uint32_t sold = 0;

        [[nodiscard]] std::uint32_t left() const {
            return fresh_left + static_cast<std::uint32_t>(returned.size());
        }
        bool operator==(const Shelf&) const = default;
    };
    struct Person {
        Id id;
        std::uint32_t has = 0;  // held and sold
        std::uint32_t zero = 0;

        bool operator==(const Person&) const = default;
    };

    Answer decide_claim(const Act& act, Time now, Decision& decision) const;
    Answer decide_confirm(const Act& act, Time now, Decision& decision) const;
    Answer decide_cancel(const Act& act, Time now, Decision& decision) const;
    Answer decide_top_up(const Act& act, Decision& decision) const;
    Answer decide_state(const Act& act, Decision& decision) const;
    [[nodiscard]] Outcome refusal(const Act& act, Time now) const;
    [[nodiscard]] const Claim* claim_of(const Act& act) const;
    [[nodiscard]] bool on(Check check) const { return checks_.on(check); }

    bool apply_claim(const Decision& decision);
    bool apply_leaving(const Decision& decision, Status status);
    bool apply_top_up(const Decision& decision);

    [[nodiscard]] std::uint64_t hash(const Key& key) const;
    [[nodiscard]] std::uint64_t hash(Id person) const;
    [[nodiscard]] std::uint32_t find_person(Id person) const;
    [[nodiscard]] std::uint32_t next_unit(const Shelf& shelf) const;
    [[nodiscard]] std::int64_t amount_of(std::uint32_t unit) const;
    static void take_unit(Shelf& shelf);
    void add_units(Shelf& shelf, std::uint32_t count);
    void keep(const Claim& claim);
    void pass_settled();
    Person& person(Id id);

    Terms terms_;
    Checks checks_;
    std::array<std::uint64_t, 4> salt_{};  // the seed as four words
    Time time_{};
    bool stopped_ = false;
    bool closed_ = false;
    std::uint32_t units_ = 0;
    std::uint32_t held_from_ = 0;  // no claim before this one is held: deadlines come in the order of claims
    std::int64_t money_left_ = 0;
    std::vector<Shelf> shelves_;         // one for each channel
    std::vector<std::int64_t> amounts_;  // of each unit, where money is split
    LargeVector<Claim> claims_;          // in the order in which they were granted
    LargeVector<Person> people_;
    IndexTable claims_by_key_;
    IndexTable people_by_id_;
};

}  // namespace canyu::allocation
