#include "features/likeness/decisions.hpp"

#include <algorithm>

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

surfacing::Example example_of(const surfacing::Index& index, const report::Report& asking,
                              std::string_view body) {
    surfacing::Example example;
    for (const surfacing::Match& match :
         index.find({.title = asking.title, .body = body, .limit = index.options().reranked})) {
        const bool same = asking.demand_id && match.demand == *asking.demand_id;
        example.answers.push_back({match.features, match.score, same});
    }
    return example;
}

}  // namespace

std::vector<surfacing::Example> decisions_of(db::Database& store, Id product) {
    surfacing::Index index;
    std::vector<surfacing::Example> decisions;
    for (const report::Report& one : reports_of(store, product)) {
        const std::string body = report::body(one);
        if (one.placed_by) decisions.push_back(example_of(index, one, body));
        index.add({.id = one.id,
                   .demand = one.demand_id.value_or(Id{}),
                   .title = one.title,
                   .body = body,
                   .said = to_milliseconds(one.said_at)});
    }
    return decisions;
}

}  // namespace canyu::likeness
