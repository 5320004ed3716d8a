// Reads one report term by term, beside a query.
#include "engines/surfacing/likeness.hpp"

#include <algorithm>
#include <cmath>

#include "engines/surfacing/asked.hpp"

namespace canyu::surfacing {
namespace {

double log_cosine(double together, double one, double other) {
    return std::log(together / std::sqrt(one * other));
}

// Where everything was said at once it tells nothing, and is the same for all.
double freshness(const Collection& collection, Slot slot) {
    const std::uint32_t demand = collection.ordinals()[slot];
    const std::int64_t last =
        demand == none ? collection.entries()[slot].said : collection.demands()[demand].last_said;
    const double since = collection.share_since(last);
    return std::exp(-since / collection.options.freshness_fades);
}

// A logarithm and two roots for every term of every report that is compared would be half of a search; what
// so many of so many reports say is worth the same everywhere, so that nothing here grows old.
struct KnownRarity {
    std::size_t stored = 0;
    std::size_t reports = 0;
    Rarity rarity{};
};

}  // namespace

TermWeights::TermWeights(const Collection& collection)
    : options_(collection.options),
      stored_(collection.size()),
      mean_title_(std::max(collection.mean_title_length(), 1.0)),
      mean_body_(std::max(collection.mean_body_length(), 1.0)) {}

Rarity TermWeights::rarity(std::size_t reports) const {
    constexpr std::size_t places = 2048;
    thread_local std::vector<KnownRarity> known(places);
    KnownRarity& place = known[(reports ^ reports / places) % places];
    if (place.stored != stored_ || place.reports != reports || place.rarity.plain == 0) {
        const auto saying = static_cast<double>(reports);
        const double plain = std::log1p((static_cast<double>(stored_) - saying + 0.5) / (saying + 0.5));
        const double root = std::sqrt(plain);
        place = {stored_, reports, {plain, root, std::sqrt(plain * root)}};
    }
    return place.rarity;
}

Features features_of(const Collection& collection, const TermWeights& weights, const Asked& asked,
                     Slot slot) {
    Heard heard(collection, asked.forms(), slot);
    const Allowance allowance = weights.allowance(heard.lengths());
    Product own;
    Product both;
    double both_in_title = 0;
    double title = 0;
    double title_said = 0;
    for (Saying saying; heard.next(saying);) {
        const Rarity rarity = weights.rarity(collection.postings(saying.term).reports());
        const double said = weights.said(saying, allowance);
        const bool character = collection.terms().is_character(saying.term);
        own.add(said * said, rarity, character);
        if (saying.title > 0) title += rarity.plain;
        const std::uint32_t place = asked.place_of(saying.term);
        if (place == none) continue;
        const double of_query = asked.terms()[place].said;
        both.add(said * of_query, rarity, character);
        if (saying.title == 0) continue;
        title_said += rarity.plain;
        both_in_title += said * of_query * rarity.plain;
    }
    const Product& query = asked.product();
    return {.covered = std::log(both.all / query.all),
            .length = std::log(own.all / query.all),
            .fresh = freshness(collection, slot),
            .characters = both.characters / std::sqrt((query.characters + 1) * (own.characters + 1)),
            .rare = log_cosine(both.rare, query.rare, own.rare),
            .common = log_cosine(both.common, query.common, own.common),
            .in_title = both_in_title / both.all,
            .title_said = title > 0 ? title_said / title : 0};
}

}  // namespace canyu::surfacing
