// Phrases of a run, and how far a negation reaches in it (Das and Chen 2001, Pang et al. 2002: the words
// after "not" are other words).
#include "engines/surfacing/words/opinion_terms.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "engines/surfacing/words/units.hpp"

namespace canyu::surfacing {
namespace {

constexpr std::size_t most_words = 3;
constexpr std::size_t most_characters = 4;
constexpr std::ptrdiff_t negation_reach = 3;

constexpr std::array<std::string_view, 11> negators = {"不",    "没",      "未",     "无",      "not", "no",
                                                       "never", "without", "cannot", "neither", "nor"};
// 不但, 不过, 没想到 … negate nothing that follows them.
constexpr std::array<std::string_view, 14> not_negated = {"但", "仅", "过", "管", "同", "断", "论",
                                                          "止", "如", "愧", "想", "线", "疑", "光"};

bool is_one_of(std::string_view term, std::span<const std::string_view> list) {
    return std::ranges::find(list, term) != list.end();
}

bool negates(const Run& run, std::size_t at) {
    const std::string_view term = run[at].term;
    if (!run[at].dense && term.ends_with("n't")) return true;
    if (!is_one_of(term, negators)) return false;
    if (!run[at].dense) return true;
    if (at + 1 == run.size() || is_one_of(run[at + 1].term, not_negated)) return false;
    return at == 0 || run[at - 1].term != run[at + 1].term;  // 好不好 only asks
}

// `negator`: whose reach the phrase begins in, or null.
void append_phrases(const Run& run, std::size_t at, const Unit* negator, std::uint32_t clause,
                    std::vector<OpinionTerm>& terms) {
    std::string phrase;
    if (negator != nullptr) phrase += negated_mark;
    const std::uint32_t begin = (negator != nullptr ? *negator : run[at]).shown.begin;
    const std::size_t longest = run[at].dense ? most_characters : most_words;
    for (std::size_t end = at; end < std::min(run.size(), at + longest); ++end) {
        extend_phrase(phrase, end > at && !run[end - 1].dense, run[end].term, run[end].dense);
        terms.push_back({phrase, {begin, run[end].shown.end}, clause});
    }
}

}  // namespace

std::vector<OpinionTerm> opinion_terms(std::string_view shown) {
    const Tokens tokens = tokenise(shown);
    std::vector<OpinionTerm> terms;
    std::uint32_t clause = 0;
    for (const Run& run : runs_of(tokens, shown)) {
        const Unit* negator = nullptr;
        for (std::size_t at = 0; at < run.size(); ++at) {
            if (negator != nullptr && &run[at] - negator > negation_reach) negator = nullptr;
            append_phrases(run, at, negator, clause, terms);
            if (negates(run, at)) negator = &run[at];
        }
        ++clause;
    }
    return terms;
}

}  // namespace canyu::surfacing
