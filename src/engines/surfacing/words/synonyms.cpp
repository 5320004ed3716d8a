// Compares what stands around terms, and scores the pairs that are alike.
#include "engines/surfacing/words/synonyms.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

#include "engines/surfacing/words/compared_terms.hpp"

namespace canyu::surfacing {
namespace {

constexpr double context_smoothing = 0.75;
constexpr double least_likeness = 0.2;
constexpr double least_support = 0.05;  // what a pair is worth that no demand has in common
constexpr double most_together = 0.34;  // of the rarer term's reports, those that also say the other
constexpr double no_evidence = 2;       // reports that say both

// How much one thing tells of a term.
struct Trait {
    std::uint32_t number;
    double weight;
};
using Profile = std::vector<Trait>;  // by number; of length 1, or empty

// Positive pointwise mutual information of each row with each column. Rare columns are held to be commoner
// than they are, for they tell less than their few counts seem to.
std::vector<Profile> profiles_of(std::span<const ComparedTerm> terms, Counts ComparedTerm::* counts) {
    std::map<std::uint32_t, double> columns;
    for (const ComparedTerm& term : terms) {
        for (const auto& [column, count] : term.*counts) columns[column] += count;
    }
    double all = 0;
    for (auto& [column, sum] : columns) all += sum = std::pow(sum, context_smoothing);
    std::vector<Profile> profiles;
    for (const ComparedTerm& term : terms) {
        Profile& profile = profiles.emplace_back();
        double said = 0;
        for (const auto& [column, count] : term.*counts) said += count;
        double squares = 0;
        for (const auto& [column, count] : term.*counts) {
            const double weight = std::log(count * all / (said * columns.at(column)));
            if (weight <= 0) continue;
            profile.push_back({column, weight});
            squares += weight * weight;
        }
        for (Trait& trait : profile) trait.weight /= std::sqrt(squares);
    }
    return profiles;
}

// Names and numbers that machines write: gc_explicit, onCreateView, 11e8. A short name may be a brand: WiFi.
bool is_machine_word(std::string_view written) {
    constexpr std::size_t longest_brand = 6;
    const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    const bool inner_capital = std::ranges::adjacent_find(written, [&](char left, char right) {
                                   return small(left) && capital(right);
                               }) != written.end();
    return written.find_first_of("0123456789_") != std::string_view::npos ||
           (inner_capital && written.size() > longest_brand);
}

double cosine(const Profile& one, const Profile& other) {
    double sum = 0;
    for (auto left = one.begin(), right = other.begin(); left != one.end() && right != other.end();) {
        if (left->number == right->number)
            sum += left++->weight * right++->weight;
        else if (left->number < right->number)
            ++left;
        else
            ++right;
    }
    return sum;
}

class Proposer {
  public:
    Proposer(const Vocabulary& vocabulary, std::span<const DemandReport> reports)
        : reports_(reports),
          terms_(compared_terms(vocabulary, reports)),
          contexts_(profiles_of(terms_, &ComparedTerm::beside)),
          demands_(profiles_of(terms_, &ComparedTerm::demands)) {
        for (const ComparedTerm& term : terms_)
            machine_words_.push_back(is_machine_word(term.written.commonest()));
    }

    std::vector<SynonymProposal> run(std::size_t limit) {
        std::vector<Pair> pairs = alike();
        std::ranges::sort(pairs, {},
                          [](const Pair& pair) { return std::tuple(-pair.score, pair.one, pair.other); });
        if (pairs.size() > limit) pairs.resize(limit);
        std::vector<SynonymProposal> proposals;
        for (const Pair& pair : pairs) proposals.push_back(explain(pair));
        return proposals;
    }

  private:
    struct Pair {
        std::uint32_t one;  // said by more reports
        std::uint32_t other;
        double likeness;
        double agreement;
        double apart;
        double score;
    };

    std::vector<Pair> alike() const {
        std::vector<std::vector<Trait>> terms_beside(2 * terms_.size());  // by neighbour
        std::vector<Pair> pairs;
        for (std::uint32_t term = 0; term < terms_.size(); ++term) {
            std::vector<double> likeness(term);
            for (const Trait& context : contexts_[term]) {
                for (const Trait& earlier : terms_beside[context.number])
                    likeness[earlier.number] += context.weight * earlier.weight;
                terms_beside[context.number].push_back({term, context.weight});
            }
            for (std::uint32_t earlier = 0; earlier < term; ++earlier) {
                if (likeness[earlier] >= least_likeness) consider(earlier, term, likeness[earlier], pairs);
            }
        }
        return pairs;
    }

    void consider(std::uint32_t one, std::uint32_t other, double likeness, std::vector<Pair>& pairs) const {
        if (machine_words_[one] || machine_words_[other]) return;
        if (terms_[one].reports.size() < terms_[other].reports.size()) std::swap(one, other);
        if (terms_[one].term.contains(terms_[other].term) || terms_[other].term.contains(terms_[one].term))
            return;
        const std::size_t together = both(one, other).size();
        const double apart = how_far_apart(one, other, static_cast<double>(together));
        if (apart == 0) return;
        const bool supported = together == 0 || shared_demands(one, other) > 0;
        const double agreement = supported ? cosine(demands_[one], demands_[other]) : 0;
        pairs.push_back({one, other, likeness, agreement, apart,
                         likeness * apart * std::lerp(least_support, 1.0, std::sqrt(agreement))});
    }

    // 0 for what mostly goes together. Common words meet by chance: only what is beyond that counts against
    // them, and of rare ones a few meetings are no evidence.
    [[nodiscard]] double how_far_apart(std::uint32_t one, std::uint32_t other, double together) const {
        const auto more = static_cast<double>(terms_[one].reports.size());
        const auto fewer = static_cast<double>(terms_[other].reports.size());
        if (together / fewer > most_together) return 0;
        const double by_chance = more * fewer / static_cast<double>(reports_.size());
        const double expected = (by_chance + no_evidence) / (together + no_evidence);
        return (1 - together / fewer) * std::sqrt(std::min(1.0, expected));
    }

    [[nodiscard]] std::vector<std::uint32_t> both(std::uint32_t one, std::uint32_t other) const {
        std::vector<std::uint32_t> shared;
        std::ranges::set_intersection(terms_[one].reports, terms_[other].reports, std::back_inserter(shared));
        return shared;
    }

    [[nodiscard]] SynonymSide side(std::uint32_t number) const {
        const ComparedTerm& term = terms_[number];
        SynonymSide side{term.term, term.written.commonest(), std::ssize(term.reports), {}};
        for (std::size_t back = 1; back <= std::min(synonym_examples, term.reports.size()); ++back)
            side.examples.push_back(reports_[term.reports[term.reports.size() - back]].report);
        return side;
    }

    [[nodiscard]] SynonymProposal explain(const Pair& pair) const {
        return {.one = side(pair.one),
                .other = side(pair.other),
                .score = pair.score,
                .likeness = pair.likeness,
                .agreement = pair.agreement,
                .apart = pair.apart,
                .both_reports = std::ssize(both(pair.one, pair.other)),
                .shared_demands = shared_demands(pair.one, pair.other),
                .contexts = shared_contexts(pair)};
    }

    // By demand, the reports that say a term.
    [[nodiscard]] std::map<Id, std::vector<std::uint32_t>> by_demand(std::uint32_t term) const {
        std::map<Id, std::vector<std::uint32_t>> found;
        for (const std::uint32_t report : terms_[term].reports) {
            if (reports_[report].demand) found[reports_[report].demand].push_back(report);
        }
        return found;
    }

    [[nodiscard]] std::int64_t shared_demands(std::uint32_t one, std::uint32_t other) const {
        const auto others = by_demand(other);
        return std::ranges::count_if(by_demand(one), [&](const auto& demand) {
            const auto same = others.find(demand.first);
            if (same == others.end()) return false;
            return demand.second.size() > 1 ||
                   same->second != demand.second;  // not one report that says both
        });
    }

    [[nodiscard]] std::vector<std::string> shared_contexts(const Pair& pair) const {
        std::vector<Trait> shared;
        for (const Trait& context : contexts_[pair.one]) {
            const auto same =
                std::ranges::lower_bound(contexts_[pair.other], context.number, {}, &Trait::number);
            if (same != contexts_[pair.other].end() && same->number == context.number)
                shared.push_back({context.number, context.weight * same->weight});
        }
        std::ranges::sort(shared, {},
                          [](const Trait& trait) { return std::pair(-trait.weight, trait.number); });
        std::vector<std::string> contexts;
        for (const Trait& context : shared) {
            const std::string& written = terms_[term_of_neighbour(context.number)].written.commonest();
            const bool is_new = std::ranges::find(contexts, written) == contexts.end();
            if (is_new && contexts.size() < synonym_contexts) contexts.push_back(written);
        }
        return contexts;
    }

    std::span<const DemandReport> reports_;
    std::vector<ComparedTerm> terms_;
    std::vector<Profile> contexts_;  // by term
    std::vector<Profile> demands_;
    std::vector<bool> machine_words_;
};

}  // namespace

std::vector<SynonymProposal> propose_synonyms(const Vocabulary& vocabulary,
                                              std::span<const DemandReport> reports, std::size_t limit) {
    std::vector<DemandReport> ordered(reports.begin(), reports.end());
    std::ranges::sort(ordered, {}, &DemandReport::report);
    return Proposer(vocabulary, ordered).run(limit);
}

}  // namespace canyu::surfacing
