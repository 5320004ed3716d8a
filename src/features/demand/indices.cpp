#include "features/demand/indices.hpp"

#include <mutex>

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
}

void Indices::move(Id product, const std::vector<report::Moved>& moved, Id demand) {
    Shelf& shelf = this->shelf(product);
    const std::unique_lock lock(shelf.mutex);
    for (const auto& [id, revision] : moved) {
        Known& known = shelf.known[id];
        if (revision <= known.revision) continue;
        known.revision = revision;
        known.demand = demand;
        if (known.indexed) shelf.index.assign(id, demand);
    }
}

void Indices::use(const std::unordered_map<Id, surfacing::Model>& models) {
    const std::shared_lock shelves(mutex_);
    for (const auto& [product, shelf] : shelves_) {
        const auto found = models.find(product);
        const surfacing::Model model = found == models.end() ? surfacing::Model{} : found->second;
        const std::unique_lock lock(shelf->mutex);
        shelf->index.use(model);
    }
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
