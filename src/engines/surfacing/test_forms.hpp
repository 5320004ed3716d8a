// The lines of forms by brute force, for the tests of this folder.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "engines/surfacing/test_reports.hpp"

namespace canyu::surfacing {

// The pieces of a text between ends of line and colons, with these.
inline std::vector<std::string> pieces_of(const std::string& text) {
    std::vector<std::string> pieces(1);
    for (const char letter : text) {
        pieces.back() += letter;
        if (letter == '\n' || letter == ':') pieces.emplace_back();
    }
    return pieces;
}

// What a piece says, and nothing of how it is written.
inline std::string meaning_of(const std::string& piece) {
    const Tokens tokens = tokenise(piece);
    std::string meaning;
    for (const Token& token : tokens.all) meaning += std::string(tokens.term(token)) + ' ';
    return meaning;
}

using Meanings = std::set<std::string>;

inline std::string without(const Meanings& forms, const std::string& body) {
    std::string left;
    for (const std::string& piece : pieces_of(body))
        if (!forms.contains(meaning_of(piece))) left += piece;
    return left;
}

// Each is taken away once.
inline std::string without_once(Meanings forms, const std::string& body) {
    std::string left;
    for (const std::string& piece : pieces_of(body))
        if (forms.erase(meaning_of(piece)) == 0) left += piece;
    return left;
}

// What a body says in pieces that many of the stored reports say; nothing where it says nothing else.
inline Meanings forms_of(const std::string& body, const std::map<std::int64_t, Stored>& stored,
                         const Options& options) {
    std::map<std::string, std::size_t> saying;
    for (const auto& [id, report] : stored) {
        Meanings said;
        for (const std::string& piece : pieces_of(report.body)) said.insert(meaning_of(piece));
        for (const std::string& meaning : said) ++saying[meaning];
    }
    const double least = std::max(static_cast<double>(options.form_reports),
                                  options.form_share * static_cast<double>(stored.size()));
    Meanings forms;
    for (const std::string& piece : pieces_of(body)) {
        const std::string meaning = meaning_of(piece);
        if (!meaning.empty() && static_cast<double>(saying[meaning]) >= least) forms.insert(meaning);
    }
    if (meaning_of(without(forms, body)).empty()) forms.clear();
    return forms;
}

}  // namespace canyu::surfacing
