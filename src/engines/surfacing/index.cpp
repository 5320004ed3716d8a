// The index's public face over the collection and the search.
#include "engines/surfacing/index.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "engines/surfacing/collection.hpp"
#include "engines/surfacing/search.hpp"

namespace canyu::surfacing {

Index::Index(const Options& options) : collection_(std::make_unique<Collection>(options)) {}
Index::~Index() = default;
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;

void Index::add(const Report& report) {
    collection_->add(report);
}
bool Index::remove(Id report) {
    return collection_->remove(report);
}
void Index::assign(Id report, Id demand) {
    collection_->assign(report, demand);
}
std::vector<Id> Index::merge(Id from, Id into) {
    return collection_->merge(from, into);
}
bool Index::contains(Id report) const {
    return collection_->slot_of(report) != none;
}
std::size_t Index::size() const {
    return collection_->size();
}
const Options& Index::options() const {
    return collection_->options;
}
void Index::use(const Model& model) {
    collection_->options.model = model;
}
std::vector<Match> Index::find(const Query& query) const {
    return search(*collection_, query);
}

Id Index::demand_of(Id report) const {
    const Slot slot = collection_->slot_of(report);
    CANYU_CHECK(slot != none);
    const std::uint32_t demand = collection_->entries()[slot].demand;
    return demand == none ? Id{} : collection_->demands()[demand].id;
}

std::vector<Id> Index::reports_of(Id demand) const {
    std::vector<Id> reports;
    const std::uint32_t ordinal = collection_->ordinal_of(demand);
    if (ordinal == none) return reports;
    for (const Slot slot : collection_->demands()[ordinal].slots) {
        reports.push_back(collection_->entries()[slot].report);
    }
    std::ranges::sort(reports);
    return reports;
}

}  // namespace canyu::surfacing
