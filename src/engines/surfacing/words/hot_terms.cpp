// Counts who says which term in the week and before it, and compares.
#include "engines/surfacing/words/hot_terms.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <unordered_map>
#include <utility>

#include "engines/surfacing/words/spellings.hpp"

namespace canyu::surfacing {
namespace {

constexpr std::chrono::days week_length{7};
constexpr std::int64_t past_weeks = 26;
constexpr std::size_t shortest_copied = 30;  // bytes: ten Han characters, five English words
constexpr double least_surprise = 10.83;     // chi-square with one degree of freedom, one in a thousand
// Of a term's reports, how many may also say a term that it is a part of, or that is a part of it.
constexpr double most_shared = 2.0 / 3;

// A person in a week, so many weeks ago: what is counted of the past.
using PersonWeeks = std::set<std::pair<std::int64_t, Id>>;

struct Candidate {
    std::set<Id> people;
    std::set<Id> reports;
    Spellings written;
    PersonWeeks past;
};

// Finds the lines that several people write letter by letter: a form's words, or a text that goes round. A
// short line may well be said twice by chance.
class CopiedLines {
  public:
    explicit CopiedLines(std::span<const HeardReport> reports) {
        for (const HeardReport& report : reports) {
            for_each_line(report.text, [&](std::string_view line) {
                std::set<Id>& people = people_[line];
                if (std::ssize(people) < fewest_people) people.insert(report.person);
            });
        }
        std::erase_if(people_, [](const auto& line) { return std::ssize(line.second) < fewest_people; });
    }

    // The text with the copied lines blanked, so that every place stays where it was.
    [[nodiscard]] std::string own_words(std::string_view text) const {
        std::string own(text);
        for_each_line(text, [&](std::string_view line) {
            if (people_.contains(line))
                std::fill_n(own.begin() + (line.data() - text.data()), line.size(), ' ');
        });
        return own;
    }

  private:
    template <class Visit>
    static void for_each_line(std::string_view text, const Visit& visit) {
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            if (end >= shortest_copied) visit(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
    }

    std::unordered_map<std::string_view, std::set<Id>> people_;
};

double log_likelihood(double said, double of, double share) {
    const auto part = [](double count, double probability) {
        return count > 0 ? count * std::log(probability) : 0;
    };
    return part(said, share) + part(of - said, 1 - share);
}

// Twice the logarithm of how much likelier two rates explain what was said than one does.
double surprise_of(double now, double of_now, double before, double of_before) {
    const double together = (now + before) / (of_now + of_before);
    return 2 * (log_likelihood(now, of_now, now / of_now) +
                log_likelihood(before, of_before, before / of_before) -
                log_likelihood(now, of_now, together) - log_likelihood(before, of_before, together));
}

class WeekReader {
  public:
    // `heard`: of the week from `week` and of its past.
    WeekReader(const Vocabulary& vocabulary, std::span<const HeardReport> heard, Time week)
        : vocabulary_(vocabulary), copied_(heard) {
        for (const HeardReport& report : heard) {
            if (report.said >= week) read_now(report);
        }
        std::erase_if(candidates_, [](const auto& candidate) {
            return std::ssize(candidate.second.people) < fewest_people;
        });
        for (const HeardReport& report : heard) {
            if (report.said < week) read_past(report, (week - report.said) / week_length);
        }
    }

    std::vector<HotTerm> hot() {
        std::vector<HotTerm> terms;
        if (past_.empty()) return terms;
        for (auto& [term, candidate] : candidates_) {
            if (auto hot = compare(term, candidate)) terms.push_back(*std::move(hot));
        }
        std::ranges::sort(terms, {}, [](const HotTerm& hot) { return std::pair(-hot.surprise, hot.term); });
        return terms;
    }

  private:
    void read_now(const HeardReport& report) {
        people_.insert(report.person);
        for (const SaidTerm& said : vocabulary_.terms_of(copied_.own_words(report.text))) {
            Candidate& candidate = candidates_[said.term];
            candidate.people.insert(report.person);
            candidate.reports.insert(report.report);
            candidate.written.count(report.text, said.shown);
        }
    }

    void read_past(const HeardReport& report, std::int64_t weeks_ago) {
        const std::pair person_week(weeks_ago, report.person);
        past_.insert(person_week);
        for (const SaidTerm& said : vocabulary_.terms_of(copied_.own_words(report.text))) {
            const auto known = candidates_.find(said.term);
            if (known != candidates_.end()) known->second.past.insert(person_week);
        }
    }

    [[nodiscard]] std::optional<HotTerm> compare(const std::string& term, const Candidate& candidate) const {
        const auto now = static_cast<double>(candidate.people.size());
        const auto of_now = static_cast<double>(people_.size());
        const auto before = static_cast<double>(candidate.past.size());
        const auto of_before = static_cast<double>(past_.size());
        const double usual = of_now * before / of_before;
        const double surprise = surprise_of(now, of_now, before, of_before);
        if (now <= usual || surprise < least_surprise) return {};
        return HotTerm{.term = term,
                       .shown = candidate.written.commonest(),
                       .people = std::ssize(candidate.people),
                       .usual = usual,
                       .growth = before > 0 ? std::optional(now / usual) : std::nullopt,
                       .surprise = surprise,
                       .reports = {candidate.reports.begin(), candidate.reports.end()}};
    }

    const Vocabulary& vocabulary_;
    const CopiedLines copied_;
    std::set<Id> people_;  // of the week
    PersonWeeks past_;
    std::unordered_map<std::string, Candidate> candidates_;
};

bool mostly_said_with(const HotTerm& one, const HotTerm& other) {
    std::vector<Id> shared;
    std::ranges::set_intersection(one.reports, other.reports, std::back_inserter(shared));
    return static_cast<double>(shared.size()) > most_shared * static_cast<double>(one.reports.size());
}

// "dark" tells nothing where people say "dark mode", and "dark mode" little where they also say "dark text".
std::vector<HotTerm> without_repeats(std::vector<HotTerm> hot) {
    const std::vector<HotTerm> all = hot;
    std::erase_if(hot, [&](const HotTerm& part) {
        return std::ranges::any_of(all, [&](const HotTerm& whole) {
            return whole.term.size() > part.term.size() && whole.term.contains(part.term) &&
                   mostly_said_with(part, whole);
        });
    });
    std::vector<HotTerm> chosen;
    for (HotTerm& whole : hot) {
        const bool said = std::ranges::any_of(chosen, [&](const HotTerm& part) {
            return whole.term.contains(part.term) && mostly_said_with(whole, part);
        });
        if (!said) chosen.push_back(std::move(whole));
    }
    return chosen;
}

}  // namespace

std::vector<HotTerm> hot_terms(const Vocabulary& vocabulary, std::span<const HeardReport> reports, Time week,
                               std::size_t limit) {
    std::vector<HeardReport> heard;
    std::ranges::copy_if(reports, std::back_inserter(heard), [&](const HeardReport& report) {
        return report.said >= week - past_weeks * week_length && report.said < week + week_length;
    });
    std::vector<HotTerm> hot = without_repeats(WeekReader(vocabulary, heard, week).hot());
    if (hot.size() > limit) hot.resize(limit);
    return hot;
}

}  // namespace canyu::surfacing
