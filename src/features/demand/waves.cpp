// What many say at once, each in words of their own, becomes one demand by itself.
#include "engines/surfacing/clustering.hpp"

#include <algorithm>
#include <set>

#include "features/demand/state.hpp"

namespace canyu::demand {
namespace {

bool waits(const report::Report& report) {
    return report.state == report::ReportState::waiting && report.visibility == moderation::Visibility::shown;
}

// As the rows stand: what was set aside, or counts for what is decided, is no part of it.
std::vector<report::Report> standing(db::Reader& reader, const surfacing::Wave& wave) {
    std::vector<Id> ids;
    for (const surfacing::Wave::Said& said : wave.reports) ids.push_back(said.report);
    std::vector<report::Report> reports = report::find(reader, ids);
    std::erase_if(reports, [&](const report::Report& report) {
        if (!report.demand_id) return !waits(report);
        const auto demand = store::find(reader, *report.demand_id);
        return !demand || demand->standing != Standing::open;
    });
    std::ranges::sort(reports, {}, [](const report::Report& one) { return std::pair(one.said_at, one.id); });
    return reports;
}

// Nothing where they are of too few people: one who says much is no wave.
std::optional<surfacing::Wave> wave_among(const std::vector<report::Report>& reports) {
    std::set<Id> people;
    for (const report::Report& report : reports) people.insert(report.person_id);
    if (people.size() < surfacing::WaveOptions{}.together) return std::nullopt;
    surfacing::Wave wave;
    for (const report::Report& report : reports)
        wave.reports.push_back({report.id, report.demand_id.value_or(Id{})});
    return wave;
}

}  // namespace

std::optional<surfacing::Wave> Demands::wave_of(db::Reader& reader, const report::Report& report) const {
    const report::Report shown = report::as_shown(report);
    const std::string body = report::body(shown);
    const auto found = state_->indices.wave_of(
        report.product_id, {report.id, shown.title, body, to_milliseconds(report.said_at)});
    return found ? wave_among(standing(reader, *found)) : std::nullopt;
}

std::vector<Id> Demands::join_wave(db::Writer& writer, Id report, const surfacing::Wave& known, Time now) {
    const auto words = report::find(writer, report);
    std::vector<report::Report> reports = standing(writer, known);
    const auto wave = wave_among(reports);
    if (!words || !waits(*words) || !wave) return {};
    std::vector<Id> all{report};
    for (const report::Report& one : reports) all.push_back(one.id);

    reports.push_back(*words);
    std::erase_if(reports, [](const report::Report& one) { return !waits(one); });
    std::ranges::sort(reports, {}, [](const report::Report& one) { return std::pair(one.said_at, one.id); });
    Id into = surfacing::demand_of(*wave);
    std::vector<Id> joined;
    for (const report::Report& one : reports) {
        if (into)
            state_->join(writer, one, *store::find(writer, into), Id{}, now);
        else
            into = state_->found(writer, one, title_from(one), Id{}, now);
        std::vector<Id> beside = all;
        std::erase(beside, one.id);
        store::set_wave(writer, one.id, beside);
        joined.push_back(one.id);
    }
    return joined;
}

std::vector<report::Report> wave_behind(db::Reader& reader, const report::Report& report) {
    if (report.placed_by || !report.demand_id) return {};
    std::vector<report::Report> beside = report::find(reader, store::wave_beside(reader, report.id));
    std::ranges::sort(beside, {}, [](const report::Report& one) { return std::pair(one.said_at, one.id); });
    return beside;
}

}  // namespace canyu::demand
