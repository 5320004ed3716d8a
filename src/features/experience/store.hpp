// The tables of experience reports.
#pragma once

#include "features/experience/experience.hpp"

namespace canyu::experience::store {

struct Row {
    Id bus_id;
    Id person_id;
    Id product_id;
    std::optional<Id> best_id;
    std::optional<Id> best_squad;
    std::optional<Id> worst_id;
    std::optional<Id> worst_squad;
    std::string missing;
    std::string sentence;
    Time said_at{};
};
BOOST_DESCRIBE_STRUCT(Row, (),
                      (bus_id, person_id, product_id, best_id, best_squad, worst_id, worst_squad, missing,
                       sentence, said_at))

std::optional<Row> find(db::Reader& reader, Id bus, Id person);
void put(db::Writer& writer, const Row& row);
// The latest first.
std::vector<Row> with_sentence(db::Reader& reader, Id bus, std::int64_t limit);
std::vector<Row> with_missing(db::Reader& reader, Id bus, std::int64_t limit);
std::int64_t count(db::Reader& reader, Id bus);
std::vector<Id> likers(db::Reader& reader, Id bus);

// A feature or a squad, and how many named it.
struct Count {
    Id what;
    std::int64_t people = 0;
};
BOOST_DESCRIBE_STRUCT(Count, (), (what, people))
std::vector<Count> best(db::Reader& reader, Id bus);
std::vector<Count> worst(db::Reader& reader, Id bus);
std::vector<Count> best_squads(db::Reader& reader, Id bus);
std::vector<Count> worst_squads(db::Reader& reader, Id bus);

std::optional<Award> award(db::Reader& reader, Id bus);
// Those of these buses whose award was given, or for which too few spoke.
std::vector<Id> given(db::Reader& reader, const std::vector<Id>& buses);
bool insert(db::Writer& writer, const Award& award);
// Those given to somebody, the latest first; of a product, or of all (Id{}).
std::vector<Award> awards(db::Reader& reader, Id product, std::int64_t limit);

}  // namespace canyu::experience::store
