// The receipt of a demand, and where staff say how many use a version.
#include <fmt/core.h>

#include <algorithm>

#include "features/receipts/store.hpp"
#include "features/receipts/views.hpp"
#include "platform/web/site.hpp"

namespace canyu::receipts {
namespace {

using web::Access;
using web::Context;
using web::Done;

constexpr std::size_t people_named = 12;
constexpr std::int64_t buses_shown = 20;

std::optional<BehindLine> behind_line(db::Reader& reader, Id demand, const people::Person& person) {
    const auto behind = demand::behind(reader, demand, person.id);
    if (!behind) return std::nullopt;
    BehindLine line{people::card(person), behind->words, behind->language, behind->report.has_value(), "", "",
                    behind->said_at};
    if (behind->report) line.report_url = "/reports/" + to_string(*behind->report);
    if (behind->deed) line.deed_url = deed_url(person.name, *behind->deed);
    return line;
}

ReachView view_of(const Reach& reach) {
    return {reach.people, reach.source, reach.counted_at};
}

void add_shipping(db::Reader& reader, const demand::Demand& demand, ReceiptPage& page) {
    for (const demand::DemandChange& change : demand::history(reader, demand.id))
        if (change.act == demand::DemandAct::shipped) page.said_about_it = change.reason;
    const auto bus = release::shipped_with(reader, demand.id);
    if (!bus || *bus->left_at < page.shipped_at) return;
    page.came_with = CameWith{bus->number, bus->version, release::url(reader, *bus)};
    if (const auto counted = reaches(reader, {bus->id}); !counted.empty())
        page.reach = view_of(counted.front());
}

void add_people(db::Reader& reader, const Context& context, Id demand, ReceiptPage& page) {
    std::vector<Id> people = demand::people_of(reader, demand);
    if (const web::Identity* me = context.person())
        if (const auto person = people::find(reader, me->person))
            page.mine = behind_line(reader, demand, *person);
    if (people.size() > people_named) {
        page.more_count = static_cast<std::int64_t>(people.size() - people_named);
        people.resize(people_named);
    }
    for (const Id id : people)
        if (const auto person = people::find(reader, id))
            if (auto line = behind_line(reader, demand, *person)) page.behind.push_back(*std::move(line));
}

Result<ReceiptPage> receipt_page(Context& context) {
    CANYU_TRY(const std::int64_t number, context.number("number"));
    return context.read([&](db::Reader& reader) -> Result<ReceiptPage> {
        const auto product = products::find(reader, std::string_view(context.parameter("product")));
        const auto demand = product ? demand::find(reader, product->id, number) : std::nullopt;
        if (!demand || !demand->shipped_at) return not_found();
        ReceiptPage page;
        page.demand = demand::cards(reader, {demand->id}).front();
        page.shipped_at = *demand->shipped_at;
        page.came_back = demand->stage < demand::Stage::shipped;
        const demand::Verdicts verdicts = demand::verdicts(reader, *demand);
        page.works_count = verdicts.works;
        page.broken_count = verdicts.does_not;
        add_shipping(reader, *demand, page);
        add_people(reader, context, demand->id, page);
        return page;
    });
}

// ---- the staff's side

std::vector<ReachLine> reach_lines(db::Reader& reader, web::Language language) {
    std::vector<release::Bus> buses = release::past(reader, Id{}, 0, buses_shown);
    std::erase_if(buses, [](const release::Bus& bus) { return !bus.left_at; });
    std::vector<Id> ids;
    for (const release::Bus& bus : buses) ids.push_back(bus.id);
    const std::vector<Reach> counted = reaches(reader, ids);
    std::vector<ReachLine> lines;
    for (const release::Bus& bus : buses) {
        ReachLine line{bus.id, bus.number,   bus.version, release::url(reader, bus),
                       "",     *bus.left_at, std::nullopt};
        if (const auto product = products::find(reader, bus.product_id))
            line.product_name = products::name(*product, language);
        const auto reach = std::ranges::find(counted, bus.id, &Reach::bus_id);
        if (reach != counted.end()) line.reach = view_of(*reach);
        lines.push_back(std::move(line));
    }
    return lines;
}

Result<StudioReceiptsPage> studio_page(Context& context, const ReachForm& form) {
    return context.read([&](db::Reader& reader) -> Result<StudioReceiptsPage> {
        StudioReceiptsPage page;
        page.people = form.people > 0 ? std::to_string(form.people) : "";
        page.source = form.source;
        page.buses = reach_lines(reader, context.language());
        for (const ReachLine& bus : page.buses)
            page.choices.push_back({bus.bus_id,
                                    fmt::format("{} #{} · {}", bus.product_name, bus.bus_number, bus.version),
                                    bus.bus_id == form.bus});
        return page;
    });
}

Result<Done> take_count(Context& context, const ReachForm& form) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        const Reach reach{form.bus, context.now(), form.people, form.source, context.member().person};
        if (auto counted = count_reach(writer, context.ids(), reach); !counted)
            return std::unexpected(std::move(counted).error());
        return Done{"/studio/receipts", {"receipts.counted", {}}};
    });
}

}  // namespace

void add_pages(web::Site& site) {
    site.get(
        "/demands/{product}/{number}/receipt", Access::visitor, "receipts/receipt.html",
        [](Context& c) { return receipt_page(c); },
        {.summary = "What came of a demand: whose words, what changed, how many use it", .cached = true});
    constexpr auto studio = "receipts/studio.html";
    site.form(
        "/studio/receipts", Access::staff, studio,
        [](Context& c, const ReachForm& form) { return studio_page(c, form); },
        [](Context& c, const ReachForm& form) { return take_count(c, form); },
        {.summary = "Say how many people use the version of a bus, and where that was counted"});
}

}  // namespace canyu::receipts
