// The words of a product's own stream: what its people write as one word, learned without a dictionary.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engines/surfacing/tokens.hpp"

namespace canyu::surfacing {

struct Unit;

// A term as it is said at one place of a text.
struct SaidTerm {
    std::string term;  // the key of a phrase: folded, stemmed, a space between two words
    Range shown;
};

inline constexpr std::size_t longest_learned_word = 4;  // characters and words

struct LearnedWord {
    std::string term;
    std::uint32_t count;  // how often it is said
    double cohesion;  // nats: the pointwise mutual information of its two halves, where they part most easily
    double freedom;   // nats: the entropy of what stands beside it, on the side where it is smaller
};

// Threads: const members may be called concurrently.
class Vocabulary {
  public:
    // Learns words of two to four characters and phrases of two words that are said at least five times, hold
    // together and stand free (Sun, Shen and Tsou 1998; Jin and Tanaka-Ishii 2006), by sorting all places of
    // the texts (Nagao and Mori 1994). The texts from oldest to newest; of more than most_units characters
    // and words the oldest are left out: about 12 bytes of memory each, and a second for a million. The same
    // texts give the same vocabulary, in whatever order where none is left out. Any bytes are good input.
    static Vocabulary learn(std::span<const std::string_view> texts);
    static constexpr std::size_t most_units = 4'000'000;

    // By term.
    [[nodiscard]] std::span<const LearnedWord> words() const { return words_; }

    // The terms of a text in reading order, with repeats: learned words, by the likeliest cut of the text
    // into words, the shorter ones within them, and every word of a script with spaces. A single Han
    // character, a number and a function word are no terms. Any bytes give an answer.
    [[nodiscard]] std::vector<SaidTerm> terms_of(std::string_view shown) const;

  private:
    friend class VocabularyLearner;

    [[nodiscard]] double cost_of(std::span<const Unit> word) const;
    void append_terms(std::span<const Unit> units, std::size_t longest, std::vector<SaidTerm>& terms) const;

    std::vector<LearnedWord> words_;
    std::unordered_map<std::string, std::uint32_t> counts_;  // of learned words and of single units
    double units_ = 0;
};

}  // namespace canyu::surfacing
