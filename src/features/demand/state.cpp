#include "features/demand/state.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/search/search.hpp"
#include "platform/web/checks.hpp"

namespace canyu::demand {

void Demands::State::add_change(db::Writer& writer, Id demand, const DemandChange& change) {
    store::add_change(writer, ids.next(), demand, change);
    const bool is_told = change.act == DemandAct::shipped || told_by(change.act);
    if (publish && is_told) publish(writer, {demand, change.act, change.person_id, change.at});
}

void Demands::State::record_tidying(db::Writer& writer, Id who, Id product, participation::Object kind,
                                    Id object, const char* act, const std::string& detail, Time now) {
    record(writer, {who, product, "product", participation::Verb::tidy, kind, object},
           kind == participation::Object::report ? "report" : "demand", act, detail, now);
}

void Demands::State::record_deciding(db::Writer& writer, Id who, Id product, Id demand, const char* act,
                                     const std::string& detail, Time now) {
    record(writer,
           {who, product, "product", participation::Verb::decide, participation::Object::demand, demand},
           "demand", act, detail, now);
}

void Demands::State::record(db::Writer& writer, const participation::Deed& deed, const char* object_kind,
                            const char* act, const std::string& detail, Time now) {
    if (!deed.person) return;
    participation::record(writer, ids, deed, now);
    audit::record(writer, ids, deed.person, act, {object_kind, deed.object_id}, detail, now);
}

void Demands::State::follow(db::Writer& writer, const report::Report& report) {
    writer.after_commit([this, report] { indices.put(report); });
}

void Demands::State::follow(db::Writer& writer, Id product, std::vector<report::Moved> moved, Id demand) {
    writer.after_commit(
        [this, product, moved = std::move(moved), demand] { indices.move(product, moved, demand); });
}

void Demands::State::reword(db::Writer& writer, const report::Report& report) {
    writer.after_commit([this, report] { indices.reword(report); });
}

void Demands::State::show_in_search(db::Writer& writer, const report::Report& report) {
    const report::Report said = report::as_shown(report);
    search::Document document{.id = said.id,
                              .kind = "report",
                              .product_id = said.product_id,
                              .url = "/reports/" + to_string(said.id),
                              .title = said.title,
                              .text = report::body(said),
                              .time = said.said_at};
    if (document.title.empty() && document.text.empty()) return search::remove(writer, said.id);
    if (!said.lang.empty()) document.language = said.lang;
    search::add(writer, document);
}

void Demands::State::show_in_search(db::Writer& writer, Id id) {
    const auto demand = store::find(writer, id);
    const auto product = products::find(writer, demand->product_id);
    const std::vector<report::Report> newest = report::of_demand(writer, id, 0, 1);
    search::Document document{.id = id,
                              .kind = "demand",
                              .product_id = demand->product_id,
                              .url = url(*product, demand->number),
                              .title = demand->title,
                              .text = newest.empty() ? "" : report::body(report::as_shown(newest.front())),
                              .time = demand->created_at};
    const std::string language = language_of(demand->title);
    if (!language.empty()) document.language = language;
    search::add(writer, document);
}

void Demands::State::join(db::Writer& writer, const report::Report& report, const Demand& demand, Id by,
                          Time now) {
    const Demand root = root_of(writer, demand);
    const report::Moved moved = report::put(writer, report.id, demand.id, root.id, by, now);
    follow(writer, report.product_id, {moved}, root.id);
    if (report.demand_id && *report.demand_id != root.id) {
        measure(writer, *report.demand_id, now);
        show_in_search(writer, *report.demand_id);
    }
    measure(writer, root.id, now);
}

std::vector<report::Said> said_for(db::Reader& reader, Id demand) {
    std::vector<report::Said> said = report::said_for(reader, demand);
    const std::vector<report::Said> supports = store::supports_for(reader, demand);
    said.insert(said.end(), supports.begin(), supports.end());
    std::ranges::stable_sort(said, {}, &report::Said::at);
    return said;
}

Result<Demand> get(db::Reader& reader, Id demand) {
    auto found = store::find(reader, demand);
    if (!found) return not_found();
    return *std::move(found);
}

Result<report::Report> get_report(db::Reader& reader, Id report) {
    auto found = report::find(reader, report);
    if (!found) return not_found();
    return *std::move(found);
}

Demand root_of(db::Reader& reader, const Demand& demand) {
    Demand root = demand;
    while (root.standing == Standing::merged) {
        auto next = store::find(reader, root.into.value());
        CANYU_CHECK(next.has_value());
        root = *std::move(next);
    }
    return root;
}

std::string language_of(std::string_view text) {
    for (std::size_t position = 0; position < text.size();)
        if (is_han(next_character(text, position))) return "zh-CN";
    return "";
}

Result<std::string> as_title(const std::string& title) {
    std::string line = clean_line(title);
    web::Checks checks;
    checks.length("title", line, 4, report::most_title);
    if (auto checked = checks.result(); !checked) return std::unexpected(std::move(checked).error());
    return line;
}

}  // namespace canyu::demand
