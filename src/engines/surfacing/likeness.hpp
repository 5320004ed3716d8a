// How much a text says each of its terms, and what two texts have in common by that. Internal to the engine.
#pragma once

#include "engines/surfacing/collection.hpp"
#include "engines/surfacing/ranking.hpp"

namespace canyu::surfacing {

// What a term tells: Robertson and Spärck Jones' inverse document frequency, kept above 0.
struct Rarity {
    double plain;
    double root;                   // of plain
    double to_the_three_quarters;  // plain to the power of 0.75
};

// Of a stored report: how far the lengths of its fields count against what they say.
struct Allowance {
    double title;
    double body;
};

// BM25F's own part: how much a text says a term, its fields weighted and their lengths allowed for, saturated
// to 0..1+k; and what a term tells. Of one collection as it stands.
class TermWeights {
  public:
    explicit TermWeights(const Collection& collection);

    [[nodiscard]] Allowance allowance(Lengths lengths) const {
        return {
            1 - options_.title_length_penalty + options_.title_length_penalty * (lengths.title / mean_title_),
            1 - options_.body_length_penalty + options_.body_length_penalty * (lengths.body / mean_body_)};
    }
    // By a stored report.
    [[nodiscard]] double said(const Saying& times, const Allowance& allowance) const {
        return saturated(options_.title_weight * times.title / allowance.title +
                         options_.body_weight * times.body / allowance.body);
    }
    // By a query, whose length tells nothing: it is typed while it is asked.
    [[nodiscard]] double asked(const TermCount& count) const {
        return saturated(count.title * options_.title_weight + count.body * options_.body_weight);
    }

    // Of a term that so many reports say.
    [[nodiscard]] Rarity rarity(std::size_t reports) const;

  private:
    [[nodiscard]] double saturated(double said) const {
        return said * (options_.saturation + 1) / (said + options_.saturation);
    }

    const Options& options_;
    std::size_t stored_;
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

    void add(double said_by_both, const Rarity& rarity, bool character) {
        all += said_by_both * rarity.plain;
        if (character) characters += said_by_both * rarity.plain;
        rare += said_by_both * rarity.plain * rarity.root;
        common += said_by_both * rarity.to_the_three_quarters;
    }
};

class Asked;

[[nodiscard]] Features features_of(const Collection& collection, const TermWeights& weights,
                                   const Asked& asked, Slot slot);

}  // namespace canyu::surfacing
