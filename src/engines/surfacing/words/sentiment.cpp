// The lexicon as a model, and what a model says of a text.
#include "engines/surfacing/words/sentiment.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <unordered_set>
#include <utility>

#include "engines/surfacing/words/opinion_lexicon.hpp"
#include "engines/surfacing/words/opinion_terms.hpp"
#include "engines/surfacing/words/units.hpp"

namespace canyu::surfacing {
namespace {

// "Not good" is a complaint, but a milder one than "bad".
constexpr double negated_share = -0.75;
constexpr double has_opinion = 0.4;      // log-odds from which a whole text has an opinion
constexpr double clear_clause = 1;       // … and from which a clause has one of its own
constexpr double mixed_share = 1.0 / 3;  // of what the stronger side's clauses say, the weaker must say
constexpr double word_counts = 0.25;     // log-odds from which a phrase is worth showing

struct LexiconPhrase {
    std::string_view shown;
    std::string phrase;
    double degree;
};

// Short phrases first: a longer one is told what its parts leave to say.
std::vector<LexiconPhrase> lexicon_phrases() {
    std::vector<LexiconPhrase> phrases;
    for (const OpinionGroup& group : opinion_lexicon()) {
        for (std::string_view words = group.words; !words.empty();) {
            const std::size_t comma = std::min(words.find(','), words.size());
            const std::string_view shown = words.substr(0, comma);
            const Tokens tokens = tokenise(shown);
            phrases.push_back({shown, phrase_of(runs_of(tokens, shown).at(0)), group.degree});
            words.remove_prefix(std::min(comma + 1, words.size()));
        }
    }
    std::ranges::sort(phrases, {}, [](const LexiconPhrase& phrase) {
        return std::pair(phrase.shown.size(), phrase.shown);
    });
    return phrases;
}

bool overlap(const Range& one, const Range& other) {
    return one.begin < other.end && other.begin < one.end;
}

// The places of a phrase that no stronger phrase has taken.
std::vector<Range> free_places(std::span<const Range> places, std::span<const OpinionWord> taken) {
    std::vector<Range> left;
    for (const Range& place : places) {
        const bool is_free = std::ranges::none_of(taken, [&](const OpinionWord& word) {
            return std::ranges::any_of(word.ranges,
                                       [&](const Range& range) { return overlap(range, place); });
        });
        if (is_free) left.push_back(place);
    }
    return left;
}

// What the clearly good and the clearly bad clauses of a text say, in log-odds.
struct Sides {
    double good = 0;
    double bad = 0;

    void count(double clause) {
        if (clause >= clear_clause) good += clause;
        if (clause <= -clear_clause) bad -= clause;
    }
    [[nodiscard]] bool mixed() const {
        return std::min(good, bad) > 0 && std::min(good, bad) >= mixed_share * std::max(good, bad);
    }
};

}  // namespace

SentimentModel::SentimentModel() {
    for (const LexiconPhrase& entry : lexicon_phrases()) {
        const double said = static_cast<double>(sum_of(opinion_terms(entry.shown))) / weight_unit;
        add(entry.phrase, entry.degree - said);
        add(negated_mark + entry.phrase, (entry.degree - said) * negated_share);
    }
}

void SentimentModel::add(std::string_view phrase, double log_odds) {
    Weight& weight = weights_[std::string(phrase)];
    weight = static_cast<Weight>(
        std::clamp<std::int64_t>(weight + std::llround(log_odds * weight_unit), -most_weight, most_weight));
}

SentimentModel::Weight SentimentModel::weight_of(std::string_view phrase) const {
    const auto found = weights_.find(phrase);
    return found == weights_.end() ? 0 : found->second;
}

std::int64_t SentimentModel::sum_of(std::span<const OpinionTerm> terms) const {
    std::unordered_set<std::string_view> heard;
    std::int64_t sum = 0;
    for (const OpinionTerm& term : terms) {
        const Weight weight = weight_of(term.phrase);
        if (weight != 0 && heard.insert(term.phrase).second) sum += weight;
    }
    return sum;
}

std::vector<OpinionWord> SentimentModel::strongest(std::span<const OpinionTerm> terms,
                                                   std::string_view shown) const {
    std::map<std::string_view, std::vector<Range>> places;
    for (const OpinionTerm& term : terms) {
        if (std::abs(weight_of(term.phrase)) >= word_counts * weight_unit)
            places[term.phrase].push_back(term.shown);
    }
    std::vector<std::string_view> phrases;
    for (const auto& [phrase, ranges] : places) phrases.push_back(phrase);
    std::ranges::sort(phrases, {}, [&](std::string_view phrase) {
        return std::pair(-std::abs(weight_of(phrase)), phrase);
    });
    std::vector<OpinionWord> words;
    for (const std::string_view phrase : phrases) {
        if (words.size() == most_opinion_words) break;
        std::vector<Range> ranges = free_places(places[phrase], words);
        if (ranges.empty()) continue;
        const Range first = ranges.front();
        words.push_back({std::string(shown.substr(first.begin, first.end - first.begin)),
                         weight_of(phrase) / weight_unit, std::move(ranges)});
    }
    return words;
}

Sentiment SentimentModel::judge(std::string_view shown) const {
    const std::vector<OpinionTerm> terms = opinion_terms(shown);
    Sentiment result;
    result.words = strongest(terms, shown);
    Sides sides;
    for (auto begin = terms.begin(); begin != terms.end();) {
        const auto end = std::ranges::find_if(
            begin, terms.end(), [&](const OpinionTerm& term) { return term.clause != begin->clause; });
        sides.count(static_cast<double>(sum_of({begin, end})) / weight_unit);
        begin = end;
    }
    const double margin = static_cast<double>(sum_of(terms)) / weight_unit;
    result.score = std::tanh(margin / 2);
    if (result.words.empty()) return result;
    if (sides.mixed()) {
        result.opinion = Opinion::mixed;
    } else if (std::abs(margin) >= has_opinion) {
        result.opinion = margin > 0 ? Opinion::good : Opinion::bad;
    }
    return result;
}

}  // namespace canyu::surfacing
