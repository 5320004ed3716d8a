// What the demo community sells: one sale that is over, one that runs and one to come.
#pragma once

#include <unordered_map>

#include "app/community.hpp"
#include "app/demo/event.hpp"

namespace canyu::demo {

class SalesStory {
  public:
    SalesStory(Community& community, const Cast& cast) : community_(community), cast_(cast) {}

    // The records outlive the events. `now`: from where days are counted.
    void add_events(const std::vector<SaleRecord>& records, Time now, const AddEvent& add);

  private:
    void add_taker(const SaleRecord& record, const TakerRecord& taker, Time now, const AddEvent& add);
    void plan(db::Writer& writer, const SaleRecord& record, Time now, Time at);
    // As the button does, and then what came of it.
    void take(const SaleRecord& record, const TakerRecord& taker);
    void deliver(db::Writer& writer, const SaleRecord& record, const TakerRecord& taker, Time at);

    Community& community_;
    const Cast& cast_;
    std::unordered_map<const SaleRecord*, Id> sales_;
    std::unordered_map<const TakerRecord*, Id> orders_;
};

}  // namespace canyu::demo
