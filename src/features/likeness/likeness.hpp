// What a product's own decisions teach its "is it this?": models by version, one of them in use.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "engines/surfacing/ranking.hpp"
#include "platform/db/db.hpp"
#include "platform/db/upkeep.hpp"

namespace canyu::likeness {

// Fewer decisions than this teach nothing that lasts.
inline constexpr std::int64_t fewest_decisions = 50;

// One version of a product's model; judged on the last fifth of the decisions, which it did not learn from.
struct Learned {
    Id product_id;
    std::int64_t version = 0;  // 1, 2, 3 … of its product
    std::string model;         // surfacing::Model as JSON
    std::int64_t decisions = 0;
    double first_shipped = 0;  // how often the right demand came first: with the shipped model
    double first_learned = 0;  // and with this one, 0..1
    double error_shipped = 0;  // calibration error, 0..1
    double error_learned = 0;
    std::int64_t sure = 0;  // how often it was so sure that nobody would have had to look
    std::int64_t sure_right = 0;
    bool in_use = false;
    Time learned_at{};
};
BOOST_DESCRIBE_STRUCT(Learned, (),
                      (product_id, version, model, decisions, first_shipped, first_learned, error_shipped,
                       error_learned, sure, sure_right, in_use, learned_at))
// Whether reports may join by themselves what it is sure of.
bool is_proven(const Learned& learned);

// Learns and keeps a new version, and takes it into use unless it is worse than the shipped model. 409
// "likeness.too_few" before fewest_decisions. Reads in pieces and computes without a transaction.
Result<Learned> learn(db::Database& store, Id product, Time now);

// Takes a version into use, or the shipped model (0). 404 for an unknown one.
Result<void> use(db::Writer& writer, Id product, std::int64_t version);

// The models in use, by product; one that this program cannot read any more is left out.
std::unordered_map<Id, surfacing::Model> in_use(db::Reader& reader);

// The version in use of a product; nothing where that is the shipped model.
std::optional<Learned> in_use(db::Reader& reader, Id product);

// The team says that a report does not ask for a demand, though it sounds like it: a lesson as well. Said
// again it stays as it was.
void tell_apart(db::Writer& writer, Id report, Id demand, Id by, Time now);
void take_telling_apart_back(db::Writer& writer, Id report, Id demand);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::likeness
