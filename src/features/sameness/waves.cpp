// The clock's work: reports that are part of a wave join by themselves.
#include "engines/surfacing/clustering.hpp"
#include "features/demand/demand.hpp"
#include "features/sameness/looking.hpp"
#include "features/sameness/sameness.hpp"
#include "features/sameness/store.hpp"

namespace canyu::sameness {
namespace {

void join_in(db::Writer& writer, demand::Demands& demands, Id product, Id report, const surfacing::Wave& wave,
             Time now) {
    Id into;
    for (const Id joined : demands.join_wave(writer, report, wave, now)) {
        into = report::find(writer, joined)->demand_id.value();
        store::insert(writer, {joined, product, into, 0, now});
    }
    if (into) demands.refresh(writer, product, into, now);
}

// One after the other: what one joins, the next may join.
void look_at(db::Database& store, demand::Demands& demands, Id product, Time now) {
    const auto some = store.read([&](db::Reader& reader) {
        return report::waiting_after(reader, product, store::look_of(reader, product).waves_to,
                                     now - time_for_the_author, looked_at_once);
    });
    if (some.empty()) return;
    for (const report::Report& report : some) {
        const auto wave = store.read([&](db::Reader& reader) { return demands.wave_of(reader, report); });
        if (!wave) continue;
        store.write([&](db::Writer& writer) { join_in(writer, demands, product, report.id, *wave, now); });
    }
    store.write([&](db::Writer& writer) {
        store::Look look = store::look_of(writer, product);
        look.waves_to = some.back().id;
        store::put(writer, look);
    });
}

}  // namespace

void join_waves(db::Database& store, demand::Demands& demands, Time now) {
    for (const products::Product& product :
         store.read([](db::Reader& reader) { return products::all(reader); }))
        look_at(store, demands, product.id, now);
}

}  // namespace canyu::sameness
