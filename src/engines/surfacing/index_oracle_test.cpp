// The index against brute force that knows nothing but the formula.
#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "engines/surfacing/index.hpp"
#include "engines/surfacing/test_forms.hpp"

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

// Scores one question by the formula alone: every text is read again for every report.
class Oracle {
  public:
    Oracle(const std::map<std::int64_t, Stored>& stored, const Options& options, const Query& query)
        : stored_(stored), options_(options), title_(query.title), body_(query.body) {
        take_forms_away();
        for (const auto& [id, report] : stored) {
            mean_title_ += length_of(report.title) / static_cast<double>(stored.size());
            mean_body_ += length_of(report.body) / static_cast<double>(stored.size());
        }
        mean_title_ = std::max(mean_title_, 1.0);
        mean_body_ = std::max(mean_body_, 1.0);
    }

    double score(Id report) const {
        double sum = 0;
        for (const auto& [term, asked] : asked_for())
            sum += asked * rarity(term) * said(heard_.at(report.value), term);
        return sum / (full_score() + options_.evidence_terms * rarity(0.0));
    }

    // By the definitions in ranking.hpp, term by term.
    Features features(Id id) const {
        const Stored& report = heard_.at(id.value);
        const std::map<std::string, double> asked = asked_for();
        const std::map<std::string, double> told = told_by(report);
        const Counts title = counts_of(report.title);
        double title_told = 0, title_said = 0, together = 0, together_in_title = 0;
        for (const auto& [term, told_so_much] : told) {
            const bool both = asked.contains(term);
            const double of_both = both ? asked.at(term) * told_so_much * rarity(term) : 0;
            together += of_both;
            if (!title.contains(term)) continue;
            title_told += rarity(term);
            title_said += both ? rarity(term) : 0;
            together_in_title += of_both;
        }
        return {.covered = std::log(together / product(asked, asked, 1)),
                .length = std::log(product(told, told, 1) / product(asked, asked, 1)),
                .fresh = freshness(report.demand),
                .characters = characters(asked, told) /
                              std::sqrt((characters(asked, asked) + 1) * (characters(told, told) + 1)),
                .rare = log_cosine(asked, told, 1.5),
                .common = log_cosine(asked, told, 0.75),
                .in_title = together_in_title / together,
                .title_said = title_told > 0 ? title_said / title_told : 0};
    }

    double freshness(Id demand) const {
        std::int64_t first = 1000, last = -1, of_demand = -1;
        for (const auto& [id, report] : stored_) {
            first = std::min(first, report.said);
            last = std::max(last, report.said);
            if (report.demand == demand) of_demand = std::max(of_demand, report.said);
        }
        if (last <= first) return 1;
        const double since = static_cast<double>(last - of_demand) / static_cast<double>(last - first);
        return std::exp(-since / options_.freshness_fades);
    }

    std::map<std::int64_t, double> best_of_demands() const {
        std::map<std::int64_t, double> best;
        for (const auto& [id, report] : stored_) {
            const double value = score(report.id);
            if (report.demand && value > 0)
                best[report.demand.value] = std::max(best[report.demand.value], value);
        }
        return best;
    }

    [[nodiscard]] bool asked_by_form() const { return !forms_.empty(); }

  private:
    void take_forms_away() {
        heard_ = stored_;
        forms_ = forms_of(body_, stored_, options_);
        body_ = without(forms_, body_);
        for (auto& [id, report] : heard_) report.body = without_once(forms_, report.body);
    }

    // Of the terms both say, with the rarity to this power.
    double product(const std::map<std::string, double>& one, const std::map<std::string, double>& other,
                   double power) const {
        double sum = 0;
        for (const auto& [term, said] : one)
            if (other.contains(term)) sum += said * other.at(term) * std::pow(rarity(term), power);
        return sum;
    }

    double log_cosine(const std::map<std::string, double>& one, const std::map<std::string, double>& other,
                      double power) const {
        return std::log(product(one, other, power) /
                        std::sqrt(product(one, one, power) * product(other, other, power)));
    }

    double characters(std::map<std::string, double> one, const std::map<std::string, double>& other) const {
        std::erase_if(one, [](const auto& said) { return said.first.size() != 3 || said.first[0] > 0; });
        return product(one, other, 1);
    }

    std::map<std::string, double> told_by(const Stored& report) const {
        std::map<std::string, double> told;
        for (const Counts& counts : {counts_of(report.title), counts_of(report.body)})
            for (const auto& [term, count] : counts) told[term] = said(report, term);
        return told;
    }

    // How much the query says each of its terms.
    std::map<std::string, double> asked_for() const {
        const Counts title = counts_of(title_);
        const Counts body = counts_of(body_);
        std::map<std::string, double> asked;
        for (const Counts& counts : {title, body})
            for (const auto& [term, count] : counts)
                asked[term] = saturated(options_.title_weight * times(title, term) +
                                        options_.body_weight * times(body, term));
        return asked;
    }

    double full_score() const {
        double full = 0;
        for (const auto& [term, asked] : asked_for()) full += asked * asked * rarity(term);
        return full;
    }

    double saturated(double said) const {
        return said * (options_.saturation + 1) / (said + options_.saturation);
    }

    double rarity(const std::string& term) const {
        const auto known = rarities_.find(term);
        if (known != rarities_.end()) return known->second;
        double saying = 0;
        for (const auto& [id, report] : stored_) {
            saying += times(counts_of(report.title), term) + times(counts_of(report.body), term) > 0 ? 1 : 0;
        }
        return rarities_[term] = rarity(saying);
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
    const std::string title_;
    std::string body_;                      // but forms
    std::map<std::int64_t, Stored> heard_;  // what was stored, but what it has of those forms
    Meanings forms_;
    mutable std::map<std::string, double> rarities_;
    double mean_title_ = 0;
    double mean_body_ = 0;
};

}  // namespace

static void check_alike(const Features& one, const Features& other) {
    const auto numbers = std::bit_cast<FeatureNumbers>(one);
    const auto expected = std::bit_cast<FeatureNumbers>(other);
    for (std::size_t i = 0; i < numbers.size(); ++i)
        CHECK(numbers[i] == doctest::Approx(expected[i]).epsilon(1e-9));
}

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
        const Oracle oracle(stored, options, query);
        const std::map<std::int64_t, double> expected = oracle.best_of_demands();
        const std::vector<Match> matches = index.find(query);
        REQUIRE(matches.size() == expected.size());
        double last = 1e9;
        for (const Match& match : matches) {
            CHECK(match.score == doctest::Approx(expected.at(match.demand.value)).epsilon(1e-9));
            CHECK(stored.at(match.report.value).demand == match.demand);
            check_alike(match.features, oracle.features(match.report));
            CHECK(match.rank == rank_of(options.model, match.features));
            CHECK(match.rank <= last);
            last = match.rank;
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
        const Query query{.body = body, .limit = 3};
        const Oracle oracle(stored, tight, query);
        const std::vector<Match> matches = index.find(query);
        CHECK(matches.size() <= 3);
        for (const Match& match : matches) {
            CHECK(match.score == doctest::Approx(oracle.score(match.report)).epsilon(1e-9));
        }
    }
}

TEST_CASE("what is asked in a form is asked as without it, and no answer is for the form alone") {
    std::mt19937 random(16);
    int answers = 0;
    for (int round = 0; round < 40; ++round) {
        std::map<std::int64_t, Stored> stored;
        const Options options;
        const Index index = random_index(random, options, stored, random_form);
        const std::string body = random_form(random);
        const Query query{.body = body, .limit = 100};
        const Oracle oracle(stored, options, query);
        for (const Match& match : index.find(query)) {
            const double expected = oracle.score(match.report);
            CHECK(expected > 0);
            CHECK(match.score == doctest::Approx(expected).epsilon(1e-9));
            check_alike(match.features, oracle.features(match.report));
            answers += oracle.asked_by_form() ? 1 : 0;
        }
    }
    CHECK(answers > 50);
}
