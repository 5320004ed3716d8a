// The tokeniser: grams for scripts without spaces, stems and identifiers for the others.
#include "engines/surfacing/tokens.hpp"

#include <libstemmer.h>

#include <algorithm>
#include <memory>

#include "base/check.hpp"
#include "base/text.hpp"
#include "engines/surfacing/folding.hpp"

namespace canyu::surfacing {
namespace {

constexpr std::size_t longest_term = 64;

// A stemmer keeps a buffer, so every thread has its own.
sb_stemmer* english_stemmer() {
    thread_local const std::unique_ptr<sb_stemmer, decltype(&sb_stemmer_delete)> stemmer(
        sb_stemmer_new("english", "UTF_8"), &sb_stemmer_delete);
    CANYU_CHECK(stemmer != nullptr);
    return stemmer.get();
}

bool is_ascii_word(std::string_view term) {
    return std::ranges::all_of(term, [](char c) { return (c >= 'a' && c <= 'z') || c == '\''; });
}

class Tokeniser {
  public:
    explicit Tokeniser(std::string_view shown) : letters_(fold_letters(shown)) {
        classes_.reserve(letters_.size());
        for (const Letter& letter : letters_) classes_.push_back(classify(letter.folded));
    }

    Tokens run() {
        tokens_.all.reserve(letters_.size() / 3);
        tokens_.terms.reserve(letters_.size());
        std::size_t at = 0;
        while (at < letters_.size()) {
            switch (classes_[at]) {
                case LetterClass::dense:
                    at = grams(at);
                    break;
                case LetterClass::symbol:
                    emit(at, at + 1, TokenKind::unigram), ++at;
                    break;
                case LetterClass::other:
                    ++at;
                    break;
                default:
                    at = word(at);
            }
        }
        return std::move(tokens_);
    }

  private:
    std::size_t grams(std::size_t begin) {
        std::size_t at = begin;
        for (; at < letters_.size() && classes_[at] == LetterClass::dense; ++at) {
            emit(at, at + 1, TokenKind::unigram);
            if (at > begin) emit(at - 1, at + 1, TokenKind::bigram);
        }
        return at;
    }

    [[nodiscard]] bool in_word(std::size_t at) const {
        return at < letters_.size() &&
               (classes_[at] == LetterClass::word || classes_[at] == LetterClass::digit ||
                classes_[at] == LetterClass::underscore);
    }

    // An apostrophe between letters and a point between digits belong to the word: don't, 4.4.2.
    [[nodiscard]] bool joins(std::size_t at) const {
        if (at == 0 || at + 1 >= letters_.size()) return false;
        const char32_t letter = letters_[at].folded;
        const auto both = [&](LetterClass kind) {
            return classes_[at - 1] == kind && classes_[at + 1] == kind;
        };
        return ((letter == '\'' || letter == U'’') && both(LetterClass::word)) ||
               (letter == '.' && both(LetterClass::digit));
    }

    std::size_t word(std::size_t begin) {
        std::size_t end = begin;
        while (in_word(end) || (end > begin && joins(end))) ++end;
        std::vector<std::size_t> cuts;
        for (std::size_t at = begin + 1; at < end; ++at) {
            if (starts_part(at, end)) cuts.push_back(at);
        }
        if (cuts.empty()) {
            if (classes_[begin] != LetterClass::underscore) emit(begin, end, TokenKind::word);
            return end;
        }
        emit(begin, end, TokenKind::identifier);
        cuts.push_back(end);
        for (std::size_t from = begin; const std::size_t cut : cuts) {
            if (cut - from > 1 && classes_[from] != LetterClass::underscore) emit(from, cut, TokenKind::part);
            from = cut;
        }
        return end;
    }

    // Underscores, letter to digit and back, fooBar, and the last capital of XMLParser; a version (4.4.2)
    // stays in one piece.
    [[nodiscard]] bool starts_part(std::size_t at, std::size_t end) const {
        const LetterClass here = classes_[at];
        const LetterClass before = classes_[at - 1];
        if (here == LetterClass::other || before == LetterClass::other) return false;
        if (here != before) return true;
        if (here != LetterClass::word || !letters_[at].upper) return false;
        const bool next_is_small =
            at + 1 < end && classes_[at + 1] == LetterClass::word && !letters_[at + 1].upper;
        return !letters_[at - 1].upper || next_is_small;
    }

    void emit(std::size_t begin, std::size_t end, TokenKind kind) {
        const std::size_t term_begin = tokens_.terms.size();
        for (std::size_t at = begin; at < std::min(end, begin + longest_term); ++at) {
            append_utf8(tokens_.terms, letters_[at].folded == U'’' ? U'\'' : letters_[at].folded);
        }
        if (kind != TokenKind::unigram && kind != TokenKind::bigram) stem(term_begin);
        tokens_.all.push_back({static_cast<std::uint32_t>(term_begin),
                               static_cast<std::uint32_t>(tokens_.terms.size() - term_begin),
                               {letters_[begin].begin, letters_[end - 1].end},
                               kind});
    }

    void stem(std::size_t term_begin) {
        const std::string_view term = std::string_view(tokens_.terms).substr(term_begin);
        if (!is_ascii_word(term)) return;
        sb_stemmer* stemmer = english_stemmer();
        const sb_symbol* stemmed = sb_stemmer_stem(stemmer, reinterpret_cast<const sb_symbol*>(term.data()),
                                                   static_cast<int>(term.size()));
        CANYU_CHECK(stemmed != nullptr);
        const auto length = static_cast<std::size_t>(sb_stemmer_length(stemmer));
        tokens_.terms.replace(term_begin, std::string::npos, reinterpret_cast<const char*>(stemmed), length);
    }

    std::vector<Letter> letters_;
    std::vector<LetterClass> classes_;
    Tokens tokens_;
};

}  // namespace

Tokens tokenise(std::string_view shown) {
    return Tokeniser(shown.substr(0, readable_bytes)).run();
}

bool is_character(std::string_view term) {
    if (term.empty() || static_cast<unsigned char>(term.front()) < 0x80) return false;
    std::size_t position = 0;
    next_character(term, position);
    return position == term.size();
}

std::vector<Range> joined(std::vector<Range> ranges) {
    std::ranges::sort(ranges, {}, [](const Range& range) { return std::pair(range.begin, range.end); });
    std::vector<Range> out;
    for (const Range& range : ranges) {
        if (!out.empty() && range.begin <= out.back().end) {
            out.back().end = std::max(out.back().end, range.end);
        } else {
            out.push_back(range);
        }
    }
    return out;
}

std::vector<Range> ranges_of(const Tokens& tokens, std::span<const std::string> terms) {
    std::vector<Range> found;
    for (const Token& token : tokens.all) {
        if (std::ranges::find(terms, tokens.term(token)) != terms.end()) found.push_back(token.shown);
    }
    return joined(std::move(found));
}

}  // namespace canyu::surfacing
