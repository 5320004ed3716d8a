// A person's page: what they said and what came of it; and the log of their deeds.
#include <algorithm>
#include <array>

#include "features/entitlements/entitlements.hpp"
#include "features/profile/leaving.hpp"
#include "features/profile/my_data.hpp"
#include "features/profile/profile.hpp"
#include "features/profile/views.hpp"
#include "platform/web/site.hpp"

namespace canyu::profile {
namespace {

using web::Access;
using web::Context;

constexpr std::int64_t reports_per_page = 15;
constexpr std::int64_t receipts_shown = 6;
constexpr std::int64_t supports_shown = 12;
constexpr std::int64_t talks_shown = 6;
constexpr std::int64_t deeds_per_page = 50;

Result<people::Person> person_of(db::Reader& reader, const Context& context) {
    const std::string& name = context.parameter("name");
    if (name.starts_with(people::left_prefix)) return refuse(410, "profile.they_left");
    auto person = people::find(reader, std::string_view(name));
    if (!person) return not_found();
    return *std::move(person);
}

// `whole`: for who may read what is held or was declined.
std::vector<ProfileWords> words_of(db::Reader& reader, const std::vector<report::Report>& reports,
                                   bool whole) {
    std::vector<Id> demands;
    for (const report::Report& report : reports)
        if (report.demand_id) demands.push_back(*report.demand_id);
    const std::vector<demand::DemandCard> cards = demand::cards(reader, demands);
    std::vector<ProfileWords> views;
    for (const report::Report& said : reports) {
        report::Report report = report::as_shown(said);
        if (whole) report = said, report.visibility = moderation::Visibility::shown;
        const auto parts = report::form_parts(report.fields);
        const std::string words(report.title.empty() ? report::quote(report, parts) : report.title);
        ProfileWords one{report.id,    report.kind,         words,       report.lang, report.said_at,
                         report.state, report.state_reason, std::nullopt};
        if (report.demand_id)
            one.demand = *std::ranges::find(cards, *report.demand_id, &demand::DemandCard::id);
        views.push_back(std::move(one));
    }
    return views;
}

Result<ProfilePage> profile_page(Context& context) {
    return context.read([&](db::Reader& reader) -> Result<ProfilePage> {
        CANYU_TRY(const people::Person person, person_of(reader, context));
        ProfilePage page;
        page.person = people::card(person);
        page.about = person.about;
        page.joined_at = person.joined_at;
        page.is_me = context.person() && context.person()->person == person.id;
        if (const auto vip = entitlements::vip_of(reader, person.id, context.now())) {
            page.is_vip = true;
            page.vip_reason = vip->answer;
        }
        page.titles = honours::tags_of(reader, person.id, context.language());
        page.report_count = report::count_of_person(reader, person.id);
        page.support_count = demand::count_supports_of(reader, person.id);
        page.receipt_count = receipts::count_of_person(reader, person.id);
        if (page.is_me) page.waiting_for_me = answers::waiting_for(reader, person.id, context.now());
        const std::int64_t number =
            std::min(context.page(), web::page_count(page.report_count, reports_per_page));
        page.receipts = receipts::of_person(reader, person, 0, number == 1 ? receipts_shown : 0);
        page.said = words_of(
            reader, report::of_person(reader, person.id, (number - 1) * reports_per_page, reports_per_page),
            page.is_me);
        page.supports = demand::supported_by(reader, person.id, supports_shown);
        page.talks = forum::topics_of(reader, person.id, context.person() ? context.person()->person : Id{},
                                      talks_shown, context.now());
        page.pagination = web::paginate(context.query(), number, page.report_count, reports_per_page);
        return page;
    });
}

// Who flagged what, and what somebody bought, is between them and the staff: nobody else reads it in their
// log.
bool is_private(const Context& context, const participation::Row& row) {
    using enum participation::Verb;
    constexpr std::array own = {flag, reserve, claim, buy, receive, redeem};
    return std::ranges::find(own, row.verb) != own.end() &&
           !(context.person() && context.person()->person == row.person_id);
}

std::vector<Deed> deeds_of(db::Reader& reader, const people::Person& person,
                           const std::vector<participation::Row>& rows, web::Language language) {
    std::vector<Target> targets;
    for (const participation::Row& row : rows)
        targets.push_back({std::string(enum_name(row.object)), row.object_id});
    const Links links(reader, targets);
    std::vector<Deed> deeds;
    for (const participation::Row& row : rows) {
        Deed deed{row.id, receipts::deed_url(person.name, row.id), row.at, row.verb, "", "", "", false, ""};
        if (const auto product = products::find(reader, row.product_id))
            deed.product_name = products::name(*product, language);
        if (const Link* link = links.find(row.object_id)) {
            deed.object_label = link->text(language);
            deed.object_url = link->url;
        }
        deed.takes_back = row.reverses.has_value();
        if (row.reverses) deed.taken_back_url = receipts::deed_url(person.name, *row.reverses);
        deeds.push_back(std::move(deed));
    }
    return deeds;
}

Result<LogPage> log_page(Context& context, const LogQuery& query) {
    return context.read([&](db::Reader& reader) -> Result<LogPage> {
        CANYU_TRY(const people::Person person, person_of(reader, context));
        auto rows =
            participation::of_person(reader, person.id, query.before.value_or(Id{}), deeds_per_page + 1);
        LogPage page{people::card(person), {}, ""};
        if (static_cast<std::int64_t>(rows.size()) > deeds_per_page) {
            rows.pop_back();
            page.older_url = "/u/" + person.name + "/log?before=" + to_string(rows.back().id);
        }
        std::erase_if(rows, [&](const participation::Row& row) { return is_private(context, row); });
        page.deeds = deeds_of(reader, person, rows, context.language());
        return page;
    });
}

Result<DeedPage> deed_page(Context& context) {
    CANYU_TRY(const Id row, context.id("row"));
    return context.read([&](db::Reader& reader) -> Result<DeedPage> {
        CANYU_TRY(const people::Person person, person_of(reader, context));
        const auto found = participation::find(reader, person.id, row);
        if (!found || is_private(context, *found)) return not_found();
        return DeedPage{people::card(person), deeds_of(reader, person, {*found}, context.language()).front()};
    });
}

}  // namespace

void add_pages(web::Site& site, demand::Demands& demands, jobs::Jobs& jobs,
               const std::vector<db::Reference>& references) {
    site.get("/u/{name}", Access::visitor, "profile/profile.html", [](Context& c) { return profile_page(c); },
             {.summary = "What a person said and what came of it", .cached = true});
    site.get("/u/{name}/log", Access::visitor, "profile/log.html",
             [](Context& c, const LogQuery& query) { return log_page(c, query); },
             {.summary = "Everything a person did, newest first", .cached = true});
    site.get("/u/{name}/log/{row}", Access::visitor, "profile/deed.html",
             [](Context& c) { return deed_page(c); },
             {.summary = "One thing a person did: what every credit leads to", .cached = true});
    add_data_pages(site, references);
    add_leaving_pages(site, demands, jobs, references);
}

}  // namespace canyu::profile
