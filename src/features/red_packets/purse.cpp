// The purse: what the house owes to a person, and having it paid out.
#include "base/amount.hpp"
#include "base/text.hpp"
#include "features/notices/notices.hpp"
#include "features/red_packets/rules.hpp"
#include "platform/audit/audit.hpp"
#include "platform/web/checks.hpp"

namespace canyu::red_packets {
namespace {

using store::PayoutState;

void tell_of_payout(db::Writer& writer, IdSource& ids, const store::Payout& payout, Time now) {
    const bool is_paid = payout.state == PayoutState::paid;
    notices::tell(writer, ids,
                  {notices::Kind::receipt,
                   "payout:" + to_string(payout.id),
                   "/me/purse",
                   {is_paid ? "red_packets.told_paid_out" : "red_packets.told_not_paid",
                    {{"yuan", amount_text(payout.amount)}, {"words", payout.words}}},
                   {"red_packets.told_because_purse", {}}},
                  {payout.person_id}, now);
}

}  // namespace

std::int64_t in_purse(db::Reader& reader, Id person) {
    return store::in_purse(reader, person);
}

Result<Id> ask_for_payout(db::Writer& writer, IdSource& ids, Id person, const std::string& typed, Time now) {
    const std::string address = clean_line(typed);
    web::Checks checks;
    checks.length("address", address, 4, 200);
    if (auto checked = checks.result(); !checked) return std::unexpected(std::move(checked).error());
    const std::int64_t amount = in_purse(writer, person);
    if (amount <= 0) return refuse(409, "red_packets.nothing_in_purse");
    const store::Payout payout{.id = ids.next(), .person_id = person, .amount = amount, .asked_at = now};
    store::insert(writer, payout, address);
    add_entry(writer, ids, person, store::EntryKind::asked_for, payout.id, -amount, now);
    return payout.id;
}

Result<void> answer_payout(db::Writer& writer, const squads::Acting& acting, Id id, bool is_paid,
                           const std::string& words) {
    auto payout = store::payout(writer, id);
    if (!payout) return not_found();
    if (payout->state != PayoutState::asked) return refuse(409, "red_packets.answered_already");
    // Who was a member before has a purse still.
    if (payout->person_id == acting.by) return refuse(403, "red_packets.own_payout");
    web::Checks checks;
    checks.length("words", clean_line(words), 2, 200);
    if (auto checked = checks.result(); !checked) return checked;
    payout->state = is_paid ? PayoutState::paid : PayoutState::not_paid;
    payout->words = clean_line(words);
    payout->answered_at = acting.now;
    payout->answered_by = acting.by;
    store::answer(writer, *payout);
    if (!is_paid)
        add_entry(writer, acting.ids, payout->person_id, store::EntryKind::not_paid, id, payout->amount,
                  acting.now);
    tell_of_payout(writer, acting.ids, *payout, acting.now);
    audit::record(writer, acting.ids, acting.by,
                  is_paid ? "red_packets.act_paid" : "red_packets.act_not_paid", {"payout", id},
                  payout->words, acting.now);
    return {};
}

}  // namespace canyu::red_packets
