// The SQL of the participation log.
#pragma once

#include "features/participation/participation.hpp"

namespace canyu::participation::store {

void insert(db::Writer& writer, const Row& row);
// The person's newest deed of this verb and object that nothing has taken back.
std::optional<Row> last_standing(db::Reader& reader, Id person, Verb verb, Object object, Id object_id);
std::optional<Row> find(db::Reader& reader, Id person, Id row);
std::vector<Row> of_person(db::Reader& reader, Id person, Id before, std::int64_t limit);
std::int64_t count(db::Reader& reader, Id person, Verb verb);
std::vector<Time> latest(db::Reader& reader, Id person, Verb verb, std::int64_t limit);
Activity activity(db::Reader& reader, Id person);

struct StandingCount {
    Id person_id;
    std::int64_t deeds = 0;
};
BOOST_DESCRIBE_STRUCT(StandingCount, (), (person_id, deeds))

// Nobody who never did anything.
std::vector<StandingCount> counts(db::Reader& reader, const std::vector<Id>& people);

}  // namespace canyu::participation::store
