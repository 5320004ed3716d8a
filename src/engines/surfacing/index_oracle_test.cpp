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
        double sum = 0;
        for (const auto& [term, asked] : asked_for(query))
            sum += asked * rarity(term) * said(stored_.at(report.value), term);
        return sum / (full_score(query) + options_.evidence_terms * rarity(0.0));
    }

    // What answers are ordered by.
    double rank(const Query& query, Id id) const {
        const Stored& report = stored_.at(id.value);
        std::set<std::string> terms;
        for (const auto& [term, count] : counts_of(report.title)) terms.insert(term);
        for (const auto& [term, count] : counts_of(report.body)) terms.insert(term);
        double own = 0;
        for (const std::string& term : terms) own += std::pow(said(report, term), 2) * rarity(term);
        return score(query, id) * freshness(report.demand) / std::sqrt(full_score(query) + own);
    }

    // How far a demand is moved up because somebody asked for it lately.
    double freshness(Id demand) const {
        std::int64_t first = 1000, last = -1, of_demand = -1;
        for (const auto& [id, report] : stored_) {
            first = std::min(first, report.said);
            last = std::max(last, report.said);
            if (report.demand == demand) of_demand = std::max(of_demand, report.said);
        }
        if (last <= first) return 1 + options_.freshness;
        const double since = static_cast<double>(last - of_demand) / static_cast<double>(last - first);
        return 1 + options_.freshness * std::exp(-since / options_.freshness_fades);
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
    // How much the query says each of its terms.
    std::map<std::string, double> asked_for(const Query& query) const {
        const Counts title = counts_of(query.title);
        const Counts body = counts_of(query.body);
        std::map<std::string, double> asked;
        for (const Counts& counts : {title, body})
            for (const auto& [term, count] : counts)
                asked[term] = saturated(options_.title_weight * times(title, term) +
                                        options_.body_weight * times(body, term));
        return asked;
    }

    double full_score(const Query& query) const {
        double full = 0;
        for (const auto& [term, asked] : asked_for(query)) full += asked * asked * rarity(term);
        return full;
    }

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
            const double rank = oracle.rank(query, match.report);
            CHECK(rank <= last * (1 + 1e-12));
            last = rank;
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
