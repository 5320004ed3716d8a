// The inbox: reports that wait, and the three ways out of it: a demand, a new demand, or a stated reason.
#include <fmt/core.h>

#include "features/demand/state.hpp"
#include "features/demand/studio.hpp"
#include "features/demand/studio_parts.hpp"
#include "platform/web/site.hpp"

namespace canyu::demand {
namespace {

using web::Access;
using web::Context;
using web::Done;

constexpr std::int64_t reports_a_page = 10;
constexpr std::size_t suggestions_a_report = 3;
constexpr std::size_t suggestions_looked_for = 8;
constexpr auto inbox_url = "/studio/inbox";

std::string back_or_inbox(const std::string& back) {
    return back.empty() ? inbox_url : web::local_path(back);
}

Result<std::optional<products::Product>> chosen_product(db::Reader& reader, const std::string& slug) {
    if (slug.empty()) return std::nullopt;
    auto product = products::find(reader, std::string_view(slug));
    if (!product) return not_found();
    return product;
}

StudioPlacing placing_of(db::Reader& reader, const Demands& demands, const report::Report& report,
                         StudioReport said) {
    StudioPlacing placing;
    placing.said = std::move(said);
    placing.report_id = report.id;
    placing.suggestions = suggestion_views(
        demands.suggest(reader, report.product_id, report.title, report::body(report), suggestions_a_report));
    placing.new_title = title_from(report);
    return placing;
}

Result<StudioInboxPage> inbox_page(Context& c, const Demands& demands, const StudioInboxQuery& query) {
    return c.read([&](db::Reader& reader) -> Result<StudioInboxPage> {
        CANYU_TRY(const auto chosen, chosen_product(reader, query.product));
        const Id product = chosen ? chosen->id : Id{};
        StudioInboxPage page;
        page.products = product_views(products::all(reader), product, c.language());
        page.all_products = !chosen;
        page.waiting = report::count_waiting(reader, product);
        page.pagination = web::paginate(c.query(), c.page(), page.waiting, reports_a_page);
        const std::int64_t skipped = page.pagination ? (page.pagination->page - 1) * reports_a_page : 0;
        const auto reports = report::waiting(reader, product, skipped, reports_a_page);
        std::vector<StudioReport> views = report_views(reader, reports, c.language());
        for (std::size_t i = 0; i < reports.size(); ++i) {
            StudioPlacing placing = placing_of(reader, demands, reports[i], std::move(views[i]));
            placing.prefix = fmt::format("{}-", to_string(reports[i].id));
            placing.back = chosen ? fmt::format("{}?product={}", inbox_url, chosen->slug) : inbox_url;
            page.placings.push_back(std::move(placing));
        }
        return page;
    });
}

Result<StudioReportPage> report_page(Context& c, const Demands& demands, const std::string& looked_for) {
    CANYU_TRY(const Id id, c.id("report"));
    return c.read([&](db::Reader& reader) -> Result<StudioReportPage> {
        CANYU_TRY(const report::Report report, get_report(reader, id));
        std::vector<StudioReport> said = report_views(reader, {report}, c.language());
        StudioReportPage page{placing_of(reader, demands, report, std::move(said.front())), looked_for};
        if (!looked_for.empty())
            page.placing.suggestions = suggestion_views(
                demands.suggest(reader, report.product_id, "", looked_for, suggestions_looked_for));
        page.placing.back = inbox_url;
        return page;
    });
}

Result<Done> put(Context& c, Demands& demands, const StudioPutForm& form) {
    CANYU_TRY(const Id report, c.id("report"));
    return c.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(const report::Report words, get_report(writer, report));
        CANYU_TRY(const Demand target,
                  named_demand(writer, words.product_id, form.demand, form.number, "number"));
        if (auto done = demands.put_into(writer, report, target.id, c.member().person, c.now()); !done)
            return std::unexpected(std::move(done).error());
        return Done{back_or_inbox(form.back), {"demand.said_put_into", {{"title", target.title}}}};
    });
}

Result<Done> found(Context& c, Demands& demands, const StudioFoundForm& form) {
    CANYU_TRY(const Id report, c.id("report"));
    return c.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(const Id made, demands.found(writer, report, form.title, c.member().person, c.now()));
        CANYU_TRY(const Demand demand, get(writer, made));
        return Done{back_or_inbox(form.back), {"demand.said_founded", {{"title", demand.title}}}};
    });
}

Result<Done> set_aside(Context& c, Demands& demands, const StudioNoDemandForm& form) {
    CANYU_TRY(const Id report, c.id("report"));
    return c.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = demands.no_demand(writer, report, form.reason, c.member().person, c.now()); !done)
            return std::unexpected(std::move(done).error());
        return Done{back_or_inbox(form.back), {"demand.said_no_demand", {}}};
    });
}

void add_ways_out(web::Site& site, Demands& demands) {
    constexpr auto page = "demand/studio_report.html";
    site.post(
        "/studio/reports/{report}/demand", Access::staff,
        [&demands](Context& c, const StudioPutForm& form) { return put(c, demands, form); }, page,
        [&demands](Context& c, const StudioPutForm& form) -> Result<StudioReportPage> {
            CANYU_TRY(StudioReportPage shown, report_page(c, demands, ""));
            shown.placing.number = form.number;
            shown.placing.back = form.back;
            return shown;
        },
        {.summary = "Count a report for a demand"});
    site.post(
        "/studio/reports/{report}/found", Access::staff,
        [&demands](Context& c, const StudioFoundForm& form) { return found(c, demands, form); }, page,
        [&demands](Context& c, const StudioFoundForm& form) -> Result<StudioReportPage> {
            CANYU_TRY(StudioReportPage shown, report_page(c, demands, ""));
            shown.placing.new_title = form.title;
            shown.placing.back = form.back;
            return shown;
        },
        {.summary = "Make a demand of a report"});
    site.post(
        "/studio/reports/{report}/no-demand", Access::staff,
        [&demands](Context& c, const StudioNoDemandForm& form) { return set_aside(c, demands, form); }, page,
        [&demands](Context& c, const StudioNoDemandForm& form) -> Result<StudioReportPage> {
            CANYU_TRY(StudioReportPage shown, report_page(c, demands, ""));
            shown.placing.reason = form.reason;
            shown.placing.back = form.back;
            return shown;
        },
        {.summary = "State in public why a report makes no demand"});
}

}  // namespace

void add_studio_inbox(web::Site& site, Demands& demands) {
    site.count_inbox_by([](db::Reader& reader) { return report::count_waiting(reader, Id{}); });
    site.get("/studio/inbox", Access::staff, "demand/studio_inbox.html",
             [&demands](Context& c, const StudioInboxQuery& query) { return inbox_page(c, demands, query); },
             {.summary = "The reports that wait, oldest first, with the demands each may belong to"});
    site.get("/studio/reports/{report}", Access::staff, "demand/studio_report.html",
             [&demands](Context& c, const StudioReportQuery& query) {
                 return report_page(c, demands, query.words);
             },
             {.summary = "One report, and the ways it can go"});
    add_ways_out(site, demands);
}

}  // namespace canyu::demand
