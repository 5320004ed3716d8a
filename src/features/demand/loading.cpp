// What a start reads into memory, and what is written for the next one.
#include <algorithm>
#include <future>

#include "features/demand/images.hpp"
#include "features/demand/in_pieces.hpp"
#include "features/demand/state.hpp"

namespace canyu::demand {
namespace {

constexpr std::int64_t reports_at_once = 500;

void remember_wording(db::Database& store, Wording& wording, Time since) {
    for (const products::Product& product :
         store.read([](db::Reader& reader) { return products::all(reader); })) {
        const std::vector<Id> late =
            store.read([&](db::Reader& reader) { return report::said_since(reader, product.id, since); });
        for_reports(store, late, [&](db::Reader& reader, const std::vector<report::Report>& some) {
            wording.remember(product.id, said_words(reader, some));
        });
    }
}

// All of products without an image, read once for all of them.
void index_others(db::Database& store, Indices& indices, const std::unordered_set<Id>& complete) {
    const auto everything = store.read([](db::Reader& reader) { return products::all(reader); });
    if (std::ranges::all_of(everything, [&](const auto& product) { return complete.contains(product.id); }))
        return;
    for (Id after;;) {
        const std::vector<report::Report> some =
            store.read([&](db::Reader& reader) { return report::all_after(reader, after, reports_at_once); });
        if (some.empty()) return;
        for (const report::Report& report : some)
            if (!complete.contains(report.product_id)) indices.put(report);
        after = some.back().id;
    }
}

}  // namespace

void Demands::load(const Images* images) {
    db::Database& store = state_->store;
    // An image takes as long as all the rest, so one thread is left to it.
    auto from_image = std::async(std::launch::async, [&] {
        return images ? images->read(store, state_->indices) : std::unordered_set<Id>{};
    });
    remember_wording(store, state_->wording, state_->clock.now() - surfacing::CopyingOptions{}.remembered);
    const auto revisions =
        images ? images->revisions(store) : std::unordered_map<Id, std::vector<report::Revised>>{};
    const std::unordered_set<Id> complete = from_image.get();
    for (const Id product : complete)
        Images::bring_up_to_date(store, state_->indices, product, revisions.at(product));
    index_others(store, state_->indices, complete);
    state_->take_over_models();
}

void Demands::write_images(const Images& images) const {
    images.write(state_->store, state_->indices);
}

}  // namespace canyu::demand
