#include "features/demand/indices.hpp"

#include <algorithm>
#include <mutex>

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
    std::int64_t& reworded = shelf.reworded[report.id];
    if (report.revision > reworded && shelf.index.contains(report.id)) {
        shelf.awaited[report.id] = {shelf.index.mark_of(report.id), shelf.index.demand_of(report.id)};
        shelf.index.remove(report.id);
    }
    reworded = std::max(reworded, report.revision);
    put(shelf, report);
}

void Indices::put(Shelf& shelf, const report::Report& report) {
    Place place{report.revision, report.demand_id.value_or(Id{})};
    if (shelf.index.contains(report.id)) return move(shelf, report.id, place);
    if (const auto awaited = shelf.awaited.find(report.id); awaited != shelf.awaited.end()) {
        if (awaited->second.revision > place.revision) place = awaited->second;
        shelf.awaited.erase(awaited);
    }
    const report::Report shown = report::as_shown(report);
    shelf.index.add({report.id, place.demand, shown.title, report::body(shown),
                     to_milliseconds(report.said_at), place.revision});
}

void Indices::move(Shelf& shelf, Id report, Place place) {
    if (!shelf.index.contains(report)) {
        Place& awaited = shelf.awaited[report];
        if (place.revision > awaited.revision) awaited = place;
    } else if (place.revision > shelf.index.mark_of(report)) {
        shelf.index.assign(report, place.demand);
        shelf.index.mark(report, place.revision);
    }
}

void Indices::move(Id product, const std::vector<report::Moved>& moved, Id demand) {
    Shelf& shelf = this->shelf(product);
    const std::unique_lock lock(shelf.mutex);
    for (const auto& [id, revision] : moved) move(shelf, id, {revision, demand});
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
    CANYU_CHECK(shelf.index.size() == 0 && shelf.awaited.empty());
    shelf.index = std::move(image->index);
    return true;
}

std::vector<Id> Indices::reconcile(Id product, const std::vector<report::Revised>& rows) {
    Shelf& shelf = this->shelf(product);
    const std::unique_lock lock(shelf.mutex);
    std::vector<Id> changed;
    std::vector<Id> gone;
    auto row = rows.begin();
    for (const surfacing::StoredReport& stored : shelf.index.stored()) {
        for (; row != rows.end() && row->report < stored.report; ++row) changed.push_back(row->report);
        const bool has_row = row != rows.end() && row->report == stored.report;
        // Words that were hidden or taken along are read again whatever their revision: they must not be
        // found.
        if (has_row && row->revision == stored.mark && !row->unreadable) {
            ++row;
        } else {
            gone.push_back(stored.report);
        }
    }
    shelf.index.remove(gone);
    for (; row != rows.end(); ++row) changed.push_back(row->report);
    return changed;
}

std::vector<surfacing::Match> Indices::find(Id product, const surfacing::Query& query) const {
    const Shelf* shelf = find_shelf(product);
    if (!shelf) return {};
    const std::shared_lock lock(shelf->mutex);
    return shelf->index.find(query);
}

std::optional<surfacing::Wave> Indices::wave_of(Id product, const surfacing::NewReport& report) const {
    const Shelf* shelf = find_shelf(product);
    if (!shelf) return std::nullopt;
    const std::shared_lock lock(shelf->mutex);
    const std::size_t latest = surfacing::WaveOptions{}.latest;
    return surfacing::wave_of(shelf->index, report, shelf->index.nearest(report.said, latest, report.id));
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
