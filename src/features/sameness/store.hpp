// The tables of sameness.
#pragma once

#include "features/sameness/sameness.hpp"

namespace canyu::sameness::store {

// Unless the pair is known.
void insert(db::Writer& writer, const Alike& alike);
void remove(db::Writer& writer, Id alike);
void answer(db::Writer& writer, Id alike, Answer answer, std::optional<Id> by, std::optional<Time> at);
std::optional<Alike> find(db::Reader& reader, Id alike);
// The likeliest first; of one product, or of all (Id{}).
std::vector<Alike> waiting(db::Reader& reader, Id product, std::int64_t limit);
// The last told first; of one product, or of all (Id{}).
std::vector<Alike> told_apart(db::Reader& reader, Id product, std::int64_t limit);

struct SelfJoined {
    Id report_id;
    Id product_id;
    Id demand_id;
    double probability = 0;  // 0: it joined with its wave
    Time joined_at{};
};
BOOST_DESCRIBE_STRUCT(SelfJoined, (), (report_id, product_id, demand_id, probability, joined_at))
void insert(db::Writer& writer, const SelfJoined& joined);
std::optional<SelfJoined> find_joined(db::Reader& reader, Id report);
// The last that joined first; of one product, or of all (Id{}).
std::vector<SelfJoined> joined_since(db::Reader& reader, Id product, Time since, std::int64_t limit);

// How far a product is looked at, by ids; the pairs by which version of its model (0 is the shipped one).
struct Look {
    Id product_id;
    std::int64_t model_version = 0;
    Id demands_to;
    Id reports_to;
    Id waves_to;
};
BOOST_DESCRIBE_STRUCT(Look, (), (product_id, model_version, demands_to, reports_to, waves_to))
// From the beginning, where nobody looked yet.
Look look_of(db::Reader& reader, Id product);
void put(db::Writer& writer, const Look& look);

}  // namespace canyu::sameness::store
