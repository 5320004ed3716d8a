// The form of a report, and the page where its words stay and tell what became of them.
#include "features/demand/pages.hpp"
#include "features/demand/state.hpp"

namespace canyu::demand {
namespace {

void add_place(db::Reader& reader, const report::Report& report, ReportPage& page) {
    page.state = report.state;
    page.state_reason = report.state_reason;
    page.placed_at = report.placed_at;
    if (report.demand_id) page.belongs_to = card(reader, *report.demand_id);
    for (const report::Report& beside : wave_behind(reader, report)) {
        const report::Report shown = report::as_shown(beside);
        page.wave.push_back(
            {shown.id, std::string(report::quote(shown, report::form_parts(shown.fields))), shown.lang});
    }
    page.wave_size = std::ssize(page.wave);
    if (!report.placed_by || *report.placed_by == report.person_id) return;
    if (const auto person = people::find(reader, *report.placed_by)) page.placed_by = people::card(*person);
}

void add_suggestions(db::Reader& reader, const Demands& demands, Id product, std::string_view title,
                     std::string_view text, std::vector<Suggestion>& suggestions, std::int64_t& count) {
    if (title.empty() && text.empty()) return;
    suggestions = demands.suggest(reader, product, title, text, suggestions_shown);
    count = static_cast<std::int64_t>(suggestions.size());
}

// What was declined, or waits to be looked at, only its author and the team may read.
void add_words(const web::Context& context, db::Reader& reader, const report::Report& report,
               ReportPage& page) {
    const web::Identity* viewer = context.person();
    page.held = report.visibility == moderation::Visibility::held;
    page.declined = report.visibility == moderation::Visibility::hidden;
    page.declined_reason = report.hidden_reason;
    const bool sees = page.is_mine || (viewer && viewer->role != web::Role::member);
    page.gone = report.visibility != moderation::Visibility::shown && !sees;
    if (page.gone) return;
    page.report_title = report.title;
    page.words = report.text;
    page.words_language = report.lang;
    page.parts = part_views(report);
    page.taken = page.words.empty() && page.report_title.empty() && page.parts.empty();
    page.author = author_card(people::cards(reader, {report.person_id}), report.person_id);
    page.completeness = completeness(report);
    if (viewer && !page.is_mine && !page.taken) page.flag_url = "/flags/report/" + to_string(report.id);
}

}  // namespace

Result<ReportPage> report_page(web::Context& context, const Demands& demands) {
    CANYU_TRY(const Id id, context.id("report"));
    return context.read([&](db::Reader& reader) -> Result<ReportPage> {
        CANYU_TRY(const report::Report report, get_report(reader, id));
        const auto product = products::find(reader, report.product_id);
        ReportPage page;
        page.report_id = id;
        page.product = product->slug;
        page.product_name = products::name(*product, context.language());
        page.is_mine = context.person() && context.person()->person == report.person_id;
        page.kind = report.kind;
        page.said_at = report.said_at;
        add_place(reader, report, page);
        add_words(context, reader, report, page);
        if (page.is_mine && report.state == report::ReportState::waiting)
            add_suggestions(reader, demands, report.product_id, report.title, report::body(report),
                            page.suggestions, page.found_count);
        return page;
    });
}

Result<NewReportPage> new_report_page(web::Context& context, const Demands& demands, const ReportForm& form) {
    return context.read([&](db::Reader& reader) -> Result<NewReportPage> {
        CANYU_TRY(const products::Product product, choose_product(reader, form.product));
        ReportForm shown = form;
        // A line has no form of its own; the one asked for most is offered instead.
        if (!shown.kind || *shown.kind == ReportKind::line) shown.kind = ReportKind::bug;
        NewReportPage page{.kind = *shown.kind,
                           .product = product.slug,
                           .products = product_choices(reader, product, context.language()),
                           .completeness = completeness(shown),
                           .title = shown.title,
                           .text = shown.text,
                           .steps = shown.steps,
                           .expected = shown.expected,
                           .actual = shown.actual,
                           .how_often = shown.how_often,
                           .version = shown.version,
                           .who_for = shown.who_for,
                           .today = shown.today,
                           .wanted = shown.wanted,
                           .task = shown.task,
                           .feeling = shown.feeling,
                           .steps_now = shown.steps_now,
                           .where = shown.where,
                           .what_happened = shown.what_happened};
        add_suggestions(reader, demands, product.id, shown.title, shown.text, page.suggestions,
                        page.found_count);
        return page;
    });
}

}  // namespace canyu::demand
