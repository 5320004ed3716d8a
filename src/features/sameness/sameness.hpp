// Which demands are one and the same: pairs for the team to judge, and reports that join a demand by
// themselves.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "platform/db/db.hpp"
#include "platform/db/upkeep.hpp"

namespace canyu::demand {
class Demands;
}
namespace canyu::web {
class Site;
}

namespace canyu::sameness {

enum class Answer { waiting, merged, different };
BOOST_DESCRIBE_ENUM(Answer, waiting, merged, different)

// Two demands of a product that may ask for the same thing.
struct Alike {
    Id id;
    Id product_id;
    Id older_id;  // older < newer
    Id newer_id;
    double probability = 0;  // when it was looked at
    Time found_at{};
    Answer answer = Answer::waiting;
    std::optional<Id> decided_by;
    std::optional<Time> decided_at;
};
BOOST_DESCRIBE_STRUCT(Alike, (),
                      (id, product_id, older_id, newer_id, probability, found_at, answer, decided_by,
                       decided_at))

// ---- for the clock
// Looks at demands of every product that nobody looked at yet, some hundred at a time, and forgets pairs that
// are none any more.
void look(db::Database& store, const demand::Demands& demands, IdSource& ids, Time now);
// Lets reports join that waited for ten minutes and are sure, where the product's model has proven itself.
void join_sure(db::Database& store, demand::Demands& demands, Time now);
// Lets reports join that waited as long and are part of a wave, in every product.
void join_waves(db::Database& store, demand::Demands& demands, Time now);

// ---- what the team decides; 404 for a pair that is not there
// Merges the other one into `into`, which is one of both (404 otherwise). Refused as Demands::merge.
Result<void> merge(db::Writer& writer, demand::Demands& demands, Id alike, Id into, Id by, Time now);
Result<void> tell_apart(db::Writer& writer, IdSource& ids, Id alike, Id by, Time now);
// It waits again.
Result<void> take_telling_apart_back(db::Writer& writer, IdSource& ids, Id alike, Id by, Time now);
// A report that joined by itself belongs there. 404 for one that did not, or does not stand there any more.
Result<void> confirm(db::Writer& writer, demand::Demands& demands, Id report, Id by, Time now);

// Staff: /studio/alike…
void add_pages(web::Site& site, demand::Demands& demands);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::sameness
