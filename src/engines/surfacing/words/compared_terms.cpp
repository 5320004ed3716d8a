// Reads all reports once, chooses the terms, and counts what stands beside them.
#include "engines/surfacing/words/compared_terms.hpp"

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <utility>

namespace canyu::surfacing {
namespace {

constexpr std::size_t fewest_reports = 5;
constexpr std::size_t most_terms = 3000;
constexpr std::size_t reach = 5;  // how many terms away the last neighbour stands
constexpr std::uint32_t not_compared = 0xFFFFFFFF;

struct Place {
    std::uint32_t term;
    Range shown;
};

class Reader {
  public:
    Reader(const Vocabulary& vocabulary, std::span<const DemandReport> reports) : reports_(reports) {
        for (const DemandReport& report : reports) {
            std::vector<Place>& places = places_.emplace_back();
            for (const SaidTerm& said : vocabulary.terms_of(report.text))
                places.push_back({number_of(said.term), said.shown});
            for (const std::uint32_t term : distinct_terms(places))
                terms_[term].reports.push_back(static_cast<std::uint32_t>(places_.size() - 1));
        }
    }

    std::vector<ComparedTerm> run() {
        choose();
        for (std::uint32_t report = 0; report < places_.size(); ++report) {
            count_spellings(report);
            count_neighbours(places_[report]);
        }
        count_demands();
        return std::move(terms_);
    }

  private:
    std::uint32_t number_of(const std::string& term) {
        const auto [known, is_new] = numbers_.emplace(term, static_cast<std::uint32_t>(terms_.size()));
        if (is_new) terms_.push_back({term});
        return known->second;
    }

    static std::vector<std::uint32_t> distinct_terms(std::span<const Place> places) {
        std::vector<std::uint32_t> terms;
        for (const Place& place : places) terms.push_back(place.term);
        std::ranges::sort(terms);
        terms.erase(std::ranges::unique(terms).begin(), terms.end());
        return terms;
    }

    // Keeps the terms that are compared, numbered anew by their place in byte order, and their places.
    void choose() {
        std::erase_if(terms_, [](const ComparedTerm& term) { return term.reports.size() < fewest_reports; });
        std::ranges::sort(terms_, {}, [](const ComparedTerm& term) {
            return std::pair(-std::ssize(term.reports), std::string_view(term.term));
        });
        if (terms_.size() > most_terms) terms_.erase(terms_.begin() + most_terms, terms_.end());
        std::ranges::sort(terms_, {}, &ComparedTerm::term);
        std::vector<std::uint32_t> renumbered(numbers_.size(), not_compared);
        for (std::uint32_t number = 0; number < terms_.size(); ++number)
            renumbered[numbers_.at(terms_[number].term)] = number;
        for (std::vector<Place>& places : places_) {
            for (Place& place : places) place.term = renumbered[place.term];
            std::erase_if(places, [](const Place& place) { return place.term == not_compared; });
        }
    }

    void count_spellings(std::uint32_t report) {
        for (const Place& place : places_[report])
            terms_[place.term].written.count(reports_[report].text, place.shown);
    }

    // A report counts once for two terms, however often it repeats them: logs and lists would drown the rest.
    void count_neighbours(std::span<const Place> places) {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
        for (std::size_t left = 0; left < places.size(); ++left) {
            for (std::size_t right = left + 1; right < std::min(places.size(), left + 1 + reach); ++right) {
                const bool apart = places[right].shown.begin >= places[left].shown.end;
                if (!apart || places[left].term == places[right].term) continue;
                pairs.emplace_back(places[left].term, neighbour_after(places[right].term));
                pairs.emplace_back(places[right].term, neighbour_before(places[left].term));
            }
        }
        std::ranges::sort(pairs);
        pairs.erase(std::ranges::unique(pairs).begin(), pairs.end());
        for (const auto& [term, neighbour] : pairs) ++terms_[term].beside[neighbour];
    }

    void count_demands() {
        std::map<Id, std::uint32_t> demands;
        for (const DemandReport& report : reports_)
            demands.emplace(report.demand, static_cast<std::uint32_t>(demands.size()));
        for (ComparedTerm& term : terms_) {
            for (const std::uint32_t report : term.reports) {
                if (reports_[report].demand) ++term.demands[demands.at(reports_[report].demand)];
            }
        }
    }

    std::span<const DemandReport> reports_;
    boost::unordered_flat_map<std::string, std::uint32_t> numbers_;
    std::vector<ComparedTerm> terms_;
    std::vector<std::vector<Place>> places_;  // by report
};

}  // namespace

std::vector<ComparedTerm> compared_terms(const Vocabulary& vocabulary,
                                         std::span<const DemandReport> reports) {
    return Reader(vocabulary, reports).run();
}

}  // namespace canyu::surfacing
