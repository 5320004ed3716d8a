// BM25F over the postings, rarest terms first within a budget, then exact scores for the best demands found.
#include "engines/surfacing/search.hpp"

#include <algorithm>
#include <utility>

#include "engines/surfacing/collection.hpp"
#include "engines/surfacing/likeness.hpp"
#include "engines/surfacing/synonyms.hpp"

namespace canyu::surfacing {
namespace {

struct QueryTerm {
    std::string_view text;
    TermId id;
    double rarity;
    double said;    // how much the query says it
    double weight;  // that times its rarity
};

struct Candidate {
    Slot slot;
    double score;
    double rank = 0;
    Features features;
};

// One score for every stored report and one weight for every term, all zero between two searches. A thread
// keeps its own, as large as the largest collection it searched, so that a query costs what it touches and
// not what is stored.
struct Board {
    std::vector<double> scores;
    std::vector<double> asked;  // how much the query says a term
    std::vector<Slot> touched;
    std::vector<Slot> best_of_demand;  // none between two searches

    void fit(const Collection& collection) {
        const std::size_t slots = collection.entries().size();
        const std::size_t demands = collection.demands().size();
        if (scores.size() < slots) scores.resize(slots, 0);
        if (best_of_demand.size() < demands) best_of_demand.resize(demands, none);
        if (asked.size() < collection.terms()) asked.resize(collection.terms(), 0);
    }

    void add(Slot slot, double value) {
        if (scores[slot] == 0) touched.push_back(slot);
        scores[slot] += value;
    }

    void clear() {
        for (const Slot slot : touched) scores[slot] = 0;
        touched.clear();
    }
};

Board& board_of_this_thread() {
    thread_local Board board;
    return board;
}

class Search {
  public:
    Search(const Collection& collection, const Query& query)
        : collection_(collection),
          query_(query),
          weights_(collection),
          title_(tokenise(query.title)),
          body_(tokenise(query.body)) {}

    std::vector<Match> run() {
        choose_terms();
        Board& board = board_of_this_thread();
        board.fit(collection_);
        const std::size_t taken = score_within_budget(board);
        std::vector<Candidate> candidates = best_of_demands(board);
        board.clear();
        add_remaining(candidates, taken);
        keep_best(candidates, std::max(query_.limit, collection_.options.reranked));
        rank(candidates, board);
        keep_best(candidates, query_.limit, &Candidate::rank);
        std::vector<Match> matches;
        matches.reserve(candidates.size());
        for (const Candidate& candidate : candidates) matches.push_back(explain(candidate));
        return matches;
    }

  private:
    void choose_terms() {
        for (const TermCount& count : count_terms(title_, body_)) {
            const TermId id = collection_.term_id(count.term);
            const std::size_t reports = id == none ? 0 : collection_.postings(id).size();
            const double said = weights_.asked(count);
            const double rarity = weights_.rarity(reports);
            query_product_.add(said * said, rarity, is_character(count.term));
            if (reports > 0) terms_.push_back({count.term, id, rarity, said, said * rarity});
        }
        if (query_.synonyms != nullptr) add_meant_terms();
        // By text among equals: sums of floating point numbers must not depend on the order in which reports
        // came.
        std::ranges::sort(terms_, {}, [&](const QueryTerm& term) {
            return std::pair(collection_.postings(term.id).size(), term.text);
        });
    }

    // They are no part of what the query scores against itself: who says it in other words says it less
    // surely.
    void add_meant_terms() {
        for (const TermCount& count : query_.synonyms->meant(title_, body_)) {
            const TermId id = collection_.term_id(count.term);
            if (id == none || collection_.postings(id).empty()) continue;
            const double said = synonym_weight * weights_.asked(count);
            const double rarity = weights_.rarity(collection_.postings(id).size());
            terms_.push_back({count.term, id, rarity, said, said * rarity});
        }
    }

    // Answers how many terms were taken.
    std::size_t score_within_budget(Board& board) const {
        std::size_t spent = 0;
        for (std::size_t taken = 0; taken < terms_.size(); ++taken) {
            const QueryTerm& term = terms_[taken];
            const std::span<const Posting> postings = collection_.postings(term.id);
            spent += postings.size();
            if (taken > 0 && spent > collection_.options.posting_budget) return taken;
            for (const Posting& posting : postings) {
                board.add(posting.slot,
                          term.weight * weights_.said(posting, collection_.entries()[posting.slot]));
            }
        }
        return terms_.size();
    }

    [[nodiscard]] bool may_answer(const Entry& entry) const {
        return entry.demand != none && entry.report != query_.except_report &&
               collection_.demands()[entry.demand].id != query_.except_demand;
    }

    [[nodiscard]] bool better(const Candidate& a, const Candidate& b,
                              double Candidate::* by = &Candidate::score) const {
        if (a.*by != b.*by) return a.*by > b.*by;
        return collection_.entries()[a.slot].report < collection_.entries()[b.slot].report;
    }

    void keep_best(std::vector<Candidate>& candidates, std::size_t limit,
                   double Candidate::* by = &Candidate::score) const {
        const auto order = [&](const Candidate& a, const Candidate& b) { return better(a, b, by); };
        const std::size_t kept = std::min(limit, candidates.size());
        std::ranges::partial_sort(candidates, candidates.begin() + static_cast<std::ptrdiff_t>(kept), order);
        candidates.resize(kept);
    }

    std::vector<Candidate> best_of_demands(Board& board) const {
        std::vector<std::uint32_t> demands;
        for (const Slot slot : board.touched) {
            const Entry& entry = collection_.entries()[slot];
            if (!may_answer(entry)) continue;
            Slot& best = board.best_of_demand[entry.demand];
            if (best == none) demands.push_back(entry.demand);
            if (best == none || better({slot, board.scores[slot]}, {best, board.scores[best]})) best = slot;
        }
        std::vector<Candidate> candidates;
        for (const std::uint32_t demand : demands) {
            const Slot slot = std::exchange(board.best_of_demand[demand], none);
            candidates.push_back({slot, board.scores[slot]});
        }
        keep_best(candidates, std::max(query_.limit, collection_.options.rescored));
        return candidates;
    }

    // Adds the terms beyond the budget, in the same order as within it, so that a score does not depend on
    // the budget.
    void add_remaining(std::vector<Candidate>& candidates, std::size_t taken) const {
        for (std::size_t i = taken; i < terms_.size(); ++i) {
            for (Candidate& candidate : candidates) {
                const Posting* posting = collection_.posting(terms_[i].id, candidate.slot);
                if (posting == nullptr) continue;
                candidate.score +=
                    terms_[i].weight * weights_.said(*posting, collection_.entries()[candidate.slot]);
            }
        }
    }

    void rank(std::vector<Candidate>& candidates, Board& board) const {
        for (const QueryTerm& term : terms_) board.asked[term.id] = term.said;
        for (Candidate& candidate : candidates) {
            candidate.features =
                features_of(collection_, weights_, {query_product_, board.asked}, candidate.slot);
            candidate.rank = rank_of(collection_.options.model, candidate.features);
        }
        for (const QueryTerm& term : terms_) board.asked[term.id] = 0;
    }

    // The terms in common, but those that are much more usual than the rarest of them: else every "the" and
    // 的 would be marked.
    [[nodiscard]] std::vector<std::string> telling_terms(Slot slot) const {
        constexpr double bar = 0.25;
        std::vector<std::pair<double, std::string_view>> shares;
        double rarest = 0;
        for (const QueryTerm& term : terms_) {  // rarest first
            const Posting* posting = collection_.posting(term.id, slot);
            if (posting == nullptr) continue;
            rarest = std::max(rarest, term.rarity);
            if (term.rarity < bar * rarest) break;
            shares.emplace_back(term.weight * weights_.said(*posting, collection_.entries()[slot]),
                                term.text);
        }
        std::ranges::sort(shares, [](const auto& a, const auto& b) {
            return a.first != b.first ? a.first > b.first : a.second < b.second;
        });
        std::vector<std::string> terms;
        terms.reserve(shares.size());
        for (const auto& [share, text] : shares) terms.emplace_back(text);
        return terms;
    }

    [[nodiscard]] Match explain(const Candidate& candidate) const {
        const Entry& entry = collection_.entries()[candidate.slot];
        const Options& options = collection_.options;
        Match match;
        match.demand = collection_.demands()[entry.demand].id;
        match.report = entry.report;
        match.score = candidate.score / (query_product_.all + options.evidence_terms * weights_.rarity(0));
        match.rank = candidate.rank;
        match.probability = probability_of(options.model, match.score, match.rank);
        match.features = candidate.features;
        match.terms = telling_terms(candidate.slot);
        match.title_ranges = ranges_of(title_, match.terms);
        match.body_ranges = ranges_of(body_, match.terms);
        return match;
    }

    const Collection& collection_;
    const Query& query_;
    const TermWeights weights_;
    const Tokens title_;
    const Tokens body_;
    std::vector<QueryTerm> terms_;
    Product query_product_;  // with itself: what a report that says just the query would score
};

}  // namespace

std::vector<Match> search(const Collection& collection, const Query& query) {
    return Search(collection, query).run();
}

}  // namespace canyu::surfacing
