#include "features/likeness/likeness.hpp"

#include <boost/json.hpp>
#include <span>

#include "base/log.hpp"
#include "engines/surfacing/certainty.hpp"
#include "engines/surfacing/learning.hpp"
#include "features/likeness/decisions.hpp"
#include "features/likeness/store.hpp"

namespace canyu::likeness {
namespace {

using surfacing::Example;
using surfacing::Model;

std::string written(const Model& model) {
    return boost::json::serialize(boost::json::value_from(model));
}

std::optional<Model> read(const std::string& text) {
    boost::system::error_code failed;
    const boost::json::value value = boost::json::parse(text, failed);
    if (failed) return std::nullopt;
    const auto model = boost::json::try_value_to<Model>(value);
    return model ? std::optional(*model) : std::nullopt;
}

double error_of(std::span<const Example> examples, const Model& model) {
    std::vector<surfacing::Prediction> predictions;
    for (const Example& example : examples)
        if (const auto predicted = predict(example, model)) predictions.push_back(*predicted);
    return calibration_error(predictions);
}

Learned judged(std::span<const Example> decisions) {
    const std::size_t seen = decisions.size() - decisions.size() / 5;
    const Model trial = surfacing::learn(decisions.first(seen), Model{});
    const std::span<const Example> later = decisions.subspan(seen);
    Learned learned;
    learned.decisions = static_cast<std::int64_t>(decisions.size());
    learned.first_shipped = surfacing::first_right(later, Model{});
    learned.first_learned = surfacing::first_right(later, trial);
    learned.error_shipped = error_of(later, Model{});
    learned.error_learned = error_of(later, trial);
    const surfacing::Proof proof = surfacing::prove(later, trial);
    learned.sure = proof.sure;
    learned.sure_right = proof.right;
    learned.in_use =
        learned.first_learned >= learned.first_shipped && learned.error_learned <= learned.error_shipped;
    learned.model = written(surfacing::learn(decisions, Model{}));
    return learned;
}

}  // namespace

Result<Learned> learn(db::Database& store, Id product, Time now) {
    const std::vector<Example> decisions = decisions_of(store, product);
    if (static_cast<std::int64_t>(decisions.size()) < fewest_decisions)
        return refuse(
            409, "likeness.too_few",
            {{"decisions", std::to_string(decisions.size())}, {"needed", std::to_string(fewest_decisions)}});
    Learned learned = judged(decisions);
    learned.product_id = product;
    learned.learned_at = now;
    return store.write([&](db::Writer& writer) -> Result<Learned> {
        learned.version = store::last_version(writer, product) + 1;
        if (learned.in_use) store::use(writer, product, 0);
        store::insert(writer, learned);
        return learned;
    });
}

Result<void> use(db::Writer& writer, Id product, std::int64_t version) {
    if (version != 0 && !store::knows(writer, product, version)) return not_found();
    store::use(writer, product, version);
    return {};
}

bool is_proven(const Learned& learned) {
    return surfacing::is_proven({learned.sure, learned.sure_right});
}

std::optional<Learned> in_use(db::Reader& reader, Id product) {
    for (Learned& learned : store::in_use(reader))
        if (learned.product_id == product) return std::move(learned);
    return std::nullopt;
}

void tell_apart(db::Writer& writer, Id report, Id demand, Id by, Time now) {
    store::insert(writer, store::ToldApart{report, demand, by, now});
}

void take_telling_apart_back(db::Writer& writer, Id report, Id demand) {
    store::remove(writer, report, demand);
}

std::unordered_map<Id, Model> in_use(db::Reader& reader) {
    std::unordered_map<Id, Model> models;
    for (const Learned& learned : store::in_use(reader)) {
        if (const auto model = read(learned.model)) {
            models.emplace(learned.product_id, *model);
        } else {
            log::warning("likeness.model_unreadable", {{"product", to_string(learned.product_id)},
                                                       {"version", std::to_string(learned.version)}});
        }
    }
    return models;
}

db::Upkeep upkeep() {
    return {{},
            {{"likeness_model", "product_id", "product"},
             {"told_apart", "report_id", "report"},
             {"told_apart", "demand_id", "demand"},
             {"told_apart", "told_by", "person"}}};
}

}  // namespace canyu::likeness
