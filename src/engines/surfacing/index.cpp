// The index's public face over the collection and the search.
#include "engines/surfacing/index.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "engines/surfacing/collection.hpp"
#include "engines/surfacing/image.hpp"
#include "engines/surfacing/search.hpp"

namespace canyu::surfacing {

Index::Index(const Options& options) : collection_(std::make_unique<Collection>(options)) {}
Index::Index(std::unique_ptr<Collection> collection) : collection_(std::move(collection)) {}
Index::~Index() = default;
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;

void Index::add(const Report& report) {
    collection_->add(report);
}
bool Index::remove(Id report) {
    return remove(std::span(&report, 1)) == 1;
}
std::size_t Index::remove(std::span<const Id> reports) {
    return collection_->remove(reports);
}
void Index::assign(Id report, Id demand) {
    collection_->assign(report, demand);
}
std::vector<Id> Index::merge(Id from, Id into) {
    return collection_->merge(from, into);
}
void Index::mark(Id report, std::int64_t mark) {
    collection_->mark(report, mark);
}
bool Index::contains(Id report) const {
    return collection_->slot_of(report) != none;
}
std::size_t Index::size() const {
    return collection_->size();
}
std::vector<Id> Index::nearest(std::int64_t said, std::size_t limit, Id except) const {
    std::vector<Id> reports;
    for (const Slot slot : collection_->nearest(said, limit, collection_->slot_of(except)))
        reports.push_back(collection_->entries()[slot].report);
    return reports;
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
    return collection_->demand_of(slot);
}

std::int64_t Index::mark_of(Id report) const {
    const Slot slot = collection_->slot_of(report);
    CANYU_CHECK(slot != none);
    return collection_->entries()[slot].mark;
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

std::vector<StoredReport> Index::stored() const {
    std::vector<StoredReport> reports;
    reports.reserve(size());
    for (Slot slot = 0; slot < collection_->entries().size(); ++slot) {
        const Entry& entry = collection_->entries()[slot];
        if (entry.report) reports.push_back({entry.report, collection_->demand_of(slot), entry.mark});
    }
    std::ranges::sort(reports, {}, &StoredReport::report);
    return reports;
}

bool Index::write(std::ostream& image, std::string_view mark) const {
    return write_image(*collection_, image, mark);
}

std::optional<IndexImage> Index::read(std::istream& image, const Options& options) {
    std::string mark;
    std::unique_ptr<Collection> collection = read_image(image, options, mark);
    if (!collection) return std::nullopt;
    return IndexImage{Index(std::move(collection)), std::move(mark)};
}

}  // namespace canyu::surfacing
