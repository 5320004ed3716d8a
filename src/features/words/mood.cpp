// Praise and complaint, by the shipped lexicon: one model, made once, for every report that is shown.
#include <cmath>

#include "engines/surfacing/words/sentiment.hpp"
#include "features/words/words.hpp"

namespace canyu::words {
namespace {

const surfacing::SentimentModel& model() {
    static const surfacing::SentimentModel shipped;
    return shipped;
}

// A single word like 快 or 希望 is no opinion yet: three times as likely praise as complaint, or the other
// way round, is the least that is told.
constexpr double least_score = 0.5;

Opinion opinion_of(surfacing::Opinion opinion) {
    switch (opinion) {
        case surfacing::Opinion::good:
            return Opinion::praise;
        case surfacing::Opinion::bad:
            return Opinion::complaint;
        case surfacing::Opinion::mixed:
            return Opinion::mixed;
        case surfacing::Opinion::none:
            break;
    }
    return Opinion::none;
}

}  // namespace

std::optional<Mood> mood_of(std::string_view text) {
    const surfacing::Sentiment sentiment = model().judge(text);
    Mood mood{.opinion = opinion_of(sentiment.opinion)};
    if (mood.opinion == Opinion::none) return std::nullopt;
    if (mood.opinion != Opinion::mixed && std::abs(sentiment.score) < least_score) return std::nullopt;
    for (const surfacing::OpinionWord& word : sentiment.words) mood.opinion_words.push_back({word.phrase});
    return mood;
}

}  // namespace canyu::words
