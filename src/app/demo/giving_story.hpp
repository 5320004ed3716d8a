// What people of the demo community are given: red packets, opened and given on, and gifts for thanks.
#pragma once

#include <unordered_map>

#include "app/community.hpp"
#include "app/demo/event.hpp"
#include "features/allotments/allotments.hpp"

namespace canyu::demo {

class GivingStory {
  public:
    GivingStory(Community& community, const Cast& cast) : community_(community), cast_(cast) {}

    // The records outlive the events.
    void add_events(const Records& records, const AddEvent& add);

  private:
    void add_packet(const PacketRecord& record, const AddEvent& add);
    void add_payout(const PayoutRecord& record, const AddEvent& add);
    void add_gift(const ThanksGiftRecord& record, const AddEvent& add);
    void give(db::Writer& writer, const PacketRecord& record, Time at);
    void offer(db::Writer& writer, const ThanksGiftRecord& record, Time at);
    // As the button does.
    void tap(const allotments::Ticket& ticket);
    // As the clock does of a running community.
    void keep();

    Community& community_;
    const Cast& cast_;
    std::unordered_map<const PacketRecord*, Id> packets_;
    Id latest_packet_{};
    std::unordered_map<const ThanksGiftRecord*, Id> gifts_;
    std::unordered_map<const PayoutRecord*, Id> payouts_;
};

}  // namespace canyu::demo
