// Finds words in texts piece by piece: a piece is a character of a script without spaces, or a word.
#include "engines/surfacing/synonyms.hpp"

#include <algorithm>
#include <limits>

#include "engines/surfacing/collection.hpp"

namespace canyu::surfacing {
namespace {

using Pieces = std::vector<const Token*>;

// Pairs of characters and parts of names repeat what stands beside them.
Pieces pieces_of(const Tokens& tokens) {
    Pieces pieces;
    for (const Token& token : tokens.all)
        if (token.kind != TokenKind::bigram && token.kind != TokenKind::part) pieces.push_back(&token);
    return pieces;
}

std::vector<std::string> texts_of(const Tokens& tokens) {
    std::vector<std::string> texts;
    for (const Token* piece : pieces_of(tokens)) texts.emplace_back(tokens.term(*piece));
    return texts;
}

// Characters of one word touch: in 先发，热 nobody says 发热.
bool goes_on(const Token& before, const Token& piece) {
    return before.kind != TokenKind::unigram || before.shown.end == piece.shown.begin;
}

// The place of a word that begins at this piece.
std::optional<Range> said_at(const Tokens& tokens, const Pieces& pieces, std::size_t begin,
                             const std::vector<std::string>& word) {
    if (word.empty() || word.size() > pieces.size() - begin) return std::nullopt;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const Token& piece = *pieces[begin + i];
        if (tokens.term(piece) != word[i]) return std::nullopt;
        if (i > 0 && !goes_on(*pieces[begin + i - 1], piece)) return std::nullopt;
    }
    return Range{pieces[begin]->shown.begin, pieces[begin + word.size() - 1]->shown.end};
}

std::vector<Range> places_of(const Tokens& tokens, const Pieces& pieces,
                             const std::vector<std::string>& word) {
    std::vector<Range> places;
    for (std::size_t begin = 0; begin < pieces.size(); ++begin)
        if (const auto place = said_at(tokens, pieces, begin, word)) places.push_back(*place);
    return places;
}

std::uint16_t counted(const std::vector<Range>& places) {
    constexpr std::size_t most = std::numeric_limits<std::uint16_t>::max();
    return static_cast<std::uint16_t>(std::min(places.size(), most));
}

}  // namespace

std::string folded_word(std::string_view shown) {
    std::string folded;
    for (const std::string& piece : texts_of(tokenise(shown))) folded += folded.empty() ? piece : ' ' + piece;
    return folded;
}

std::optional<Range> where_said(std::string_view text, std::string_view word) {
    const Tokens tokens = tokenise(text);
    const std::vector<Range> places = places_of(tokens, pieces_of(tokens), texts_of(tokenise(word)));
    return places.empty() ? std::nullopt : std::optional(places.front());
}

void Synonyms::add(std::string_view one, std::string_view other) {
    const auto add_way = [&](std::string_view said, std::string_view meant) {
        words_.push_back({texts_of(tokenise(said)), tokenise(meant), std::string(meant)});
    };
    const std::string folded = folded_word(one);
    const std::string folded_other = folded_word(other);
    if (folded.empty() || folded_other.empty() || folded == folded_other) return;
    add_way(one, other);
    add_way(other, one);
}

std::vector<TermCount> Synonyms::meant(const Tokens& title, const Tokens& body) const {
    std::vector<TermCount> said = count_terms(title, body).terms;
    const std::size_t own = said.size();
    const Pieces title_pieces = pieces_of(title);
    const Pieces body_pieces = pieces_of(body);
    for (const Word& word : words_) {
        const std::uint16_t in_title = counted(places_of(title, title_pieces, word.pieces));
        const std::uint16_t in_body = counted(places_of(body, body_pieces, word.pieces));
        if (in_title + in_body == 0) continue;
        for (const Token& token : word.others.all) {
            const std::string_view term = word.others.term(token);
            if (std::ranges::find(said, term, &TermCount::term) == said.end())
                said.push_back({term, in_title, in_body});
        }
    }
    said.erase(said.begin(), said.begin() + static_cast<std::ptrdiff_t>(own));
    return said;
}

std::vector<std::string> Synonyms::variants(std::string_view text) const {
    const Tokens tokens = tokenise(text);
    const Pieces pieces = pieces_of(tokens);
    std::vector<std::string> variants;
    for (const Word& word : words_) {
        const std::vector<Range> places = places_of(tokens, pieces, word.pieces);
        if (places.empty()) continue;
        std::string variant(text);
        variant.replace(places.front().begin, places.front().end - places.front().begin, word.shown);
        variants.push_back(std::move(variant));
        if (variants.size() == most_variants) break;
    }
    return variants;
}

}  // namespace canyu::surfacing
