// The people of a run: they claim, pay, give up, repeat themselves, try what is not theirs, and remember what
// they were told.
#pragma once

#include <vector>

#include "engines/allocation/allotment.hpp"
#include "engines/allocation/simulation/world.hpp"

namespace canyu::allocation::simulation {

class People {
  public:
    People(World& world, const Terms& terms);

    // One of them asks something, or asks again.
    void act();
    void hear(const Letter& letter);
    // The ledger has a decision more: who waits may be told what is so now.
    void ledger_changed();
    [[nodiscard]] const Act& act_of(std::uint32_t ask) const { return asks_.at(ask).act; }
    // Everything that was acknowledged is in an allotment recovered from the ledger, and its key is answered
    // the same.
    void check_recovered(const Allotment& recovered);

  private:
    struct Ask {
        Act act;
        std::uint32_t first = 0;  // the ask that this one repeats, or itself
        Outcomes possible = 0;    // at some moment since it was asked
        bool open = true;         // somebody waits for its answer
        unsigned tries = 0;
        Time next_try{};
        std::optional<Answer> acknowledged;
    };
    static constexpr std::uint32_t nothing = ~std::uint32_t{0};
    struct Person {
        Id id;
        std::uint32_t waits_for = nothing;
        std::vector<std::uint32_t> claims;  // asks that were granted
    };

    void ask(Person& person, Act act, std::uint32_t repeats);
    void try_again(Person& person);
    void send(Ask& ask, std::uint32_t number);
    void decide_what_to_do(Person& person);
    Act new_claim(const Person& person);
    Act about_claim(const Person& person, Key key);
    Act of_staff(const Person& person);
    Key new_key() { return {world_.chance.word(), world_.chance.word()}; }

    World& world_;
    std::size_t channels_;
    Time may_close_;
    std::vector<Person> people_;  // the first is of the staff
    std::vector<Ask> asks_;
    std::vector<std::uint32_t> open_;
};

}  // namespace canyu::allocation::simulation
