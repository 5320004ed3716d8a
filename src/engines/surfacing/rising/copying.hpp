// Who only repeats the words of others: copies and rewordings of one template, wherever in a product they
// are said.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"

namespace canyu::surfacing {

struct CopyingOptions {
    // A text is a copy as far as the share of its phrases that others said before stands between these. Of
    // the texts of honest people who ask for the same thing, 19 in 20 say a half and more in phrases of their
    // own.
    double honest_share = 0.4;
    double copied_share = 0.85;
    // A text of so many phrases is believed half: a short sentence may well be said twice.
    double evidence_phrases = 2;
    // A report is a source of a copy that took this share of its phrases from it.
    double source_share = 0.15;
    // From this correlation on a text is a copy of its sources.
    double copy_from = 0.7;
    // What nobody said for so long is forgotten.
    Milliseconds remembered = std::chrono::days(60);
};

// A phrase is three words in a row, or of a script without spaces five characters. At most `kept_phrases` of
// a text are kept: those with the smallest hashes, so that of two texts the same ones are kept (bottom-k
// sketch; Broder 1997, "On the resemblance and containment of documents").
inline constexpr std::size_t kept_phrases = 64;
using Phrases = std::vector<std::uint32_t>;  // hashes, ascending, distinct

// Names, versions and numbers end a phrase: people who tell of the same crash show the same log, and that
// does not make them one. Any bytes give an answer. Pure.
[[nodiscard]] Phrases phrases_of(std::string_view title, std::string_view body);

struct SaidWords {
    Id report;
    Id person;
    Time said;
    // Not a newcomer: what several such people say, like the headings of a form, is nobody's own. Newcomers
    // cannot make a phrase commonplace, or a mob would.
    bool established = false;
    Phrases phrases;
};

struct Copy {
    double correlation = 0;   // 0..1: how far the text only repeats what others said before
    Id from;                  // the person most of it is from; Id{} when nothing is
    std::vector<Id> sources;  // the reports it is a copy of, ascending; none when it is not a copy
};

// The phrases of one product's reports. To be heard in canonical order (time, then id): the answer depends on
// the past only, so it is final and can be stored with the report. Time and memory: linear in the phrases of
// what is remembered. Threads: const members may be called concurrently, the others need the object for
// themselves.
class Copying {
  public:
    explicit Copying(const CopyingOptions& options = {}) : options_(options) {}
    // What it repeats of what is remembered.
    [[nodiscard]] Copy compare(const SaidWords& words) const;
    void remember(const SaidWords& words);
    // Both.
    Copy hear(const SaidWords& words);

  private:
    struct Use {
        Id report;  // who said it first
        Id person;
        Time last;
        Id established;  // the last established person who said it
        std::uint8_t established_people = 0;
        // What so many of them said is nobody's own, and stays so.
        static constexpr std::uint8_t people_to_be_common = 3;
    };
    static bool is_common(const Use& use) { return use.established_people >= Use::people_to_be_common; }
    void forget_old(Time now);

    CopyingOptions options_;
    boost::unordered_flat_map<std::uint32_t, Use> uses_;
    Time swept_{};
};

}  // namespace canyu::surfacing
