// A person's page: what they said and what came of it.
#include <algorithm>

#include "features/demand/pages.hpp"
#include "features/demand/store.hpp"

namespace canyu::demand {
namespace {

constexpr std::int64_t reports_per_page = 15;
constexpr std::int64_t supports_shown = 12;
constexpr std::int64_t talks_shown = 6;

std::vector<ProfileWords> words_of(db::Reader& reader, const std::vector<report::Report>& reports) {
    std::vector<ProfileWords> said;
    for (const report::Report& report : reports) {
        const auto parts = report::form_parts(report.fields);
        const std::string words(report.title.empty() ? report::quote(report, parts) : report.title);
        ProfileWords one{report.id,    report.kind,         words,       report.lang, report.said_at,
                         report.state, report.state_reason, std::nullopt};
        if (report.demand_id) one.demand = card(reader, *report.demand_id);
        said.push_back(std::move(one));
    }
    return said;
}

std::vector<DemandCard> supported(db::Reader& reader, Id person) {
    std::vector<Id> demands;
    for (const store::Support& support : store::supports_of(reader, person, 0, supports_shown))
        if (std::ranges::find(demands, support.demand_id) == demands.end())
            demands.push_back(support.demand_id);
    return cards(reader, demands);
}

}  // namespace

Result<ProfilePage> profile_page(web::Context& context) {
    return context.read([&](db::Reader& reader) -> Result<ProfilePage> {
        const auto person = people::find(reader, context.parameter("name"));
        if (!person) return not_found();
        ProfilePage page;
        page.person = people::card(*person);
        page.about = person->about;
        page.joined_at = person->joined_at;
        page.is_me = context.person() && context.person()->person == person->id;
        page.report_count = report::count_of_person(reader, person->id);
        page.support_count = store::count_supports_of(reader, person->id);
        const std::int64_t number =
            std::min(context.page(), web::page_count(page.report_count, reports_per_page));
        page.said = words_of(
            reader, report::of_person(reader, person->id, (number - 1) * reports_per_page, reports_per_page));
        page.supports = supported(reader, person->id);
        page.talks = forum::topics_of(reader, person->id, talks_shown, context.now());
        page.pagination = web::paginate(context.query(), number, page.report_count, reports_per_page);
        return page;
    });
}

}  // namespace canyu::demand
