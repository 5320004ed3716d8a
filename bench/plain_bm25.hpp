// The yardstick: BM25 as the textbook has it, over title and body as one text, the same terms as the engine
// and nothing learned.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engines/surfacing/tokens.hpp"

namespace canyu::bench {

class PlainBm25 {
  public:
    void add(std::string_view text) {
        for (const auto& [term, times] : counts(text)) postings_[term].emplace_back(lengths_.size(), times);
        lengths_.push_back(static_cast<double>(surfacing::tokenise(text).all.size()));
        total_length_ += lengths_.back();
    }

    // The numbers of the best texts, from 0 in the order they were added.
    [[nodiscard]] std::vector<std::size_t> find(std::string_view text, std::size_t limit) const {
        constexpr double k1 = 1.2;
        constexpr double b = 0.75;
        const auto stored = static_cast<double>(lengths_.size());
        std::unordered_map<std::size_t, double> scores;
        for (const auto& [term, asked] : counts(text)) {
            const auto found = postings_.find(term);
            if (found == postings_.end()) continue;
            const auto saying = static_cast<double>(found->second.size());
            const double rarity = std::log1p((stored - saying + 0.5) / (saying + 0.5));
            for (const auto& [number, times] : found->second) {
                const double length = lengths_[number] * stored / total_length_;
                scores[number] += rarity * times * (k1 + 1) / (times + k1 * (1 - b + b * length));
            }
        }
        return best(scores, limit);
    }

  private:
    static std::map<std::string, double> counts(std::string_view text) {
        const surfacing::Tokens tokens = surfacing::tokenise(text);
        std::map<std::string, double> counted;
        for (const surfacing::Token& token : tokens.all) ++counted[std::string(tokens.term(token))];
        return counted;
    }

    static std::vector<std::size_t> best(const std::unordered_map<std::size_t, double>& scores,
                                         std::size_t limit) {
        std::vector<std::pair<double, std::size_t>> ranked;
        for (const auto& [number, score] : scores) ranked.emplace_back(-score, number);
        const std::size_t kept = std::min(limit, ranked.size());
        std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(kept), ranked.end());
        std::vector<std::size_t> numbers;
        for (std::size_t i = 0; i < kept; ++i) numbers.push_back(ranked[i].second);
        return numbers;
    }

    std::unordered_map<std::string, std::vector<std::pair<std::size_t, double>>> postings_;
    std::vector<double> lengths_;
    double total_length_ = 0;
};

}  // namespace canyu::bench
