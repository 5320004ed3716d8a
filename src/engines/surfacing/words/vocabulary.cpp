// Cuts a text into the words that a vocabulary knows.
#include "engines/surfacing/words/vocabulary.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engines/surfacing/words/function_words.hpp"
#include "engines/surfacing/words/units.hpp"

namespace canyu::surfacing {
namespace {

// Where the word that begins at each unit ends, on the cheapest way through all units (Viterbi).
template <class Cost>
std::vector<std::size_t> cut(std::span<const Unit> units, std::size_t longest, const Cost& cost_of) {
    std::vector<double> cost(units.size() + 1, std::numeric_limits<double>::infinity());
    std::vector<std::size_t> ends(units.size());
    cost.back() = 0;
    for (std::size_t at = units.size(); at-- > 0;) {
        for (std::size_t end = at + 1; end <= std::min(units.size(), at + longest); ++end) {
            const double through = cost_of(units.subspan(at, end - at)) + cost[end];
            if (through >= cost[at]) continue;
            cost[at] = through;
            ends[at] = end;
        }
    }
    return ends;
}

}  // namespace

std::vector<SaidTerm> Vocabulary::terms_of(std::string_view shown) const {
    const Tokens tokens = tokenise(shown);
    std::vector<SaidTerm> terms;
    for (const Run& run : runs_of(tokens, shown)) append_terms(run, longest_learned_word, terms);
    return terms;
}

// Minus the logarithm of the word's share in the texts it was learned from.
double Vocabulary::cost_of(std::span<const Unit> word) const {
    const auto known = counts_.find(phrase_of(word));
    if (known != counts_.end()) return std::log(units_ / known->second);
    return word.size() == 1 ? std::log(units_ + 1) : std::numeric_limits<double>::infinity();
}

void Vocabulary::append_terms(std::span<const Unit> units, std::size_t longest,
                              std::vector<SaidTerm>& terms) const {
    const std::vector<std::size_t> ends =
        cut(units, longest, [&](std::span<const Unit> word) { return cost_of(word); });
    for (std::size_t at = 0; at < units.size(); at = ends[at]) {
        const std::span<const Unit> word = units.subspan(at, ends[at] - at);
        if (word.size() > 1) {
            terms.push_back({phrase_of(word), range_of(word)});
            append_terms(word, word.size() - 1, terms);
        } else if (!word[0].dense && !is_function_word(word[0])) {
            terms.push_back({std::string(word[0].term), word[0].shown});
        }
    }
}

}  // namespace canyu::surfacing
