#include "features/sale/sale.hpp"

#include <array>
#include "base/text.hpp"
#include "features/participation/participation.hpp"
#include "features/sale/store.hpp"
#include "platform/audit/audit.hpp"
#include "platform/web/checks.hpp"

namespace canyu::sale {
namespace {

void record(db::Writer& writer, const Acting& acting, const char* act, const Sale& sale) {
    audit::record(writer, acting.ids, acting.by, act, {"sale", sale.id}, sale.plan.title, acting.now);
}

bool within(std::int64_t number, std::int64_t least, std::int64_t most) {
    return number >= least && number <= most;
}

void check_supply(web::Checks& checks, const Supply& supply) {
    constexpr std::int64_t most = 1'000'000'000;
    const auto counts = [&](const std::optional<std::int64_t>& number) {
        return !number || within(*number, 0, most);
    };
    checks.that(counts(supply.produced), "produced", "field.number");
    checks.that(counts(supply.stocked), "stocked", "field.number");
    checks.that(!supply.produced || !supply.stocked || *supply.stocked <= *supply.produced, "stocked",
                "sale.more_than_produced");
    checks.that(counts(supply.next_batch_units), "next_batch_units", "field.number");
}

// Those with two decimals, as amounts are typed and shown.
constexpr std::array<std::string_view, 16> currencies = {"CNY", "HKD", "TWD", "MOP", "SGD", "MYR",
                                                         "THB", "INR", "USD", "EUR", "GBP", "CHF",
                                                         "CAD", "AUD", "NZD", "BRL"};

void check_units(web::Checks& checks, const std::vector<Channel>& channels) {
    std::int64_t units = 0;
    for (const Channel& channel : channels) {
        checks.that(within(channel.units, 0, most_units), "units_" + std::string(enum_name(channel.kind)),
                    "field.number");
        units += channel.units;
    }
    checks.that(units > 0, "units_open", "sale.no_units");
    checks.that(units <= most_units, "units_open", "sale.too_many_units");
}

void check_question(web::Checks& checks, const Plan& plan) {
    checks.length("question", plan.question, plan.answers.empty() ? 0 : 4, 200);
    checks.length("answers", plan.answers, plan.question.empty() ? 0 : 1, 1000);
}

Result<void> check(db::Reader& reader, const Sale& sale) {
    const Plan& plan = sale.plan;
    web::Checks checks;
    checks.that(products::find(reader, plan.product_id).has_value(), "product", "field.choice");
    checks.length("title", plan.title, 2, 80);
    checks.length("about", plan.about, 0, 2000);
    checks.length("how_to_pay", plan.how_to_pay, 4, 1000);
    checks.that(within(plan.price.amount, 1, 1'000'000'000'000), "price", "sale.no_price");
    checks.that(std::ranges::find(currencies, plan.price.currency) != currencies.end(), "currency",
                "sale.no_currency");
    checks.that(plan.opens_at < plan.closes_at, "closes", "sale.closes_first");
    checks.that(within(plan.hold_minutes, 1, 7 * 24 * 60), "hold_minutes", "field.number");
    checks.that(within(plan.per_person, 1, 100), "per_person", "field.number");
    checks.that(plan.reserve_until <= plan.opens_at, "reserve_until", "sale.reserves_late");
    check_question(checks, plan);
    check_supply(checks, sale.supply);
    check_units(checks, sale.channels);
    const auto for_codes = std::ranges::find(sale.channels, ChannelKind::code, &Channel::kind);
    checks.that(plan.per_person == 1 || for_codes == sale.channels.end() || for_codes->units == 0,
                "per_person", "sale.code_buys_one");
    return checks.result();
}

Plan cleaned(Plan plan) {
    plan.title = clean_line(plan.title);
    plan.about = clean_text(plan.about);
    plan.how_to_pay = clean_text(plan.how_to_pay);
    plan.question = clean_line(plan.question);
    plan.answers = clean_text(plan.answers);
    return plan;
}

// Those with stock, in the order of the kinds.
std::vector<Channel> with_units(std::vector<Channel> channels) {
    std::erase_if(channels, [](const Channel& channel) { return channel.units == 0; });
    return channels;
}

Result<Sale> get(db::Reader& reader, Id id) {
    auto sale = store::find(reader, id);
    if (!sale) return not_found();
    return *std::move(sale);
}

// Only the channel for all asks for a reservation: the others ask for a right that is harder to come by.
allocation::Terms terms_of(const Sale& sale) {
    const Plan& plan = sale.plan;
    allocation::Terms terms;
    terms.per_person = static_cast<std::uint32_t>(plan.per_person);
    terms.hold = std::chrono::minutes{plan.hold_minutes};
    for (const Channel& channel : sale.channels)
        terms.channels.push_back({static_cast<std::uint32_t>(channel.units),
                                  plan.needs_reservation && channel.kind == ChannelKind::open, plan.opens_at,
                                  plan.closes_at});
    return terms;
}

participation::Deed reservation_of(const Sale& sale, Id person) {
    return {person, sale.plan.product_id, "sales", participation::Verb::reserve, participation::Object::sale,
            sale.id};
}

Result<void> check_reserving(const Sale& sale, Time now) {
    if (!sale.is_public()) return not_found();
    if (sale.ended_at || now >= sale.plan.reserve_until) return refuse(409, "sale.reservation_over");
    return {};
}

// One whose hour has come opens at once.
Result<void> check_hours(const Plan& plan, Time now) {
    if (plan.closes_at <= now) return refuse(409, "sale.closes_in_the_past");
    if (plan.needs_reservation && plan.reserve_until <= now) return refuse(409, "sale.nobody_could_reserve");
    return {};
}

}  // namespace

SalePhase phase(const Sale& sale, Time now) {
    if (!sale.is_public()) return SalePhase::planned;
    if (sale.ended_at || now >= sale.plan.closes_at) return SalePhase::over;
    return now < sale.plan.opens_at ? SalePhase::coming : SalePhase::now;
}

std::string url(const Sale& sale) {
    return "/sales/" + std::to_string(sale.number);
}

std::string studio_url(const Sale& sale) {
    return "/studio/sales/" + to_string(sale.id);
}

allotments::Purpose purpose_of(const Sale& sale) {
    return {"sale", sale.id};
}

Result<Sale> plan(db::Writer& writer, const Acting& acting, const Plan& plan, const Supply& supply,
                  const std::vector<Channel>& channels) {
    Sale sale{.id = acting.ids.next(), .planned_by = acting.by, .planned_at = acting.now};
    sale.plan = cleaned(plan);
    sale.supply = supply;
    sale.channels = channels;
    if (auto checked = check(writer, sale); !checked) return std::unexpected(std::move(checked).error());
    sale.channels = with_units(channels);
    sale.number = store::next_number(writer);
    store::insert(writer, sale);
    record(writer, acting, "sale.act_planned", sale);
    return sale;
}

Result<void> replan(db::Writer& writer, const Acting& acting, Id id, const Plan& plan, const Supply& supply,
                    const std::vector<Channel>& channels) {
    CANYU_TRY(Sale sale, get(writer, id));
    if (sale.is_public()) return refuse(409, "sale.public_already");
    sale.plan = cleaned(plan);
    sale.supply = supply;
    sale.channels = channels;
    if (auto checked = check(writer, sale); !checked) return checked;
    sale.channels = with_units(channels);
    store::update(writer, sale);
    record(writer, acting, "sale.act_planned", sale);
    return {};
}

Result<void> publish(db::Writer& writer, const Acting& acting, Id id) {
    CANYU_TRY(Sale sale, get(writer, id));
    if (sale.is_public()) return refuse(409, "sale.public_already");
    if (auto checked = check_hours(sale.plan, acting.now); !checked) return checked;
    sale.published_at = acting.now;
    sale.allotment_id = allotments::open(writer, acting.ids, purpose_of(sale), terms_of(sale), acting.now);
    std::vector<std::int64_t> units;
    for (const Channel& channel : sale.channels) units.push_back(channel.units);
    orders::make_offer(writer,
                       {sale.allotment_id, sale.number, sale.id, sale.plan.product_id, sale.plan.title,
                        url(sale), sale.plan.price, sale.plan.how_to_pay},
                       units);
    store::set_public(writer, sale);
    record(writer, acting, "sale.act_published", sale);
    return {};
}

Result<void> set_supply(db::Writer& writer, const Acting& acting, Id id, const Supply& supply,
                        const std::string& reason) {
    CANYU_TRY(const Sale sale, get(writer, id));
    if (!sale.is_public()) return not_found();
    web::Checks checks;
    check_supply(checks, supply);
    checks.length("reason", trim(reason), 4, 1000);
    if (auto checked = checks.result(); !checked) return checked;
    store::set_supply(writer, id, supply);
    store::insert(writer, store::Note{acting.ids.next(), id, NoteKind::told, acting.now, acting.by, 0,
                                      std::string(trim(reason))});
    audit::record(writer, acting.ids, acting.by, "sale.act_supply", {"sale", id}, std::string(trim(reason)),
                  acting.now);
    return {};
}

Result<void> reserve(db::Writer& writer, IdSource& ids, const Sale& sale, Id person, Time now) {
    if (auto checked = check_reserving(sale, now); !checked) return checked;
    if (store::insert_reservation(writer, sale.id, person, now))
        participation::record(writer, ids, reservation_of(sale, person), now);
    return {};
}

Result<void> unreserve(db::Writer& writer, IdSource& ids, const Sale& sale, Id person, Time now) {
    if (auto checked = check_reserving(sale, now); !checked) return checked;
    if (store::remove_reservation(writer, sale.id, person))
        participation::reverse(writer, ids, reservation_of(sale, person), now);
    return {};
}

std::string used_at(db::Reader& reader, const allotments::Purpose& purpose) {
    const auto sale = purpose.kind == "sale" ? store::find(reader, purpose.object_id) : std::nullopt;
    return sale ? url(*sale) : "";
}

std::optional<Sale> find(db::Reader& reader, Id sale) {
    return store::find(reader, sale);
}

}  // namespace canyu::sale
