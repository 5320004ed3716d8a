// What a person is told because they took part, why, and how they keep it quiet.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "platform/db/db.hpp"
#include "platform/db/upkeep.hpp"

namespace canyu::web {
class Site;
}
namespace canyu::notices {

class Bell;

enum class Kind {
    receipt,   // what came of my words
    talk,      // somebody answered, or wrote where I follow
    request,   // something waits for me: does it work? who knows this?
    news,      // a release, the popcorn
    decision,  // what was decided about my words
};
BOOST_DESCRIBE_ENUM(Kind, receipt, talk, request, news, decision)

struct Notice {
    Kind kind = Kind::news;
    std::string subject;   // "demand:214": the one thing it is about, which one can mute
    std::string location;  // a path on this site
    Message words;
    Message reason;  // "because you …", said under the words
};

// Tells these people, whoever twice counts once; who is not here is left out, those who muted the kind or the
// subject hear nothing, and who has not read the last one of this kind and subject gets this in its place.
// Doing it again with the same kind, subject and moment does nothing, so whoever handles an event may.
void tell(db::Writer& writer, IdSource& ids, const Notice& notice, std::vector<Id> people, Time now);

// Takes back whatever was told of this subject: its words are to be read no more.
void forget_about(db::Writer& writer, const std::string& subject);

std::int64_t count_unread(db::Reader& reader, Id person);

// One notice as a person got it.
struct Copy {
    Id id;
    Kind kind = Kind::news;
    std::string subject;
    std::string location;
    Message words;
    Message reason;
    std::int64_t times = 1;
    bool unread = false;
    Time told_at{};
};
// The latest first; those already read included, or only unread ones since `after`.
std::vector<Copy> unread_of(db::Reader& reader, Id person, Time after, std::int64_t limit);

// For the clock, daily: forgets what is older than half a year.
void forget_old(db::Writer& writer, Time now);

// Routes: /notices, /notices/{id}, /notices/stream, /notices/settings and what is done there.
void add_pages(web::Site& site, Bell& bell);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::notices
