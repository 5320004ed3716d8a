#include "engines/surfacing/asked.hpp"

#include <algorithm>

#include "engines/surfacing/synonyms.hpp"

namespace canyu::surfacing {

Asked::Asked(const Collection& collection, const TermWeights& weights, const Query& query)
    : title_(tokenise(query.title)),
      body_(tokenise(query.body)),
      forms_(collection, query.body, body_),
      counts_(count_terms(title_, body_)) {
    for (std::uint32_t place = 0; place < counts_.terms.size(); ++place) {
        const TermCount& count = counts_.terms[place];
        const TermId id = collection.terms().find(count.term);
        const std::size_t reports = id == none ? 0 : collection.postings(id).reports();
        const double said = weights.asked(count);
        const Rarity rarity = weights.rarity(reports);
        product_.add(said * said, rarity, is_character(count.term));
        if (reports > 0) terms_.push_back({count.term, id, place, rarity.plain, said, said * rarity.plain});
    }
    if (query.synonyms != nullptr) add_meant_terms(collection, weights, *query.synonyms);
    std::ranges::sort(terms_, {}, [&](const AskedTerm& term) {
        return std::pair(collection.postings(term.id).reports(), term.text);
    });
    places_.reserve(terms_.size());
    for (const AskedTerm& term : terms_) {
        places_.emplace(term.id, static_cast<std::uint32_t>(places_.size()));
        perhaps_.set(term.id % perhaps_.size());
    }
}

// They are no part of what the query scores against itself: who says it in other words says it less surely.
void Asked::add_meant_terms(const Collection& collection, const TermWeights& weights,
                            const Synonyms& synonyms) {
    const auto nowhere = static_cast<std::uint32_t>(counts_.terms.size());
    for (const TermCount& count : synonyms.meant(title_, body_)) {
        const TermId id = collection.terms().find(count.term);
        const std::size_t reports = id == none ? 0 : collection.postings(id).reports();
        if (reports == 0) continue;
        const double said = synonym_weight * weights.asked(count);
        const double rarity = weights.rarity(reports).plain;
        terms_.push_back({count.term, id, nowhere, rarity, said, said * rarity});
    }
}

std::vector<Range> Asked::title_ranges(std::span<const std::uint32_t> places) const {
    return ranges(title_, std::span(counts_.of_token).first(title_.all.size()), places);
}

std::vector<Range> Asked::body_ranges(std::span<const std::uint32_t> places) const {
    return ranges(body_, std::span(counts_.of_token).subspan(title_.all.size()), places);
}

std::vector<Range> Asked::ranges(const Tokens& tokens, std::span<const std::uint32_t> counts,
                                 std::span<const std::uint32_t> places) const {
    std::vector<bool> wanted(counts_.terms.size() + 1);
    for (const std::uint32_t place : places) wanted[terms_[place].count_place] = true;
    std::vector<Range> found;
    for (std::size_t i = 0; i < tokens.all.size(); ++i)
        if (wanted[counts[i]]) found.push_back(tokens.all[i].shown);
    return joined(std::move(found));
}

}  // namespace canyu::surfacing
