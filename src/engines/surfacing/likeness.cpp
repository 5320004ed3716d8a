// Reads one report term by term, beside a query.
#include "engines/surfacing/likeness.hpp"

#include <algorithm>
#include <cmath>

namespace canyu::surfacing {
namespace {

double log_cosine(double together, double one, double other) {
    return std::log(together / std::sqrt(one * other));
}

// Where everything was said at once it tells nothing, and is the same for all.
double freshness(const Collection& collection, const Entry& entry) {
    const double since = collection.share_since(collection.demands()[entry.demand].last_said);
    return std::exp(-since / collection.options.freshness_fades);
}

}  // namespace

TermWeights::TermWeights(const Collection& collection)
    : options_(collection.options),
      stored_(static_cast<double>(collection.size())),
      mean_title_(std::max(collection.mean_title_length(), 1.0)),
      mean_body_(std::max(collection.mean_body_length(), 1.0)) {}

double TermWeights::rarity(std::size_t reports) const {
    const auto saying = static_cast<double>(reports);
    return std::log1p((stored_ - saying + 0.5) / (saying + 0.5));
}

void Product::add(double said_by_both, double rarity, bool character) {
    const double root = std::sqrt(rarity);
    all += said_by_both * rarity;
    if (character) characters += said_by_both * rarity;
    rare += said_by_both * rarity * root;
    common += said_by_both * std::sqrt(rarity * root);
}

Features features_of(const Collection& collection, const TermWeights& weights, const Asked& asked,
                     Slot slot) {
    const Entry& entry = collection.entries()[slot];
    Product own;
    Product both;
    double both_in_title = 0;
    double title = 0;
    double title_said = 0;
    for (const Saying& saying : entry.said_terms) {
        const double rarity = weights.rarity(collection.postings(saying.term).size());
        const double said = weights.said(saying, entry);
        const bool character = collection.is_character(saying.term);
        own.add(said * said, rarity, character);
        if (saying.title > 0) title += rarity;
        const double of_query = asked.of_term[saying.term];
        if (of_query == 0) continue;
        both.add(said * of_query, rarity, character);
        if (saying.title == 0) continue;
        title_said += rarity;
        both_in_title += said * of_query * rarity;
    }
    const Product& query = asked.with_itself;
    return {.covered = std::log(both.all / query.all),
            .length = std::log(own.all / query.all),
            .fresh = freshness(collection, entry),
            .characters = both.characters / std::sqrt((query.characters + 1) * (own.characters + 1)),
            .rare = log_cosine(both.rare, query.rare, own.rare),
            .common = log_cosine(both.common, query.common, own.common),
            .in_title = both_in_title / both.all,
            .title_said = title > 0 ? title_said / title : 0};
}

}  // namespace canyu::surfacing
