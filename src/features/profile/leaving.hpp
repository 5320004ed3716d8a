// Leaving for good: the account goes, the words stay or go, and nothing tells any more whose they were.
#pragma once

#include <string>
#include <vector>

#include "features/demand/demand.hpp"
#include "platform/db/upkeep.hpp"

namespace canyu::profile {

enum class WordsOfLeaver { stay, go };
BOOST_DESCRIBE_ENUM(WordsOfLeaver, stay, go)

// What is found before the transaction, because it means reading through all posts.
struct LeaverInPosts {
    std::vector<Id> mentioned;                // posts that call them by name
    std::vector<std::string> shown_pictures;  // of theirs, by others as well
    Id seen;                                  // posts with greater ids came after it was looked for
};
LeaverInPosts look_through_posts(db::Reader& reader, Id person, const std::string& name, Id newest);

struct Leaving {
    Id person;
    std::string name;
    WordsOfLeaver words = WordsOfLeaver::stay;
    std::string display;  // stands beside what they did: "Somebody who left"
    std::string reason;   // public, of demands that nobody else asked for; where the words go
    LeaverInPosts in_posts;
};
// `references`: every column that names a person, with what becomes of its rows. 404; 409
// "people.staff_cannot_leave".
Result<void> leave(db::Writer& writer, demand::Demands& demands, const std::vector<db::Reference>& references,
                   const Leaving& leaving, Time now);

// /me/leave
void add_leaving_pages(web::Site& site, demand::Demands& demands, std::vector<db::Reference> references);

}  // namespace canyu::profile
