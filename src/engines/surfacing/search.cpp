// The likeliest demands by their postings, then exact scores and features of their reports.
#include "engines/surfacing/search.hpp"

#include <algorithm>
#include <bit>
#include <optional>
#include <utility>

#include "engines/surfacing/asked.hpp"
#include "engines/surfacing/first_pass.hpp"

namespace canyu::surfacing {
namespace {

struct Candidate {
    Slot slot;
    double score;
    double rank = 0;
    Features features;
};

// What one report adds to its score by each of the query's terms, rarest first.
class Shares {
  public:
    explicit Shares(std::size_t terms) : values_(terms), said_((terms + 63) / 64) {}

    void set(std::uint32_t place, double value) {
        values_[place] = value;
        said_[place / 64] |= std::uint64_t{1} << place % 64;
    }
    void clear() { std::ranges::fill(said_, 0); }
    [[nodiscard]] bool any() const {
        return std::ranges::any_of(said_, [](std::uint64_t word) { return word != 0; });
    }

    // Calls visit(place, value) in order until it answers false.
    void visit(const auto& visit) const {
        for (std::size_t word = 0; word < said_.size(); ++word) {
            for (std::uint64_t left = said_[word]; left != 0; left &= left - 1) {
                const auto place = static_cast<std::uint32_t>(word * 64 + std::countr_zero(left));
                if (!visit(place, values_[place])) return;
            }
        }
    }

  private:
    std::vector<double> values_;
    std::vector<std::uint64_t> said_;  // one bit a term
};

class Search {
  public:
    Search(const Collection& collection, const Query& query)
        : collection_(collection),
          query_(query),
          weights_(collection),
          asked_(collection, weights_, query),
          shares_(asked_.terms().size()) {}

    std::vector<Match> run() {
        const std::vector<Slot> slots = most_alike(collection_, weights_, asked_, query_,
                                                   std::max(query_.limit, collection_.options.rescored));
        for (const Slot slot : slots) collection_.prefetch_sayings(slot);
        std::vector<Candidate> candidates;
        for (const Slot slot : slots)
            if (const auto score = exact_score(slot)) candidates.push_back({slot, *score});
        keep_best(candidates, std::max(query_.limit, collection_.options.reranked), &Candidate::score);
        for (Candidate& candidate : candidates) {
            candidate.features = features_of(collection_, weights_, asked_, candidate.slot);
            candidate.rank = rank_of(collection_.options.model, candidate.features);
        }
        keep_best(candidates, query_.limit, &Candidate::rank);
        std::vector<Match> matches;
        matches.reserve(candidates.size());
        for (const Candidate& candidate : candidates) matches.push_back(explain(candidate));
        return matches;
    }

  private:
    void read_shares(Slot slot) {
        shares_.clear();
        Heard heard(collection_, asked_.forms(), slot);
        const Allowance allowance = weights_.allowance(heard.lengths());
        for (Saying saying; heard.next(saying);) {
            const std::uint32_t place = asked_.place_of(saying.term);
            if (place != none)
                shares_.set(place, asked_.terms()[place].weight * weights_.said(saying, allowance));
        }
    }

    // Of all terms, also those beyond the budget, and added in one order: a score depends on nothing but the
    // two texts and what a term tells. Nothing of a report that has only forms in common with the query.
    std::optional<double> exact_score(Slot slot) {
        read_shares(slot);
        if (!shares_.any()) return std::nullopt;
        double score = 0;
        shares_.visit([&](std::uint32_t, double share) {
            score += share;
            return true;
        });
        return score;
    }

    [[nodiscard]] bool better(const Candidate& a, const Candidate& b, double Candidate::* by) const {
        if (a.*by != b.*by) return a.*by > b.*by;
        return collection_.entries()[a.slot].report < collection_.entries()[b.slot].report;
    }

    void keep_best(std::vector<Candidate>& candidates, std::size_t limit, double Candidate::* by) const {
        const auto order = [&](const Candidate& a, const Candidate& b) { return better(a, b, by); };
        const std::size_t kept = std::min(limit, candidates.size());
        std::ranges::partial_sort(candidates, candidates.begin() + static_cast<std::ptrdiff_t>(kept), order);
        candidates.resize(kept);
    }

    // The terms in common, places into the query's, but those that are much more usual than the rarest of
    // them: else every "the" and 的 would be marked.
    [[nodiscard]] std::vector<std::uint32_t> telling_terms(Slot slot) {
        constexpr double bar = 0.25;
        const std::span<const AskedTerm> terms = asked_.terms();
        read_shares(slot);
        std::vector<std::pair<double, std::uint32_t>> shares;
        double rarest = 0;
        shares_.visit([&](std::uint32_t place, double share) {
            rarest = std::max(rarest, terms[place].rarity);
            if (terms[place].rarity < bar * rarest) return false;
            shares.emplace_back(share, place);
            return true;
        });
        std::ranges::sort(shares, [&](const auto& a, const auto& b) {
            return a.first != b.first ? a.first > b.first : terms[a.second].text < terms[b.second].text;
        });
        std::vector<std::uint32_t> telling;
        telling.reserve(shares.size());
        for (const auto& [share, place] : shares) telling.push_back(place);
        return telling;
    }

    [[nodiscard]] Match explain(const Candidate& candidate) {
        const Options& options = collection_.options;
        Match match;
        match.demand = collection_.demand_of(candidate.slot);
        match.report = collection_.entries()[candidate.slot].report;
        match.score =
            candidate.score / (asked_.product().all + options.evidence_terms * weights_.rarity(0).plain);
        match.rank = candidate.rank;
        match.probability = probability_of(options.model, match.score, match.rank);
        match.features = candidate.features;
        const std::vector<std::uint32_t> telling = telling_terms(candidate.slot);
        match.title_ranges = asked_.title_ranges(telling);
        match.body_ranges = asked_.body_ranges(telling);
        for (const std::uint32_t place : telling) match.terms.emplace_back(asked_.terms()[place].text);
        return match;
    }

    const Collection& collection_;
    const Query& query_;
    const TermWeights weights_;
    const Asked asked_;
    Shares shares_;
};

}  // namespace

std::vector<Match> search(const Collection& collection, const Query& query) {
    return Search(collection, query).run();
}

}  // namespace canyu::surfacing
