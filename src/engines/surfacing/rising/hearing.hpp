// Standings that go on: one person more costs what is shared with those before, not what all of them did.
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "engines/surfacing/rising/independence.hpp"
#include "engines/surfacing/rising/shared_traces.hpp"

namespace canyu::surfacing {

class Hearing {
  public:
    explicit Hearing(const IndependenceOptions& options = {})
        : options_(options), births_(options), deeds_(options.together) {}

    // Everything one person did, as one trace; its deeds are not kept. `births` as for standings(), now.
    // False, and nothing is changed: somebody who comes later in canonical order has been heard already.
    bool hear(const Trace& one, std::span<const Time> births);
    // What standings() of all these traces gives, bit for bit. Linear in persons, and cheap beside hearing
    // them.
    [[nodiscard]] std::vector<Standing> standings();

  private:
    struct Heard {
        Standing standing;
        Time acted;
        bool newcomer;
        bool copied_by_many;
        bool silent;
    };
    [[nodiscard]] Standing judge(const Trace& one, std::span<const Time> births);
    void hold_mobs(std::vector<Standing>& all) const;
    void hold_silent(std::vector<Standing>& all) const;

    IndependenceOptions options_;
    SharedBirths births_;
    SharedDeeds deeds_;
    Marks<std::uint64_t> networks_;
    Marks<Id> referrers_;
    Marks<Id> known_groups_;
    Groups groups_;
    std::vector<Heard> heard_;  // in canonical order
};

// All of these, heard from nothing; their order does not matter.
[[nodiscard]] Hearing hear_all(std::span<const Trace> traces, std::span<const Time> births,
                               const IndependenceOptions& options = {});

}  // namespace canyu::surfacing
