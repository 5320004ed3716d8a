// How much a text says each of its terms, and what two texts have in common by that. Internal to the engine.
#pragma once

#include "engines/surfacing/collection.hpp"
#include "engines/surfacing/ranking.hpp"

namespace canyu::surfacing {

// BM25F's own part: how much a text says a term, its fields weighted and their lengths allowed for, saturated
// to 0..1+k; and what a term tells. Of one collection as it stands.
class TermWeights {
  public:
    explicit TermWeights(const Collection& collection);

    // By a stored report.
    [[nodiscard]] double said(const auto& times, const Entry& entry) const {
        return saturated(options_.title_weight * times.title /
                             allowance(options_.title_length_penalty, entry.title_length / mean_title_) +
                         options_.body_weight * times.body /
                             allowance(options_.body_length_penalty, entry.body_length / mean_body_));
    }
    // By a query, whose length tells nothing: it is typed while it is asked.
    [[nodiscard]] double asked(const TermCount& count) const {
        return saturated(count.title * options_.title_weight + count.body * options_.body_weight);
    }

    // Robertson and Spärck Jones' inverse document frequency, kept above 0.
    [[nodiscard]] double rarity(std::size_t reports) const;

  private:
    [[nodiscard]] double saturated(double said) const {
        return said * (options_.saturation + 1) / (said + options_.saturation);
    }
    static double allowance(double penalty, double relative_length) {
        return 1 - penalty + penalty * relative_length;
    }

    const Options& options_;
    double stored_;
    double mean_title_;
    double mean_body_;
};

// A sum over terms of how much one text says a term times how much the other does, by what the term tells; of
// a text with itself it is the square of its length.
struct Product {
    double all = 0;
    double characters = 0;  // of the single characters alone
    double rare = 0;        // rarity to the power of 1.5
    double common = 0;      // of 0.75

    void add(double said_by_both, double rarity, bool character);
};

// A query as the features of its answers need it; the terms stand in a table of the thread that asks.
struct Asked {
    Product with_itself;
    std::span<const double> of_term;  // how much the query says it, by TermId; 0 for what it does not say
};

[[nodiscard]] Features features_of(const Collection& collection, const TermWeights& weights,
                                   const Asked& asked, Slot slot);

}  // namespace canyu::surfacing
