// The squads of the demo community: formed, pulling what their people plan or begin, and reading what is
// said.
#pragma once

#include <string>
#include <unordered_map>

#include "app/community.hpp"
#include "app/demo/records.hpp"

namespace canyu::demo {

class SquadsStory {
  public:
    explicit SquadsStory(Community& community) : community_(community) {}

    void form(db::Writer& writer, const SquadRecord& record, Id product,
              const std::unordered_map<std::string, Id>& people, Id by, Time at);
    // Whoever of a squad plans or begins a demand pulls it, unless somebody makes it already.
    void take(db::Writer& writer, Id demand, Id by, Time at);
    void read(db::Writer& writer, const SquadRecord& record, Time at);
    void begin_own(db::Writer& writer, const SquadRecord& record, const OwnWorkRecord& work, Id by, Time at);
    void finish_own(db::Writer& writer, const OwnWorkRecord& work, Id by, Time at);

  private:
    struct Formed {
        Id squad;
        Id first_person;
    };
    struct Begun {
        Id squad;
        Id work;
    };
    Community& community_;
    std::unordered_map<const SquadRecord*, Formed> formed_;
    std::unordered_map<const OwnWorkRecord*, Begun> begun_;
    std::unordered_map<Id, Id> squad_of_;  // by person
};

}  // namespace canyu::demo
