#include "features/entitlements/entitlements.hpp"

#include <fmt/core.h>

#include "base/text.hpp"
#include "features/entitlements/store.hpp"
#include "features/notices/notices.hpp"
#include "platform/audit/audit.hpp"
#include "platform/web/checks.hpp"

namespace canyu::entitlements {
namespace {

constexpr std::int64_t most_deeds = 100'000;

void record(db::Writer& writer, const squads::Acting& acting, const char* act, Id person,
            const std::string& detail) {
    audit::record(writer, acting.ids, acting.by, act, {"person", person}, detail, acting.now);
}

void tell(db::Writer& writer, const squads::Acting& acting, const VipRequest& request, const char* key) {
    notices::tell(writer, acting.ids,
                  {notices::Kind::decision,
                   fmt::format("vip:{}", to_string(request.id)),
                   "/me/rights",
                   {key, {{"words", request.answer}}},
                   {"entitlements.told_because", {}}},
                  {request.person_id}, acting.now);
}

bool is_address(std::string_view link) {
    return (link.starts_with("https://") || link.starts_with("http://")) &&
           link.find_first_of(" \"<>") == std::string_view::npos;
}

Result<VipRequest> to_answer(db::Reader& reader, Id id, Id by) {
    auto request = store::find(reader, id);
    if (!request) return not_found();
    if (request->person_id == by) return refuse(409, "entitlements.own_request");
    if (request->state != VipState::waiting) return refuse(409, "entitlements.answered_already");
    return *std::move(request);
}

Result<void> check(const VipAnswer& answer) {
    web::Checks checks;
    checks.length("words", trim(answer.words), 4, 1000);
    checks.that(!answer.grants || (answer.days >= 1 && answer.days <= most_days), "days",
                "entitlements.how_long");
    return checks.result();
}

}  // namespace

Entitled entitled(db::Reader& reader, Id person, Id product, Time now) {
    if (!person || people::who_are_here(reader, {person}).empty()) return {};
    return {true, vip_of(reader, person, now).has_value(), seat(reader, person, product).kept};
}

Result<Id> ask_for_vip(db::Writer& writer, IdSource& ids, Id person, const std::string& evidence,
                       const std::string& link, Time now) {
    VipRequest request{
        .id = {}, .person_id = person, .evidence = clean_text(evidence), .link = clean_line(link)};
    web::Checks checks;
    checks.length("evidence", request.evidence, 10, 2000);
    checks.length("link", request.link, 0, 300);
    checks.that(request.link.empty() || is_address(request.link), "link", "entitlements.no_address");
    if (auto checked = checks.result(); !checked) return std::unexpected(std::move(checked).error());
    if (vip_of(writer, person, now)) return refuse(409, "entitlements.is_vip");
    const auto last = store::last_of(writer, person);
    if (last && last->state == VipState::waiting) return refuse(409, "entitlements.waits_already");
    request.id = ids.next();
    request.sent_at = now;
    store::insert(writer, request);
    return request.id;
}

void withdraw(db::Writer& writer, Id person, Time now) {
    auto last = store::last_of(writer, person);
    if (!last || last->state != VipState::waiting) return;
    last->state = VipState::withdrawn;
    last->answered_at = now;
    store::update(writer, *last);
}

Result<void> answer(db::Writer& writer, const squads::Acting& acting, Id id, const VipAnswer& answer) {
    CANYU_TRY(VipRequest request, to_answer(writer, id, acting.by));
    if (auto checked = check(answer); !checked) return checked;
    request.state = answer.grants ? VipState::granted : VipState::declined;
    request.answer = std::string(trim(answer.words));
    request.answered_by = acting.by;
    request.answered_at = acting.now;
    if (answer.grants) request.valid_until = acting.now + std::chrono::days(answer.days);
    store::update(writer, request);
    record(writer, acting, answer.grants ? "entitlements.act_granted" : "entitlements.act_declined",
           request.person_id, request.answer);
    tell(writer, acting, request, answer.grants ? "entitlements.told_granted" : "entitlements.told_declined");
    return {};
}

Result<void> end(db::Writer& writer, const squads::Acting& acting, Id id, const std::string& reason) {
    auto request = store::find(writer, id);
    if (!request) return not_found();
    if (request->state != VipState::granted || *request->valid_until <= acting.now)
        return refuse(409, "entitlements.not_vip");
    CANYU_TRY(request->answer, web::public_reason(reason));
    request->state = VipState::ended;
    request->valid_until = acting.now;
    store::update(writer, *request);
    record(writer, acting, "entitlements.act_ended", request->person_id, request->answer);
    tell(writer, acting, *request, "entitlements.told_ended");
    return {};
}

std::optional<VipRequest> vip_of(db::Reader& reader, Id person, Time now) {
    return store::granted(reader, person, now);
}

Result<void> set_rule(db::Writer& writer, const squads::Acting& acting, const RegularRule& rule) {
    if (!products::find(writer, rule.product_id)) return not_found();
    web::Checks checks;
    checks.that(rule.deeds >= 1 && rule.deeds <= most_deeds, "deeds", "entitlements.how_many_deeds");
    checks.that(rule.days >= 1 && rule.days <= most_days, "days", "entitlements.how_many_days");
    if (auto checked = checks.result(); !checked) return checked;
    store::put(writer, rule);
    audit::record(writer, acting.ids, acting.by, "entitlements.act_rule", {"product", rule.product_id},
                  fmt::format("{} / {}", rule.deeds, rule.days), acting.now);
    return {};
}

Seat seat(db::Reader& reader, Id person, Id product) {
    Seat seat{store::rule_of(reader, product), participation::activity(reader, person), false};
    seat.kept = seat.rule && seat.has.deeds >= seat.rule->deeds && seat.has.days >= seat.rule->days;
    return seat;
}

}  // namespace canyu::entitlements
