// The index against brute force that knows nothing but the formula.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "engines/surfacing/index.hpp"
#include "engines/surfacing/test_reports.hpp"

using namespace canyu;
using namespace canyu::surfacing;

namespace {

using Counts = std::map<std::string, int>;

Counts counts_of(std::string_view text) {
    const Tokens tokens = tokenise(text);
    Counts counts;
    for (const Token& token : tokens.all) ++counts[std::string(tokens.term(token))];
    return counts;
}

double length_of(std::string_view text) {
    double length = 0;
    for (const Token& token : tokenise(text).all) length += token.kind == TokenKind::part ? 0 : 1;
    return length;
}

int times(const Counts& counts, const std::string& term) {
    const auto found = counts.find(term);
    return found == counts.end() ? 0 : found->second;
}

// Scores by the formula alone: every text is read again for every question.
class Oracle {
  public:
    Oracle(const std::map<std::int64_t, Stored>& stored, const Options& options)
        : stored_(stored), options_(options) {
        for (const auto& [id, report] : stored) {
            mean_title_ += length_of(report.title) / static_cast<double>(stored.size());
            mean_body_ += length_of(report.body) / static_cast<double>(stored.size());
        }
        mean_title_ = std::max(mean_title_, 1.0);
        mean_body_ = std::max(mean_body_, 1.0);
    }

    double score(const Query& query, Id report) const {
        const Counts title = counts_of(query.title);
        const Counts body = counts_of(query.body);
        std::set<std::string> terms;
        for (const auto& [term, count] : title) terms.insert(term);
        for (const auto& [term, count] : body) terms.insert(term);
        double sum = 0;
        double full = 0;
        for (const std::string& term : terms) {
            const double asked = saturated(options_.title_weight * times(title, term) +
                                           options_.body_weight * times(body, term));
            full += asked * asked * rarity(term);
            sum += asked * rarity(term) * said(stored_.at(report.value), term);
        }
        return sum / (full + options_.evidence_terms * rarity(0.0));
    }

    std::map<std::int64_t, double> best_of_demands(const Query& query) const {
        std::map<std::int64_t, double> best;
        for (const auto& [id, report] : stored_) {
            const double value = score(query, report.id);
            if (report.demand && value > 0)
                best[report.demand.value] = std::max(best[report.demand.value], value);
        }
        return best;
    }

  private:
    double saturated(double said) const {
        return said * (options_.saturation + 1) / (said + options_.saturation);
    }

    double rarity(const std::string& term) const {
        double saying = 0;
        for (const auto& [id, report] : stored_) {
            saying += times(counts_of(report.title), term) + times(counts_of(report.body), term) > 0 ? 1 : 0;
        }
        return rarity(saying);
    }

    double rarity(double saying) const {
        return std::log(1 + (static_cast<double>(stored_.size()) - saying + 0.5) / (saying + 0.5));
    }

    double said(const Stored& report, const std::string& term) const {
        const double title = 1 - options_.title_length_penalty +
                             options_.title_length_penalty * length_of(report.title) / mean_title_;
        const double body = 1 - options_.body_length_penalty +
                            options_.body_length_penalty * length_of(report.body) / mean_body_;
        return saturated(options_.title_weight * times(counts_of(report.title), term) / title +
                         options_.body_weight * times(counts_of(report.body), term) / body);
    }

    const std::map<std::int64_t, Stored>& stored_;
    const Options& options_;
    double mean_title_ = 0;
    double mean_body_ = 0;
};

}  // namespace

TEST_CASE("answers are those of the formula, whatever was added, moved, merged and removed before") {
    std::mt19937 random(11);
    for (int round = 0; round < 25; ++round) {
        std::map<std::int64_t, Stored> stored;
        const Options options;
        const Index index = random_index(random, options, stored);
        REQUIRE(index.size() == stored.size());
        const std::string title = random_text(random, 4);
        const std::string body = random_text(random, 10);
        const Query query{.title = title, .body = body, .limit = 100};
        const Oracle oracle(stored, options);
        const std::map<std::int64_t, double> expected = oracle.best_of_demands(query);
        const std::vector<Match> matches = index.find(query);
        REQUIRE(matches.size() == expected.size());
        double last = 1e9;
        for (const Match& match : matches) {
            CHECK(match.score == doctest::Approx(expected.at(match.demand.value)).epsilon(1e-9));
            CHECK(stored.at(match.report.value).demand == match.demand);
            CHECK(match.score <= last);
            last = match.score;
        }
    }
}

TEST_CASE("a short budget changes what is found, never what it scores") {
    std::mt19937 random(12);
    Options tight;
    tight.posting_budget = 5;
    tight.rescored = 2;
    for (int round = 0; round < 20; ++round) {
        std::map<std::int64_t, Stored> stored;
        const Index index = random_index(random, tight, stored);
        const std::string body = random_text(random, 10);
        const Oracle oracle(stored, tight);
        const std::vector<Match> matches = index.find({.body = body, .limit = 3});
        CHECK(matches.size() <= 3);
        for (const Match& match : matches) {
            CHECK(match.score == doctest::Approx(oracle.score({.body = body}, match.report)).epsilon(1e-9));
        }
    }
}
