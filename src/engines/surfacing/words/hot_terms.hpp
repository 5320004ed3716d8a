// The hot terms of a week: what surprisingly many people say now, compared with what they always said.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "engines/surfacing/words/vocabulary.hpp"

namespace canyu::surfacing {

struct HeardReport {
    Id report;
    Id person;  // where nobody knows who said it, the report's id: then it counts as one person's
    Time said;
    std::string_view text;  // title and body
};

struct HotTerm {
    std::string term;              // as Vocabulary::terms_of gives it
    std::string shown;             // as it is most often written this week
    std::int64_t people = 0;       // distinct persons who say it this week; at least fewest_people
    double usual = 0;              // how many would say it in a week like this one, by the past
    std::optional<double> growth;  // people / usual, above 1; nothing when nobody ever said it before
    double surprise = 0;           // log-likelihood ratio G²; above 10.8 once in a thousand quiet terms
    std::vector<Id> reports;       // of this week that say it, ascending
};

inline constexpr std::int64_t fewest_people = 3;

// The hot terms of the seven days from `week`, the most surprising first (Dunning 1993, "Accurate Methods for
// the Statistics of Surprise and Coincidence"), at most `limit`. Persons are counted, not words: of a week, a
// person counts once. The past is the half year before `week`; later reports are not heard, so that the past
// can be replayed; without a past nothing is hot. Long lines that three people write letter by letter are a
// form's words and not theirs. Of a phrase and a part of it that mostly the same reports say one is left out.
// The order of the reports does not matter. Any bytes are good input. Memory and time grow with the texts of
// that half year: a second for ten million characters. Pure.
[[nodiscard]] std::vector<HotTerm> hot_terms(const Vocabulary& vocabulary,
                                             std::span<const HeardReport> reports, Time week,
                                             std::size_t limit = 20);

}  // namespace canyu::surfacing
