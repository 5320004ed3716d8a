// How far a person's words are believed when a demand's buoyancy is computed.
#pragma once

#include <mutex>
#include <unordered_map>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"

namespace canyu::db {
class Reader;
}

namespace canyu::demand {

inline constexpr double least_trust = 0.3;

// trust = 0.3 + 0.35 · (1 - 2^(-age / 14 days)) + 0.35 · (1 - 2^(-deeds / 5)), from 0.3 up to 1.
//
// A new account that did nothing else weighs 0.3, so that a crowd of fresh accounts cannot lift a demand like
// people who have been here; two weeks and five standing deeds make it 0.65. Nobody is silenced.
double trust(Milliseconds age, std::int64_t deeds);

// Answers the trust of people. When somebody joined never changes, so it is asked for once a person.
// Thread rule: any thread.
class TrustBook {
  public:
    // Of everybody in `people`, at `now`. An account that is gone weighs as a new one.
    std::unordered_map<Id, double> of(db::Reader& reader, const std::vector<Id>& people, Time now);

  private:
    Time joined_at(db::Reader& reader, Id person, Time now);

    std::mutex mutex_;
    std::unordered_map<Id, Time> joined_;
};

}  // namespace canyu::demand
