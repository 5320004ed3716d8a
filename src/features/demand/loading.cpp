// What a start reads into memory, and what is written for the next one.
#include <algorithm>
#include <future>

#include "features/demand/images.hpp"
#include "features/demand/state.hpp"

namespace canyu::demand {
namespace {

constexpr std::int64_t reports_at_once = 500;

// All with ids after this one, in pieces.
void for_reports_after(db::Database& store, Id after, const auto& take) {
    for (;;) {
        const std::vector<report::Report> some =
            store.read([&](db::Reader& reader) { return report::all_after(reader, after, reports_at_once); });
        if (some.empty()) return;
        take(some);
        after = some.back().id;
    }
}

void remember_wording(db::Database& store, Wording& wording, Time since) {
    const Id first = store.read([&](db::Reader& reader) { return report::first_since(reader, since); });
    if (!first) return;
    for_reports_after(store, Id{first.value - 1}, [&](const std::vector<report::Report>& some) {
        store.read([&](db::Reader& reader) {
            for (const report::Report& report : some)
                if (report.said_at > since) wording.remember(report.product_id, said_words(reader, report));
        });
    });
}

void index_others(db::Database& store, Indices& indices, const std::unordered_set<Id>& complete) {
    const auto everything = store.read([](db::Reader& reader) { return products::all(reader); });
    if (std::ranges::all_of(everything, [&](const auto& product) { return complete.contains(product.id); }))
        return;
    for_reports_after(store, Id{}, [&](const std::vector<report::Report>& some) {
        for (const report::Report& report : some)
            if (!complete.contains(report.product_id)) indices.put(report);
    });
}

}  // namespace

void Demands::load(const Images* images) {
    // Beside each other, since each is seconds for a million reports.
    auto complete = std::async(std::launch::async, [&] {
        return images ? images->read(state_->store, state_->indices) : std::unordered_set<Id>{};
    });
    remember_wording(state_->store, state_->wording,
                     state_->clock.now() - surfacing::CopyingOptions{}.remembered);
    index_others(state_->store, state_->indices, complete.get());
    state_->take_over_models();
}

void Demands::write_images(const Images& images) const {
    images.write(state_->store, state_->indices);
}

}  // namespace canyu::demand
