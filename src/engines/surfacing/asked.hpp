// A query cut into its terms, with what a collection knows of them. Internal to the engine.
#pragma once

#include <bitset>
#include <boost/unordered/unordered_flat_map.hpp>
#include <span>
#include <string_view>
#include <vector>

#include "engines/surfacing/asked_forms.hpp"
#include "engines/surfacing/likeness.hpp"

namespace canyu::surfacing {

struct AskedTerm {
    std::string_view text;
    TermId id;
    std::uint32_t count_place;  // among the distinct terms of the query, or behind them: it means it only
    double rarity;
    double said;    // how much the query says it
    double weight;  // that times its rarity
};

class Asked {
  public:
    Asked(const Collection& collection, const TermWeights& weights, const Query& query);
    Asked(const Asked&) = delete;  // terms point into the tokens
    Asked& operator=(const Asked&) = delete;

    // Those that any report says, rarest first; by text among equals: sums of floating point numbers must not
    // depend on the order in which reports came.
    [[nodiscard]] std::span<const AskedTerm> terms() const { return terms_; }
    // Into terms(); none for what the query does not say.
    [[nodiscard]] std::uint32_t place_of(TermId term) const {
        if (!perhaps_[term % perhaps_.size()]) return none;
        const auto found = places_.find(term);
        return found == places_.end() ? none : found->second;
    }
    [[nodiscard]] const AskedForms& forms() const { return forms_; }
    // With itself: what a report that says just the query would score.
    [[nodiscard]] const Product& product() const { return product_; }

    // Where the query says these, places into terms().
    [[nodiscard]] std::vector<Range> title_ranges(std::span<const std::uint32_t> places) const;
    [[nodiscard]] std::vector<Range> body_ranges(std::span<const std::uint32_t> places) const;

  private:
    void add_meant_terms(const Collection& collection, const TermWeights& weights, const Synonyms& synonyms);
    [[nodiscard]] std::vector<Range> ranges(const Tokens& tokens, std::span<const std::uint32_t> counts,
                                            std::span<const std::uint32_t> places) const;

    const Tokens title_;
    Tokens body_;  // but the forms
    const AskedForms forms_;
    const TermCounts counts_;
    std::vector<AskedTerm> terms_;
    boost::unordered_flat_map<TermId, std::uint32_t> places_;
    // Most terms of most reports are not asked for, which this tells sooner.
    std::bitset<std::size_t{1} << 14> perhaps_;
    Product product_;
};

}  // namespace canyu::surfacing
