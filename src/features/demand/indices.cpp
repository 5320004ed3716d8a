#include "features/demand/indices.hpp"

#include <mutex>
#include <unordered_set>

#include "base/check.hpp"

namespace canyu::demand {

void Indices::put(const report::Report& report) {
    Shelf& shelf = this->shelf(report.product_id);
    const std::unique_lock lock(shelf.mutex);
    put(shelf, report);
}

void Indices::reword(const report::Report& report) {
    Shelf& shelf = this->shelf(report.product_id);
    const std::unique_lock lock(shelf.mutex);
    Known& known = shelf.known[report.id];
    if (report.revision > known.worded_at) {
        known.worded_at = report.revision;
        if (known.indexed) shelf.index.remove(report.id);
        known.indexed = false;
    }
    put(shelf, report);
}

void Indices::put(Shelf& shelf, const report::Report& report) {
    Known& known = shelf.known[report.id];
    if (report.revision > known.revision) {
        known.revision = report.revision;
        known.demand = report.demand_id.value_or(Id{});
    }
    if (known.indexed) {
        shelf.index.assign(report.id, known.demand);
    } else {
        const report::Report shown = report::as_shown(report);
        shelf.index.add(
            {report.id, known.demand, shown.title, report::body(shown), to_milliseconds(report.said_at)});
        known.indexed = true;
    }
    shelf.index.mark(report.id, known.revision);
}

void Indices::move(Id product, const std::vector<report::Moved>& moved, Id demand) {
    Shelf& shelf = this->shelf(product);
    const std::unique_lock lock(shelf.mutex);
    for (const auto& [id, revision] : moved) {
        Known& known = shelf.known[id];
        if (revision <= known.revision) continue;
        known.revision = revision;
        known.demand = demand;
        if (!known.indexed) continue;
        shelf.index.assign(id, demand);
        shelf.index.mark(id, revision);
    }
}

void Indices::use(const std::unordered_map<Id, surfacing::Model>& models) {
    const std::shared_lock shelves(mutex_);
    for (const auto& [product, shelf] : shelves_) {
        const auto found = models.find(product);
        const surfacing::Model model = found == models.end() ? surfacing::Model{} : found->second;
        {
            // Mostly it is the same, and whoever searches need not wait for that.
            const std::shared_lock lock(shelf->mutex);
            if (shelf->index.options().model == model) continue;
        }
        const std::unique_lock lock(shelf->mutex);
        shelf->index.use(model);
    }
}

std::size_t Indices::size(Id product) const {
    const Shelf* shelf = find_shelf(product);
    if (!shelf) return 0;
    const std::shared_lock lock(shelf->mutex);
    return shelf->index.size();
}

bool Indices::write(Id product, std::ostream& image, std::string_view mark) const {
    const Shelf* shelf = find_shelf(product);
    if (!shelf) return false;
    const std::shared_lock lock(shelf->mutex);
    return shelf->index.write(image, mark);
}

bool Indices::read(Id product, std::istream& stream, std::string_view mark) {
    auto image = surfacing::Index::read(stream);
    if (!image || image->mark != mark) return false;
    Shelf& shelf = this->shelf(product);
    const std::unique_lock lock(shelf.mutex);
    CANYU_CHECK(shelf.known.empty());
    shelf.index = std::move(image->index);
    shelf.known.reserve(shelf.index.size());
    for (const surfacing::StoredReport& stored : shelf.index.stored())
        shelf.known[stored.report] = {stored.mark, stored.demand, stored.mark, true};
    return true;
}

std::vector<Id> Indices::reconcile(Id product, const std::vector<report::Revised>& rows) {
    Shelf& shelf = this->shelf(product);
    const std::unique_lock lock(shelf.mutex);
    std::vector<Id> changed;
    std::unordered_set<Id> as_stored;
    for (const report::Revised& row : rows) {
        const auto known = shelf.known.find(row.report);
        // Words that were hidden or taken along are read again whatever their revision: they must not be
        // found.
        if (known != shelf.known.end() && known->second.revision == row.revision && !row.unreadable)
            as_stored.insert(row.report);
        else
            changed.push_back(row.report);
    }
    std::erase_if(shelf.known, [&](const auto& known) {
        if (as_stored.contains(known.first)) return false;
        shelf.index.remove(known.first);
        return true;
    });
    return changed;
}

std::vector<surfacing::Match> Indices::find(Id product, const surfacing::Query& query) const {
    const Shelf* shelf = find_shelf(product);
    if (!shelf) return {};
    const std::shared_lock lock(shelf->mutex);
    return shelf->index.find(query);
}

Indices::Shelf& Indices::shelf(Id product) {
    {
        const std::shared_lock lock(mutex_);
        if (const auto found = shelves_.find(product); found != shelves_.end()) return *found->second;
    }
    const std::unique_lock lock(mutex_);
    std::unique_ptr<Shelf>& made = shelves_[product];
    if (!made) made = std::make_unique<Shelf>();
    return *made;
}

const Indices::Shelf* Indices::find_shelf(Id product) const {
    const std::shared_lock lock(mutex_);
    const auto found = shelves_.find(product);
    return found == shelves_.end() ? nullptr : found->second.get();
}

}  // namespace canyu::demand
