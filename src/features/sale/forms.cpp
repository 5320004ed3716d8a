#include "features/sale/forms.hpp"

#include <fmt/core.h>

#include <array>
#include <cstdio>
#include <ctime>

#include "base/amount.hpp"
#include "platform/web/checks.hpp"

namespace canyu::sale {
namespace {

std::optional<Time> read_time(const std::string& text) {
    std::tm parts{};
    int consumed = 0;
    if (std::sscanf(text.c_str(), "%4d-%2d-%2dT%2d:%2d%n", &parts.tm_year, &parts.tm_mon, &parts.tm_mday,
                    &parts.tm_hour, &parts.tm_min, &consumed) != 5 ||
        static_cast<std::size_t>(consumed) != text.size())
        return std::nullopt;
    const std::tm said = parts;
    parts.tm_year -= 1900;
    parts.tm_mon -= 1;
    parts.tm_isdst = -1;
    const std::time_t seconds = std::mktime(&parts);
    // mktime takes the 31st of February for a day of March.
    if (parts.tm_mon != said.tm_mon - 1 || parts.tm_mday != said.tm_mday) return std::nullopt;
    return Time{std::chrono::seconds{seconds}};
}

std::string time_text(Time time) {
    const std::time_t seconds = to_milliseconds(time) / 1000;
    std::tm parts{};
    localtime_r(&seconds, &parts);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday,
                       parts.tm_hour, parts.tm_min);
}

Time time_in(web::Checks& checks, const std::string& text, const char* field) {
    const auto time = read_time(text);
    checks.that(time.has_value(), field, "sale.no_time");
    return time.value_or(Time{});
}

Supply supply_in(web::Checks& checks, const std::optional<std::int64_t>& produced,
                 const std::optional<std::int64_t>& stocked, const std::string& next_batch,
                 const std::optional<std::int64_t>& next_batch_units) {
    Supply supply{produced, stocked, std::nullopt, next_batch_units};
    if (!next_batch.empty()) supply.next_batch_at = time_in(checks, next_batch + "T00:00", "next_batch");
    return supply;
}

std::string day_text(const std::optional<Time>& time) {
    return time ? time_text(*time).substr(0, 10) : "";
}

constexpr std::array kinds = {ChannelKind::open, ChannelKind::code, ChannelKind::vip, ChannelKind::regular};

}  // namespace

Result<Read> read(db::Reader& reader, const PlanForm& form) {
    web::Checks checks;
    Read said;
    Plan& plan = said.plan;
    const auto product = products::find(reader, std::string_view(form.product));
    if (product) plan.product_id = product->id;
    plan.title = form.title;
    plan.about = form.about;
    const auto price = read_amount(form.price);
    checks.that(price.has_value(), "price", "sale.no_price");
    plan.price = {price.value_or(1), form.currency.empty() ? "CNY" : form.currency};
    plan.opens_at = time_in(checks, form.opens, "opens");
    plan.closes_at = time_in(checks, form.closes, "closes");
    plan.hold_minutes = form.hold_minutes.value_or(15);
    plan.per_person = form.per_person.value_or(1);
    plan.needs_reservation = form.needs_reservation;
    plan.reserve_until =
        form.reserve_until.empty() ? plan.opens_at : time_in(checks, form.reserve_until, "reserve_until");
    plan.how_to_pay = form.how_to_pay;
    plan.weekly = form.weekly;
    plan.question = form.question;
    plan.answers = form.answers;
    said.supply = supply_in(checks, form.produced, form.stocked, form.next_batch, form.next_batch_units);
    const std::array units = {form.units_open, form.units_code, form.units_vip, form.units_regular};
    for (std::size_t i = 0; i < kinds.size(); ++i) said.channels.push_back({kinds[i], units[i].value_or(0)});
    if (auto checked = checks.result(); !checked) return std::unexpected(std::move(checked).error());
    return said;
}

Result<Supply> read(const SupplyForm& form) {
    web::Checks checks;
    const Supply supply =
        supply_in(checks, form.produced, form.stocked, form.next_batch, form.next_batch_units);
    if (auto checked = checks.result(); !checked) return std::unexpected(std::move(checked).error());
    return supply;
}

PlanForm form_of(db::Reader& reader, const Sale& sale) {
    const Plan& plan = sale.plan;
    const auto product = products::find(reader, plan.product_id);
    CANYU_CHECK(product.has_value());
    PlanForm form{.product = product->slug,
                  .title = plan.title,
                  .about = plan.about,
                  .price = amount_text(plan.price.amount),
                  .currency = plan.price.currency,
                  .opens = time_text(plan.opens_at),
                  .closes = time_text(plan.closes_at),
                  .hold_minutes = plan.hold_minutes,
                  .per_person = plan.per_person,
                  .needs_reservation = plan.needs_reservation,
                  .reserve_until = plan.reserve_until == plan.opens_at ? "" : time_text(plan.reserve_until),
                  .how_to_pay = plan.how_to_pay,
                  .weekly = plan.weekly,
                  .question = plan.question,
                  .answers = plan.answers,
                  .produced = sale.supply.produced,
                  .stocked = sale.supply.stocked,
                  .next_batch = day_text(sale.supply.next_batch_at),
                  .next_batch_units = sale.supply.next_batch_units};
    const std::array units = {&form.units_open, &form.units_code, &form.units_vip, &form.units_regular};
    for (const Channel& channel : sale.channels)
        *units[static_cast<std::size_t>(channel.kind)] = channel.units;
    return form;
}

SupplyForm form_of(const Supply& supply) {
    return {supply.produced, supply.stocked, day_text(supply.next_batch_at), supply.next_batch_units, ""};
}

}  // namespace canyu::sale
