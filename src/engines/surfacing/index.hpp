// The reports of one product, searchable by likeness: which earlier demand asks for the same thing?
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "engines/surfacing/options.hpp"
#include "engines/surfacing/tokens.hpp"

namespace canyu::surfacing {

class Synonyms;

struct Report {
    Id id;
    Id demand;  // Id{}: of no demand; it counts in the statistics and answers for no demand
    std::string_view title;
    std::string_view body;
    std::int64_t said = 0;  // when, in any unit: milliseconds
    std::int64_t mark = 0;  // the caller's own, such as a revision; it tells the index nothing
};

struct Query {
    std::string_view title;
    std::string_view body;
    std::size_t limit = 10;    // at most this many demands
    bool each_report = false;  // answers are reports, several of a demand, and those of none as well
    Id except_report = Id{};   // a stored report that asks about itself
    Id except_demand = Id{};
    // What the query means in other words counts as well, though less; null for none.
    const Synonyms* synonyms = nullptr;
};

// One demand that may ask for the same thing.
struct Match {
    Id demand;
    Id report;           // the demand's report most like the query
    double score;        // likeness, from 0; a long text said again word for word comes near 1
    double rank;         // what answers are ordered by, as the model has it; any number
    double probability;  // that both ask for the same thing, 0..1, as the model has it
    Features features;
    std::vector<Range> title_ranges;  // what of the query's title and body matched, in order
    std::vector<Range> body_ranges;
    std::vector<std::string>
        terms;  // the telling terms in common, most telling first; ranges_of marks them in any text
};

// What the index knows of a stored report besides its words.
struct StoredReport {
    Id report;
    Id demand;  // Id{}: of none
    std::int64_t mark;
    friend bool operator==(const StoredReport&, const StoredReport&) = default;
};

struct IndexImage;
inline constexpr std::size_t longest_mark = 4096;  // bytes

// An inverted index that grows report by report. Answers depend on the stored reports alone, not on the order
// they came in (only on when they were said), except that equal scores go to the smaller report id. Threads:
// const members may be called concurrently with each other; the others need the object for themselves.
class Index {
  public:
    explicit Index(const Options& options = {});
    ~Index();
    Index(Index&&) noexcept;
    Index& operator=(Index&&) noexcept;

    // The texts are read, not kept. The id must be new.
    void add(const Report& report);
    // Leaves no trace of the report; false when there is none of that id.
    bool remove(Id report);
    // The same of many, in one go: removing all costs about as much as reading all once. Answers how many
    // were there.
    std::size_t remove(std::span<const Id> reports);

    // Moves a stored report to a demand, or to none. Costs nothing of the text.
    void assign(Id report, Id demand);
    // Moves every report of `from` to `into` and answers them: assigning these back to `from` undoes the
    // merge.
    std::vector<Id> merge(Id from, Id into);

    // Replaces the caller's own mark of a stored report.
    void mark(Id report, std::int64_t mark);

    [[nodiscard]] bool contains(Id report) const;
    [[nodiscard]] Id demand_of(Id report) const;                // the report must be stored
    [[nodiscard]] std::int64_t mark_of(Id report) const;        // the same
    [[nodiscard]] std::vector<Id> reports_of(Id demand) const;  // ascending
    [[nodiscard]] std::vector<StoredReport> stored() const;     // ascending by report
    [[nodiscard]] std::size_t size() const;
    // The reports that were said nearest to a moment, at most so many, the nearest first and the one with the
    // greater id among equals; of the last moment they are the latest.
    [[nodiscard]] std::vector<Id> nearest(std::int64_t said, std::size_t limit, Id except = Id{}) const;
    [[nodiscard]] const Options& options() const;

    // Replaces the model of the options.
    void use(const Model& model);

    // Distinct demands, best first; of the Options::reranked most alike, in the order of the model. The time
    // is bounded by Options::posting_budget and readable_bytes, not by how common the words are.
    [[nodiscard]] std::vector<Match> find(const Query& query) const;

    // All of it but the options, for a start without reading every text again; with any bytes of the
    // caller's, at most longest_mark: what the index is as new as. False when the stream failed. The stream
    // is written from its first byte to its last; whoever reads it while it is written refuses it.
    [[nodiscard]] bool write(std::ostream& image, std::string_view mark) const;
    // Nothing when the bytes are not all of what write() of a version made that reads texts as this one does:
    // damaged, cut off, foreign or old; then add the reports anew. The answers are those of the index that
    // was written, with these options.
    [[nodiscard]] static std::optional<IndexImage> read(std::istream& image, const Options& options = {});

  private:
    explicit Index(std::unique_ptr<class Collection> collection);

    std::unique_ptr<class Collection> collection_;
};

struct IndexImage {
    Index index;
    std::string mark;  // as it was given to write()
};

}  // namespace canyu::surfacing
