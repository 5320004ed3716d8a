// Topics nobody answered are brought to one person after another who may know.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "features/forum/forum.hpp"
#include "platform/db/upkeep.hpp"

namespace canyu::answers {

// Why somebody may know.
enum class Because { expert, helped_with_it, makes_it, chosen };
BOOST_DESCRIBE_ENUM(Because, expert, helped_with_it, makes_it, chosen)

struct Route {
    Id topic_id;
    Id person_id;
    Because because = Because::expert;
    Time at{};
    std::optional<Time> done_at;
};
BOOST_DESCRIBE_STRUCT(Route, (), (topic_id, person_id, because, at, done_at))

// How long a topic may be silent before somebody is asked, and again before the next is; and how many topics
// wait for one person at most.
struct Patience {
    std::int64_t hours = 24;   // 1 to 720
    std::int64_t at_most = 3;  // 1 to 20
};
BOOST_DESCRIBE_STRUCT(Patience, (), (hours, at_most))
Patience patience(db::Reader& reader);
Result<void> set_patience(db::Writer& writer, IdSource& ids, const Patience& patience, Id by, Time now);

// Who makes a product, the first asked first; handed over where the squads are known.
using FindMakers = std::function<std::vector<Id>(db::Reader&, Id product)>;
// Whom to ask now: for every topic that is due the first of its board's and product's experts, then of those
// whose helpful posts speak of the same, then of those who make the product, who was not asked yet and has
// room. A few searches a topic, so it is called outside of writes.
std::vector<Route> choose(db::Reader& reader, const FindMakers& find_makers, Time now);
// Keeps them, tells who is asked, and lets go of what has its answer by now.
void keep(db::Writer& writer, IdSource& ids, const std::vector<Route>& routes, Time now);

// Staff choose somebody themselves, whatever waits for that person. 404 for a topic that is not silent; 409
// for its opener and for who was asked before.
Result<void> ask(db::Writer& writer, IdSource& ids, Id topic, Id person, Time now);

struct WaitingForMe {
    forum::TopicCard topic;
    Because because = Because::expert;
    std::string pass_url;
};
BOOST_DESCRIBE_STRUCT(WaitingForMe, (), (topic, because, pass_url))
// What waits for this person's answer, the longest silence first.
std::vector<WaitingForMe> waiting_for(db::Reader& reader, Id person, Time now);
// Somebody else is asked at the next chance. 404 when it does not wait for this person.
Result<void> pass_on(db::Writer& writer, Id topic, Id person, Time now);

// /waiting…; staff: /studio/answers…
void add_pages(web::Site& site);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::answers
