// What a text means in other words: pairs of words that people said to mean the same.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engines/surfacing/tokens.hpp"

namespace canyu::surfacing {

struct TermCount;

// How much what is said in other words counts beside the word itself.
inline constexpr double synonym_weight = 0.5;

// A word as it is compared: its folded and stemmed pieces with a space between two. The same for texts that
// differ in case, width or ending only; "" for a text without letters.
[[nodiscard]] std::string folded_word(std::string_view shown);

// Where a text says a word first, piece after piece; any bytes are good input.
[[nodiscard]] std::optional<Range> where_said(std::string_view text, std::string_view word);

// Threads: const members may be called concurrently.
class Synonyms {
  public:
    // Both ways. A word without letters, or the same as the other, means nothing in other words.
    void add(std::string_view one, std::string_view other);

    // The terms of the other words for what two texts say, each once, as often as the words they stand for
    // are said; terms that the texts say themselves are left out. They point into this object.
    [[nodiscard]] std::vector<TermCount> meant(const Tokens& title, const Tokens& body) const;

    // The text each time with one of its words said otherwise, at most most_variants.
    [[nodiscard]] std::vector<std::string> variants(std::string_view text) const;
    static constexpr std::size_t most_variants = 4;

    [[nodiscard]] bool empty() const { return words_.empty(); }

  private:
    struct Word {
        std::vector<std::string> pieces;  // of the word that is looked for
        Tokens others;                    // the terms of what it means as well
        std::string shown;                // that as people write it
    };
    std::vector<Word> words_;
};

}  // namespace canyu::surfacing
