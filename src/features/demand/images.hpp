// Images of the surfacing indices on disk: a start reads them instead of every text.
#pragma once

#include <filesystem>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "features/demand/indices.hpp"
#include "platform/db/db.hpp"

namespace canyu::demand {

// One file a product. What it holds is checked against the database, so an old, foreign or damaged one costs
// time and nothing else.
class Images {
  public:
    // "" for none: then nothing is read or written. `node`: of this process. Fewer reports than `worth` are
    // read in a second without an image.
    Images(std::filesystem::path folder, std::int64_t node, std::size_t worth = 20'000)
        : folder_(std::move(folder)), node_(node), worth_(worth) {}

    // Fills the indices as they were when the images were written. Answers the products it had one for, which
    // are to be brought up to date.
    std::unordered_set<Id> read(db::Database& store, Indices& indices) const;
    // All reports' revisions of the products that may have an image.
    std::unordered_map<Id, std::vector<report::Revised>> revisions(db::Database& store) const;
    // Reads again what changed since the product's image was written.
    static void bring_up_to_date(db::Database& store, Indices& indices, Id product,
                                 const std::vector<report::Revised>& rows);
    // Of products with so many reports that it is worth it; of the others none is left. Changes of a product
    // wait while it is written: some seconds for a million reports.
    void write(db::Database& store, const Indices& indices) const;

  private:
    bool read(db::Database& store, Indices& indices, Id product) const;
    void write(db::Database& store, const Indices& indices, Id product) const;
    [[nodiscard]] std::filesystem::path file_of(Id product) const;

    std::filesystem::path folder_;
    std::int64_t node_;
    std::size_t worth_;
};

}  // namespace canyu::demand
