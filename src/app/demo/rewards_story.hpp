// What people of the demo community earn: titles, F-codes, one passed on to a friend, and rights.
#pragma once

#include <unordered_map>

#include "app/community.hpp"
#include "app/demo/event.hpp"

namespace canyu::demo {

class RewardsStory {
  public:
    RewardsStory(Community& community, const Cast& cast) : community_(community), cast_(cast) {}

    // The records outlive the events.
    void add_events(const Records& records, const AddEvent& add);

  private:
    void add_batch(const BatchRecord& record, const AddEvent& add);
    void add_vip(const VipRecord& record, const AddEvent& add);
    void define_title(db::Writer& writer, const TitleRecord& record, Time at);
    void plan_batch(db::Writer& writer, const BatchRecord& record, Time at);
    void pass_on(db::Writer& writer, const GiftRecord& record, Time at);
    // As the clock does of a running community: credits, titles and codes for what came to something.
    void give_what_is_earned(db::Writer& writer, Time at);
    void claim();

    Community& community_;
    const Cast& cast_;
    std::unordered_map<const BatchRecord*, Id> batches_;
    std::unordered_map<const VipRecord*, Id> vips_;
    Time looked_at_{};
};

}  // namespace canyu::demo
