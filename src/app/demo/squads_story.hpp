// The squads of the demo community: formed, pulling what their people plan or begin, and reading what is
// said.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "app/community.hpp"
#include "app/demo/event.hpp"

namespace canyu::demo {

class SquadsStory {
  public:
    SquadsStory(Community& community, const Cast& cast) : community_(community), cast_(cast) {}

    // `keeper` forms them. The records outlive the events.
    void add_events(const std::vector<SquadRecord>& records, const std::string& keeper, const AddEvent& add);
    // Whoever of a squad plans or begins a demand pulls it, unless somebody makes it already.
    void take(db::Writer& writer, Id demand, Id by, Time at);

  private:
    struct Formed {
        Id squad;
        Id first_person;
    };
    void form(db::Writer& writer, const SquadRecord& record, Id by, Time at);
    void read(db::Writer& writer, const SquadRecord& record, Time at);
    void begin_own(db::Writer& writer, const SquadRecord& record, const OwnWorkRecord& work, Time at);
    void finish_own(db::Writer& writer, const SquadRecord& record, const OwnWorkRecord& work, Time at);

    Community& community_;
    const Cast& cast_;
    std::unordered_map<const SquadRecord*, Formed> formed_;
    std::unordered_map<const OwnWorkRecord*, Id> begun_;
    std::unordered_map<Id, Id> squad_of_;  // by person
};

}  // namespace canyu::demo
