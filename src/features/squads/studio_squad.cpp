// A squad's own table: voices it has not read, demands it can pull and those it makes, its people and
// modules.
#include <algorithm>
#include <unordered_map>

#include "features/squads/forms.hpp"
#include "features/squads/showing.hpp"
#include "features/squads/store.hpp"
#include "features/squads/studio.hpp"
#include "platform/web/site.hpp"

namespace canyu::squads {
namespace {

using web::Access;
using web::Context;
using web::Done;

constexpr std::size_t voices_shown = 10;
constexpr std::int64_t own_work_shown = 20;
constexpr auto page_name = "squads/studio_squad.html";

// What was typed into the forms of the page, when one is refused.
struct Typed {
    std::optional<NamesForm> names;
    std::string person;
    ModuleForm module;
    OwnWorkForm own;
};

using CardsById = std::unordered_map<Id, demand::DemandCard>;

std::vector<UnreadVoice> unread_views(db::Reader& reader, std::vector<Id> reports, const CardsById& held) {
    if (reports.size() > voices_shown) reports.resize(voices_shown);
    const auto words = report::find(reader, reports);
    std::vector<Id> people;
    for (const report::Report& report : words) people.push_back(report.person_id);
    const auto authors = people::cards(reader, people);
    std::vector<UnreadVoice> views;
    for (const Id id : reports) {
        const auto report = std::ranges::find(words, id, &report::Report::id);
        if (report == words.end() || !report->demand_id) continue;
        const auto card = held.find(*report->demand_id);
        if (card == held.end()) continue;
        const auto author = authors.find(report->person_id);
        views.push_back({id, std::string(report::quote(*report, report::form_parts(report->fields))),
                         author == authors.end() ? people::Card{} : author->second, report->said_at,
                         card->second});
    }
    return views;
}

// Above the waterline or planned already, and made by nobody.
std::vector<demand::DemandCard> free_demands(db::Reader& reader, Id product) {
    std::vector<Id> ids = demand::above_water(reader, product);
    for (const plan::Item& item : plan::open_items(reader, product))
        if (std::ranges::find(ids, item.demand_id) == ids.end()) ids.push_back(item.demand_id);
    for (const Pull& pull : store::held(reader, ids)) std::erase(ids, pull.demand_id);
    return demand::cards(reader, ids);
}

std::vector<PersonLine> member_lines(db::Reader& reader, Id squad) {
    const std::vector<Id> ids = store::people(reader, squad);
    const auto cards = people::cards(reader, ids);
    std::vector<PersonLine> lines;
    for (const Id id : ids)
        if (const auto card = cards.find(id); card != cards.end()) lines.push_back({id, card->second});
    return lines;
}

// The voices nobody of the squad has read, and its demands with how many of them each has.
void add_table(db::Reader& reader, const Squad& squad, Time now, StudioSquadPage& page) {
    const std::vector<Id> unread = unread_by(reader, squad.id, now);
    std::unordered_map<Id, std::int64_t> counts;
    for (const report::Report& report : report::find(reader, unread))
        if (report.demand_id) ++counts[*report.demand_id];
    CardsById cards;
    for (demand::DemandCard& card : demand::cards(reader, held_by(reader, squad.id))) {
        if (card.stage < demand::Stage::shipped) page.held.push_back({card, counts[card.id]});
        cards.emplace(card.id, std::move(card));
    }
    page.unread_count = static_cast<std::int64_t>(unread.size());
    page.unread = unread_views(reader, unread, cards);
}

Result<StudioSquadPage> squad_page(Context& context, const Typed& typed) {
    CANYU_TRY(const Id id, context.id("squad"));
    return context.read([&](db::Reader& reader) -> Result<StudioSquadPage> {
        const auto squad = store::find(reader, id);
        if (!squad || squad->dissolved_at) return not_found();
        StudioSquadPage page;
        const VoiceClock clock = clock_of_squad(reader, *squad, context.now());
        page.squad = card_of(reader, *squad, context.language(), clock, table_of(reader, id));
        page.act_url = studio_url(id);
        page.is_mine = store::is_in(reader, id, context.member().person);
        page.clock = clock_view(clock);
        page.members = member_lines(reader, id);
        page.can_take_people = page.members.size() < most_people;
        add_table(reader, *squad, context.now(), page);
        page.floating = free_demands(reader, squad->product_id);
        page.own_work =
            own_work_views(reader, store::own_work_of_squad(reader, id, own_work_shown), context.language());
        page.name_zh = typed.names ? typed.names->name_zh : squad->name_zh;
        page.name_en = typed.names ? typed.names->name_en : squad->name_en;
        page.person = typed.person;
        page.module_zh = typed.module.module_zh;
        page.module_en = typed.module.module_en;
        page.title = typed.own.title;
        page.reason = typed.own.reason;
        return page;
    });
}

// Runs one act on the squad of the address and leads back to its table.
template <class Act>
Result<Done> act(Context& context, const char* said, Act what) {
    CANYU_TRY(const Id squad, context.id("squad"));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = what(writer, acting(context), squad); !done)
            return std::unexpected(std::move(done).error());
        return Done{studio_url(squad), {said, {}}};
    });
}

void add_people_acts(web::Site& site) {
    site.post(
        "/studio/squads/{squad}/names", Access::staff,
        [](Context& c, const NamesForm& form) {
            return act(c, "squads.said_renamed", [&](db::Writer& w, const Acting& a, Id squad) {
                return rename(w, a, squad, form.name_zh, form.name_en);
            });
        },
        page_name, [](Context& c, const NamesForm& form) { return squad_page(c, {.names = form}); },
        {.summary = "Give a squad other names"});
    site.post(
        "/studio/squads/{squad}/people", Access::staff,
        [](Context& c, const PersonForm& form) {
            return act(c, "squads.said_joined", [&](db::Writer& w, const Acting& a, Id squad) {
                return add_person(w, a, squad, form.person);
            });
        },
        page_name, [](Context& c, const PersonForm& form) { return squad_page(c, {.person = form.person}); },
        {.summary = "Take somebody of the staff into a squad; it has room for three"});
    site.del("/studio/squads/{squad}/people/{person}", Access::staff,
             [](Context& c) -> Result<Done> {
                 CANYU_TRY(const Id person, c.id("person"));
                 return act(c, "squads.said_left", [&](db::Writer& w, const Acting& a, Id squad) {
                     return remove_person(w, a, squad, person);
                 });
             },
             {.summary = "Let somebody leave a squad"});
    site.post(
        "/studio/squads/{squad}/modules", Access::staff,
        [](Context& c, const ModuleForm& form) {
            return act(c, "squads.said_module_taken", [&](db::Writer& w, const Acting& a, Id squad) {
                return add_module(w, a, squad, form.module_zh, form.module_en);
            });
        },
        page_name, [](Context& c, const ModuleForm& form) { return squad_page(c, {.module = form}); },
        {.summary = "A part of the product that the squad answers for"});
    site.del("/studio/squads/{squad}/modules/{module}", Access::staff,
             [](Context& c) -> Result<Done> {
                 CANYU_TRY(const Id module, c.id("module"));
                 return act(c, "squads.said_module_left", [&](db::Writer& w, const Acting& a, Id squad) {
                     return remove_module(w, a, squad, module);
                 });
             },
             {.summary = "Give up a part of the product"});
}

void add_work_acts(web::Site& site, demand::Demands& demands) {
    site.post("/studio/squads/{squad}/demands", Access::staff,
              [&demands](Context& c, const PullForm& form) {
                  return act(c, "squads.said_pulled", [&](db::Writer& w, const Acting& a, Id squad) {
                      return pull(w, a, demands, squad, form.demand);
                  });
              },
              {.summary = "Pull a demand; it has its place in the plan at once"});
    site.post("/studio/squads/{squad}/read", Access::staff,
              [](Context& c, const ReadForm& form) {
                  return act(c, "squads.said_read", [&](db::Writer& w, const Acting& a, Id squad) {
                      return read(w, a, squad, form.reports);
                  });
              },
              {.summary = "These reports are read by the squad that makes their demand"});
    site.post(
        "/studio/squads/{squad}/own-work", Access::staff,
        [](Context& c, const OwnWorkForm& form) {
            return act(c, "squads.said_own_begun", [&](db::Writer& w, const Acting& a, Id squad) {
                return begin_own(w, a, squad, form.title, form.reason);
            });
        },
        page_name, [](Context& c, const OwnWorkForm& form) { return squad_page(c, {.own = form}); },
        {.summary = "Begin something nobody asked for; it is listed in public"});
    site.post("/studio/squads/{squad}/own-work/{work}/done", Access::staff,
              [](Context& c) -> Result<Done> {
                  CANYU_TRY(const Id work, c.id("work"));
                  return act(c, "squads.said_own_done", [&](db::Writer& w, const Acting& a, Id squad) {
                      return finish_own(w, a, squad, work);
                  });
              },
              {.summary = "It is built"});
}

}  // namespace

void add_studio_squad(web::Site& site, demand::Demands& demands) {
    site.get("/studio/squads/{squad}", Access::staff, page_name, [](Context& c) { return squad_page(c, {}); },
             {.summary = "A squad's table: unread voices, what it can pull, and what it makes"});
    add_people_acts(site);
    add_work_acts(site, demands);
}

}  // namespace canyu::squads
