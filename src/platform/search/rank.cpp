#include "platform/search/rank.hpp"

#include <algorithm>

namespace canyu::search {
namespace {

constexpr double k1 = 1.2;
constexpr double b = 0.75;
constexpr double title_weight = 3;
constexpr double together_factor = 1.5;
constexpr double recency_days = 90;

// Terms between spaces, with one at each end, so that a term is found as " term ".
struct Field {
    std::string text;
    double length = 0;  // in terms

    explicit Field(const std::string& terms) : text(' ' + terms + ' ') {
        length = terms.empty() ? 0 : static_cast<double>(std::ranges::count(terms, ' ') + 1);
    }
    bool has(std::string_view part) const { return text.find(part) != std::string::npos; }
    int count(std::string_view part) const {
        int found = 0;
        // One space may end one term and begin the next.
        for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
        return found;
    }
};

std::string pattern(const Term& term) {
    return term.prefix ? ' ' + term.text : ' ' + term.text + ' ';
}

double bm25(const Field& field, const std::vector<std::string>& patterns, double average_length) {
    double score = 0;
    for (const std::string& part : patterns) {
        const double count = field.count(part);
        score += count * (k1 + 1) / (count + k1 * (1 - b + b * field.length / average_length));
    }
    return score;
}

double recency(Time time, Time now) {
    const double days = std::max(0.0, std::chrono::duration<double, std::ratio<86400>>(now - time).count());
    return 1 + 1 / (1 + days / recency_days);
}

}  // namespace

std::vector<Id> rank(const std::vector<Candidate>& candidates, const std::vector<Term>& terms, Time now) {
    std::vector<std::string> patterns;
    std::string together;
    for (const Term& term : terms) {
        patterns.push_back(pattern(term));
        together += ' ' + term.text;
    }
    if (!terms.empty() && !terms.back().prefix) together += ' ';
    std::vector<std::pair<Field, Field>> fields;
    double title_average = 1;
    double text_average = 1;
    for (const Candidate& candidate : candidates) {
        fields.emplace_back(Field(candidate.title_terms), Field(candidate.text_terms));
        title_average += fields.back().first.length / static_cast<double>(candidates.size());
        text_average += fields.back().second.length / static_cast<double>(candidates.size());
    }
    std::vector<std::pair<double, Id>> scored;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const auto& [title, text] = fields[i];
        double score =
            bm25(text, patterns, text_average) + title_weight * bm25(title, patterns, title_average);
        if (terms.size() > 1 && (title.has(together) || text.has(together))) score *= together_factor;
        scored.emplace_back(score * recency(candidates[i].time, now), candidates[i].id);
    }
    std::ranges::sort(scored, std::greater{});
    std::vector<Id> ids;
    for (const auto& [score, id] : scored) ids.push_back(id);
    return ids;
}

}  // namespace canyu::search
