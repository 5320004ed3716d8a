// Is a text praise or complaint, how strongly, and by which of its words? A linear model over phrases that
// starts from a shipped lexicon and learns from a product's own labelled texts.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engines/surfacing/tokens.hpp"

namespace canyu::surfacing {

struct OpinionTerm;

enum class Opinion : std::uint8_t { none, good, bad, mixed };

// A phrase that speaks for (weight > 0) or against.
struct OpinionWord {
    std::string phrase;  // as it was written where it is first said
    double weight;       // in log-odds, all its places together
    std::vector<Range> ranges;
};

struct Sentiment {
    Opinion opinion = Opinion::none;
    double score = 0;                // -1 (surely bad) … 1 (surely good); 2p - 1 of the model's probability
    std::vector<OpinionWord> words;  // the strongest first, at most most_opinion_words
};

inline constexpr std::size_t most_opinion_words = 8;

// Threads: const members may be called concurrently.
class SentimentModel {
  public:
    // Knows the shipped lexicon of Chinese and English everyday words, and nothing else.
    SentimentModel();

    // Any bytes give an answer. A text is mixed when it has a clearly good and a clearly bad clause, and has
    // no opinion when no word of it is known to have one.
    [[nodiscard]] Sentiment judge(std::string_view shown) const;

    // A text of lines, the same bytes for the same model on every machine.
    [[nodiscard]] std::string write() const;
    // Nothing when the bytes are not what write() of this version makes; then train anew.
    [[nodiscard]] static std::optional<SentimentModel> read(std::string_view bytes);

    friend bool operator==(const SentimentModel&, const SentimentModel&) = default;

  private:
    friend class SentimentTrainer;

    // In ten-thousandths of log-odds: sums of whole numbers do not depend on their order.
    using Weight = std::int32_t;
    static constexpr double weight_unit = 10'000;
    static constexpr std::int64_t most_weight = 1'000'000;

    void add(std::string_view phrase, double log_odds);
    [[nodiscard]] Weight weight_of(std::string_view phrase) const;
    // Of the distinct phrases.
    [[nodiscard]] std::int64_t sum_of(std::span<const OpinionTerm> terms) const;
    [[nodiscard]] std::vector<OpinionWord> strongest(std::span<const OpinionTerm> terms,
                                                     std::string_view shown) const;

    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view phrase) const {
            return std::hash<std::string_view>()(phrase);
        }
    };
    std::unordered_map<std::string, Weight, Hash, std::equal_to<>> weights_;
};

// A text that its writer called good or bad: a four-panel praise or complaint, a verdict "works" or "does not
// work".
struct LabelledText {
    std::string_view text;
    bool good;
};

// The lexicon's model, corrected by the examples: the more of them, the less the lexicon counts. The same
// examples give the same model, in whatever order. Logistic regression over binary phrases scaled by their
// naive Bayes log-count ratios (Wang and Manning 2012, "Baselines and Bigrams"), solved in the dual
// (Yu, Huang and Lin 2011). Memory and time grow with the examples' length: a second for
// ten thousand short reviews. Without examples of both kinds it is the lexicon's model. Pure.
[[nodiscard]] SentimentModel train_sentiment(std::span<const LabelledText> examples);

}  // namespace canyu::surfacing
