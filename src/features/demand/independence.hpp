// How far everybody who speaks for a demand speaks for themselves, by what the database knows of them.
#pragma once

#include <mutex>
#include <span>
#include <vector>

#include "engines/surfacing/rising/independence.hpp"
#include "features/demand/store.hpp"

namespace canyu::demand {

// What was said of a demand: words, support without any, and "not me".
struct Spoke {
    std::vector<report::Spoken> reports;
    std::vector<report::Said> supports;
    std::vector<report::Said> not_me;
};
Spoke spoke_for(db::Reader& reader, Id demand);

// Remembers when the community's accounts were made. Thread rule: any thread.
class Independence {
  public:
    // By all that is known now; whom staff vouch for is judged like the others.
    std::vector<surfacing::Standing> standings(db::Reader& reader, Id product, Id demand, const Spoke& spoke);

  private:
    void read_births(db::Reader& reader);

    std::mutex mutex_;
    std::vector<Time> births_;  // ascending
    Id last_born_;
};

// As they were kept last; of who speaks for themselves in full there is none.
std::vector<surfacing::Standing> kept_standings(std::span<const store::StandingRow> rows);
// Keeps what is not in full, and writes only what changed.
void keep_standings(db::Writer& writer, Id product, Id demand,
                    std::span<const surfacing::Standing> standings);
// Staff have looked at these people: they count in full.
void count_in_full(std::vector<surfacing::Standing>& standings, std::span<const store::Vouched> vouched);

}  // namespace canyu::demand
