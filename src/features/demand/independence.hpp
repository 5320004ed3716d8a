// How far everybody who speaks for a demand speaks for themselves, by what the database knows of them.
#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <span>
#include <unordered_map>
#include <vector>

#include "engines/surfacing/rising/independence.hpp"
#include "features/demand/store.hpp"

namespace canyu::demand {

class Crowd;

// What was said of a demand: words, support without any, and "not me"; each in order of time.
struct Spoke {
    std::vector<report::Spoken> reports;
    std::vector<report::Said> supports;
    std::vector<report::Said> not_me;
};
Spoke spoke_for(db::Reader& reader, Id demand);

struct Judgement {
    std::vector<surfacing::Standing> standings;
    // Who did something since the demand was judged before; nothing: anybody may have.
    std::optional<std::vector<Id>> acted;
};

// Remembers when the community's accounts were made, and the crowds of demands that many speak for. Thread
// rule: any thread.
class Independence {
  public:
    Independence();
    ~Independence();
    // Of everybody who speaks for the demand; whom staff vouch for is judged like the others. What a person
    // did elsewhere is known as of when they came, or as of a day ago at most.
    Judgement judge(db::Reader& reader, const Demand& demand, const Spoke& spoke, Time now);

  private:
    void read_births(db::Reader& reader);
    std::unique_ptr<Crowd> take(const Demand& demand, Time now);
    void keep(std::unique_ptr<Crowd> crowd);

    std::shared_mutex births_mutex_;
    std::vector<Time> births_;  // ascending
    Id last_born_;
    std::mutex crowds_mutex_;
    std::list<std::unique_ptr<Crowd>> crowds_;  // the latest used first
    std::unordered_map<Id, std::list<std::unique_ptr<Crowd>>::iterator> by_demand_;
    std::size_t people_ = 0;  // in all of them
};

// Who does needs no row.
bool speaks_in_full(const surfacing::Standing& standing);
// As they were kept last; of who speaks for themselves in full there is none.
std::vector<surfacing::Standing> kept_standings(std::span<const store::StandingRow> rows);
// Keeps what is not in full, and writes only what changed.
void keep_standings(db::Writer& writer, const Demand& demand, std::span<const surfacing::Standing> standings);
// Staff have looked at these people: they count in full.
void count_in_full(std::vector<surfacing::Standing>& standings, std::span<const store::Vouched> vouched);

}  // namespace canyu::demand
