#include "features/sameness/sameness.hpp"

#include "features/demand/demand.hpp"
#include "features/likeness/likeness.hpp"
#include "features/sameness/looking.hpp"
#include "features/sameness/store.hpp"
#include "platform/audit/audit.hpp"

namespace canyu::sameness {
namespace {

Result<Alike> get(db::Reader& reader, Id alike) {
    auto found = store::find(reader, alike);
    if (!found) return not_found();
    return *std::move(found);
}

// The report whose words were compared; nothing where its author left with them.
std::optional<Id> compared_report(db::Reader& reader, Id demand) {
    const auto newer = demand::find(reader, demand);
    const auto report = newer ? founding_report(reader, *newer) : std::nullopt;
    return report ? std::optional(report->id) : std::nullopt;
}

void record(db::Writer& writer, IdSource& ids, const Alike& pair, const char* act, Id by, Time now) {
    const auto older = demand::find(writer, pair.older_id);
    audit::record(writer, ids, by, act, {"demand", pair.newer_id}, older ? older->title : "", now);
}

}  // namespace

Result<void> merge(db::Writer& writer, demand::Demands& demands, Id alike, Id into, Id by, Time now) {
    CANYU_TRY(const Alike pair, get(writer, alike));
    if (into != pair.older_id && into != pair.newer_id) return not_found();
    const Id from = into == pair.older_id ? pair.newer_id : pair.older_id;
    if (auto merged = demands.merge(writer, from, into, by, now); !merged) return merged;
    store::answer(writer, alike, Answer::merged, by, now);
    return {};
}

Result<void> tell_apart(db::Writer& writer, IdSource& ids, Id alike, Id by, Time now) {
    CANYU_TRY(const Alike pair, get(writer, alike));
    if (pair.answer == Answer::different) return {};
    store::answer(writer, alike, Answer::different, by, now);
    if (const auto report = compared_report(writer, pair.newer_id))
        likeness::tell_apart(writer, *report, pair.older_id, by, now);
    record(writer, ids, pair, "sameness.act_told_apart", by, now);
    return {};
}

Result<void> take_telling_apart_back(db::Writer& writer, IdSource& ids, Id alike, Id by, Time now) {
    CANYU_TRY(const Alike pair, get(writer, alike));
    if (pair.answer != Answer::different) return not_found();
    store::answer(writer, alike, Answer::waiting, std::nullopt, std::nullopt);
    if (const auto report = compared_report(writer, pair.newer_id))
        likeness::take_telling_apart_back(writer, *report, pair.older_id);
    record(writer, ids, pair, "sameness.act_taken_back", by, now);
    return {};
}

Result<void> confirm(db::Writer& writer, demand::Demands& demands, Id report, Id by, Time now) {
    const auto joined = store::find_joined(writer, report);
    const auto said = report::find(writer, report);
    if (!joined || !said || said->placed_by || said->demand_id != joined->demand_id) return not_found();
    return demands.put_into(writer, report, joined->demand_id, by, now);
}

}  // namespace canyu::sameness
