// How what the demo community makes goes out: charters, promises in figures, known issues, and builds that go
// from a few to everybody.
#pragma once

#include <string>
#include <unordered_map>

#include "app/community.hpp"
#include "app/demo/event.hpp"

namespace canyu::demo {

class OutwardStory {
  public:
    OutwardStory(Community& community, const Cast& cast) : community_(community), cast_(cast) {}

    // The records outlive the events.
    void add_events(const Records& records, const AddEvent& add);

  private:
    void add_issue(const IssueRecord& record, const AddEvent& add);
    void add_measure(const MeasureRecord& record, const AddEvent& add);
    void add_channels(const ChannelsRecord& record, const AddEvent& add);
    void write_charter(db::Writer& writer, const CharterRecord& record, Time at);
    void begin_stage(db::Writer& writer, const StageRecord& record, Time at);
    // The numbers of demands by their keys, "12, 40".
    std::string numbers(db::Reader& reader, const std::vector<std::string>& keys) const;
    Id bus(db::Reader& reader, const std::string& product, std::int64_t number) const;

    Community& community_;
    const Cast& cast_;
    std::unordered_map<const IssueRecord*, Id> issues_;
    std::unordered_map<std::string, Id> measures_;  // by English name
};

}  // namespace canyu::demo
