// Who only repeats the words of others: the phrases of each product's latest reports, in memory, following
// what is committed.
#pragma once

#include <shared_mutex>
#include <unordered_map>
#include <vector>

#include "engines/surfacing/rising/copying.hpp"
#include "features/report/report.hpp"

namespace canyu::demand {

// The reports' words as they are compared, and whether their authors have been here for a while; in the order
// of the reports.
std::vector<surfacing::SaidWords> said_words(db::Reader& reader, const std::vector<report::Report>& reports);

// Thread rule: any thread.
class Wording {
  public:
    surfacing::Copy compare(Id product, const surfacing::SaidWords& words) const;
    void remember(Id product, const std::vector<surfacing::SaidWords>& said);

  private:
    mutable std::shared_mutex mutex_;
    std::unordered_map<Id, surfacing::Copying> products_;
};

}  // namespace canyu::demand
