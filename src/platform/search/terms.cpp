#include "platform/search/terms.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace canyu::search {
namespace {

// A tsvector takes words of at most 2,046 bytes and 1 MB in all; both engines get the same.
constexpr std::size_t longest_term = 200;
constexpr std::size_t most_terms = 20'000;
constexpr std::size_t most_query_terms = 32;

std::string bounded(std::string term) {
    if (term.size() <= longest_term) return term;
    std::size_t end = longest_term;
    while ((static_cast<unsigned char>(term[end]) & 0xC0) == 0x80) --end;
    term.resize(end);
    return term;
}

bool begins_with_han(std::string_view term) {
    std::size_t position = 0;
    return is_han(next_character(term, position));
}

// The second character of a pair of Han characters, or nothing.
std::string_view second_han(std::string_view term) {
    std::size_t position = 0;
    if (!is_han(next_character(term, position))) return {};
    return term.substr(position);
}

}  // namespace

std::string index_terms(std::string_view text) {
    std::vector<std::string> terms = search_terms(text);
    if (terms.size() > most_terms) terms.resize(most_terms);
    std::string joined;
    const auto append = [&](std::string_view term) {
        if (!joined.empty()) joined += ' ';
        joined += term;
    };
    for (std::size_t i = 0; i < terms.size(); ++i) {
        append(bounded(terms[i]));
        const std::string_view tail = second_han(terms[i]);
        const bool goes_on = i + 1 < terms.size() && terms[i + 1].starts_with(tail);
        if (!tail.empty() && !goes_on) append(tail);
    }
    return joined;
}

std::vector<Term> query_terms(std::string_view text) {
    std::vector<Term> terms;
    const std::vector<std::string> words = search_terms(text);
    for (std::size_t i = 0; i < words.size() && terms.size() < most_query_terms; ++i) {
        const bool last = i + 1 == words.size();
        const bool han = begins_with_han(words[i]);
        const bool prefix = han ? second_han(words[i]).empty() : last && count_characters(words[i]) >= 2;
        const auto same = std::ranges::find(terms, bounded(words[i]), &Term::text);
        if (same == terms.end()) terms.push_back({bounded(words[i]), prefix});
    }
    return terms;
}

std::string match_expression(db::Engine engine, const std::vector<Term>& terms, Scope scope) {
    const bool sqlite = engine == db::Engine::sqlite;
    std::string expression;
    for (const Term& term : terms) {
        if (!expression.empty()) expression += sqlite ? " AND " : " & ";
        // Terms hold only letters and digits, so nothing in them needs an escape.
        expression += sqlite ? '"' + term.text + '"' : '\'' + term.text + '\'';
        if (term.prefix) expression += sqlite ? "*" : ":*";
    }
    // PostgreSQL has a vector of the title's terms; FTS5 names the column in the expression.
    return sqlite && scope == Scope::title ? "{title_terms} : (" + expression + ')' : expression;
}

}  // namespace canyu::search
