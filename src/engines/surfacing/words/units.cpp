// Cuts the tokens of a text into runs of units.
#include "engines/surfacing/words/units.hpp"

#include <algorithm>

namespace canyu::surfacing {
namespace {

// White space parts two characters of a script without spaces, as a comma does; a line's end parts words too.
bool adjoin(const Unit& before, const Unit& after, std::string_view shown) {
    if (after.shown.begin <= before.shown.end) return true;
    if (before.dense || after.dense) return false;
    const std::string_view between = shown.substr(before.shown.end, after.shown.begin - before.shown.end);
    return between.find_first_not_of(' ') == std::string_view::npos;
}

}  // namespace

std::vector<Run> runs_of(const Tokens& tokens, std::string_view shown) {
    std::vector<Run> runs;
    for (const Token& token : tokens.all) {
        if (token.kind == TokenKind::bigram || token.kind == TokenKind::part) continue;
        const Unit unit{tokens.term(token), token.shown, token.kind == TokenKind::unigram};
        if (runs.empty() || !adjoin(runs.back().back(), unit, shown)) runs.emplace_back();
        runs.back().push_back(unit);
    }
    return runs;
}

void extend_phrase(std::string& phrase, bool after_word, std::string_view term, bool dense) {
    if (after_word && !dense) phrase += ' ';
    phrase += term;
}

std::string phrase_of(std::span<const Unit> units) {
    std::string phrase;
    bool after_word = false;
    for (const Unit& unit : units) {
        extend_phrase(phrase, after_word, unit.term, unit.dense);
        after_word = !unit.dense;
    }
    return phrase;
}

Range range_of(std::span<const Unit> units) {
    return {units.front().shown.begin, units.back().shown.end};
}

}  // namespace canyu::surfacing
