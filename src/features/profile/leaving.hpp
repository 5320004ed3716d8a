// Leaving for good: the account goes, the words stay or go, and nothing tells any more whose they were.
#pragma once

#include <string>
#include <vector>

#include "features/demand/demand.hpp"
#include "platform/db/upkeep.hpp"

namespace canyu::jobs {
class Jobs;
}
namespace canyu::profile {

enum class WordsOfLeaver { stay, go };
BOOST_DESCRIBE_ENUM(WordsOfLeaver, stay, go)

struct Leaving {
    Id person;
    std::string name;
    WordsOfLeaver words = WordsOfLeaver::stay;
    std::string display;  // stands beside what they did: "Somebody who left"
    std::string reason;   // public, of demands that nobody else asked for; where the words go
    std::vector<std::string> kept_pictures;  // of theirs, which others show as well; where the words go
};
// `references`: every column that names a person, with what becomes of its rows. 404; 409
// "people.staff_cannot_leave", "squads.hand_over_first".
Result<void> leave(db::Writer& writer, demand::Demands& demands, const std::vector<db::Reference>& references,
                   const Leaving& leaving, Time now);

// The job "leaving": what others wrote calls them by `display`. It takes long, and is done soon afterwards.
struct Left {
    Id person;
    std::string name;
    std::string display;
};
BOOST_DESCRIBE_STRUCT(Left, (), (person, name, display))
void follow_leaving(db::Database& store, const Left& left);
void add_leaving_job(jobs::Jobs& jobs, db::Database& store);

// /me/leave
void add_leaving_pages(web::Site& site, demand::Demands& demands, jobs::Jobs& jobs,
                       std::vector<db::Reference> references);

}  // namespace canyu::profile
