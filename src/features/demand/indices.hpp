// One surfacing index a product, in memory, following what is committed.
#pragma once

#include <iosfwd>
#include <memory>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "engines/surfacing/clustering.hpp"
#include "engines/surfacing/index.hpp"
#include "features/report/report.hpp"

namespace canyu::demand {

// Thread rule: any thread. Finding is concurrent; a change has its product's index for itself.
//
// On PostgreSQL two commits may be followed up in another order than they took place. A report's revision,
// which is its mark in the index, says which is newer: the older news only fills in what is missing.
class Indices {
  public:
    // The report's words and where they belong: the demand it counts for, or none.
    void put(const report::Report& report);
    // The same of a report whose words are others now.
    void reword(const report::Report& report);
    // Reports that are known, or will be when their words come, count for `demand` (Id{} for none) now.
    void move(Id product, const std::vector<report::Moved>& moved, Id demand);

    // Products without one use the shipped model.
    void use(const std::unordered_map<Id, surfacing::Model>& models);

    // ---- for Images
    std::size_t size(Id product) const;
    // With a mark of the caller's. False when the stream failed.
    bool write(Id product, std::ostream& image, std::string_view mark) const;
    // Into a product of which nothing is known yet. False when it is no image that can be read, or of another
    // mark.
    bool read(Id product, std::istream& image, std::string_view mark);
    // Forgets what the database has otherwise or no more, by all its rows, ascending, and answers what it has
    // to put() then.
    std::vector<Id> reconcile(Id product, const std::vector<report::Revised>& rows);

    std::vector<surfacing::Match> find(Id product, const surfacing::Query& query) const;
    // Answers, number of reports and the nearest in time are of one moment.
    std::optional<surfacing::Wave> wave_of(Id product, const surfacing::NewReport& report) const;

  private:
    // Where a report belonged at a revision.
    struct Place {
        std::int64_t revision = 0;
        Id demand;
    };
    struct Shelf {
        mutable std::shared_mutex mutex;
        surfacing::Index index;
        std::unordered_map<Id, Place> awaited;          // of which news came before the words
        std::unordered_map<Id, std::int64_t> reworded;  // since what revision the words are others
    };
    static void put(Shelf& shelf, const report::Report& report);
    static void move(Shelf& shelf, Id report, Place place);
    Shelf& shelf(Id product);
    const Shelf* find_shelf(Id product) const;

    mutable std::shared_mutex mutex_;  // of the map; shelves stay where they are
    std::unordered_map<Id, std::unique_ptr<Shelf>> shelves_;
};

}  // namespace canyu::demand
