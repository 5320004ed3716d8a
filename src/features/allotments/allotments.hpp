// Everything scarce: allotments that the engine decides about in memory and the journal keeps before anybody
// hears.
#pragma once

#include <boost/describe.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "engines/allocation/act.hpp"
#include "engines/allocation/allotment.hpp"
#include "engines/allocation/sequencer.hpp"
#include "engines/allocation/terms.hpp"
#include "platform/db/db.hpp"
#include "platform/db/upkeep.hpp"

namespace canyu::allotments {

// What an allotment is for: a row of a later slice, by the name of its kind ("sale") and its id.
struct Purpose {
    std::string kind;
    Id object_id;
};

// Registers an allotment; from the commit on it may be asked. Expects sound terms, whose seed is drawn here.
Id open(db::Writer& writer, IdSource& ids, const Purpose& purpose, allocation::Terms terms, Time now);

// Called once, on a thread of the desk: hand off long work.
using Reply = std::function<void(const allocation::Answer&)>;

// Where this process's allotments are decided. One thread drives all of them: it decides what waits at each,
// lets the journal keep all of it with one wait for the disk, and answers. Any thread may call any method.
class Desk {
  public:
    // `database`: as db::Options::url, "sqlite::memory:" excluded. `node` tells processes of one database
    // apart. All must outlive the desk. Throws db::Unavailable.
    Desk(db::Database& store, const std::string& database, std::int64_t node, const Clock& clock);
    // Answers `unknown` to who still waits.
    ~Desk();

    // `not_here`: another process leads it; `halted`: an operator has to look; `unknown`: nobody knows yet
    // whether it is so, and the same key asks again. Also `unknown` at once when too many wait.
    void ask(Id allotment, const allocation::Act& act, Reply reply);
    // The same for who may wait.
    allocation::Answer ask(Id allotment, const allocation::Act& act);

    // As it stands in the journal; nothing while this process does not lead it.
    std::optional<allocation::Standing> standing(Id allotment) const;

  private:
    struct Core;
    std::unique_ptr<Core> core_;
};

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::allotments
