#include "features/likeness/decisions.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "features/likeness/store.hpp"
#include "features/report/report.hpp"

namespace canyu::likeness {
namespace {

constexpr std::int64_t piece = 1000;

// In the order they were said; read in pieces, so that no transaction lasts.
std::vector<report::Report> reports_of(db::Database& store, Id product) {
    std::vector<report::Report> reports;
    Id after;
    while (true) {
        const auto some =
            store.read([&](db::Reader& reader) { return report::all_after(reader, after, piece); });
        if (some.empty()) break;
        after = some.back().id;
        for (const report::Report& one : some)
            if (one.product_id == product) reports.push_back(report::as_shown(one));
    }
    std::ranges::sort(reports, {}, [](const report::Report& one) { return std::pair(one.said_at, one.id); });
    return reports;
}

using Apart = std::unordered_map<Id, std::unordered_set<Id>>;  // demands by report

Apart told_apart(db::Database& store) {
    Apart apart;
    for (const store::ToldApart& told :
         store.read([](db::Reader& reader) { return store::told_apart(reader); }))
        apart[told.report_id].insert(told.demand_id);
    return apart;
}

surfacing::Example example_of(const surfacing::Index& index, const report::Report& asking,
                              std::string_view body, const std::unordered_set<Id>& others) {
    // Who placed a report has judged every answer; who told it apart from a demand, only this one.
    const auto judged = [&](Id demand) -> std::optional<bool> {
        if (others.contains(demand)) return false;
        if (!asking.placed_by) return std::nullopt;
        return asking.demand_id == demand;
    };
    surfacing::Example example;
    for (const surfacing::Match& match :
         index.find({.title = asking.title, .body = body, .limit = index.options().reranked}))
        example.answers.push_back({match.features, match.score, judged(match.demand)});
    return example;
}

}  // namespace

std::vector<surfacing::Example> decisions_of(db::Database& store, Id product) {
    surfacing::Index index;
    std::vector<surfacing::Example> decisions;
    Apart apart = told_apart(store);
    for (const report::Report& one : reports_of(store, product)) {
        const std::string body = report::body(one);
        const auto others = apart.extract(one.id);
        if (one.placed_by || !others.empty())
            decisions.push_back(
                example_of(index, one, body, others ? others.mapped() : std::unordered_set<Id>{}));
        index.add({.id = one.id,
                   .demand = one.demand_id.value_or(Id{}),
                   .title = one.title,
                   .body = body,
                   .said = to_milliseconds(one.said_at)});
    }
    return decisions;
}

}  // namespace canyu::likeness
