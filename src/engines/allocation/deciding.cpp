// What an act comes to: the rules of an allotment, in the order in which they are asked.
#include "engines/allocation/allotment.hpp"

namespace canyu::allocation {
namespace {

Answer granted(const Claim& claim, std::int64_t amount) {
    return {Outcome::granted, claim.unit, claim.deadline, amount};
}

Answer refused(Outcome outcome) {
    return {.outcome = outcome};
}

// What a decision about a hold says of it.
Decision about(ActKind kind, const Claim& claim, Reference reference) {
    return {.kind = kind,
            .channel = claim.channel,
            .unit = claim.unit,
            .person = claim.person,
            .key = claim.key,
            .deadline = claim.deadline,
            .reference = reference};
}

}  // namespace

Answer Allotment::decide(const Act& act, Time now, Decision& decision) const {
    decision.kind = ActKind::none;
    switch (act.kind) {
        case ActKind::claim:
            return decide_claim(act, now, decision);
        case ActKind::confirm:
            return decide_confirm(act, now, decision);
        case ActKind::cancel:
            return decide_cancel(act, now, decision);
        case ActKind::top_up:
            return decide_top_up(act, decision);
        case ActKind::stop:
        case ActKind::resume:
        case ActKind::close:
            return decide_state(act, decision);
        case ActKind::expire:
        case ActKind::none:
            return refused(Outcome::impossible);
    }
    return refused(Outcome::impossible);
}

Answer Allotment::decide_claim(const Act& act, Time now, Decision& decision) const {
    if (act.channel >= shelves_.size()) return refused(Outcome::impossible);
    if (on(Check::idempotency)) {
        if (const Claim* claim = find(act.key)) {
            const bool same = claim->status != Status::topped_up && claim->channel == act.channel &&
                              (claim->person == act.person || !on(Check::key_owner));
            return same ? granted(*claim, amount_of(claim->unit)) : refused(Outcome::key_taken);
        }
    }
    const Outcome refusal = this->refusal(act, now);
    if (refusal != Outcome::granted) return refused(refusal);
    const std::uint32_t unit = next_unit(shelves_[act.channel]);
    decision = {.kind = ActKind::claim,
                .channel = act.channel,
                .eligible = act.eligible,
                .reserved = act.reserved,
                .unit = unit,
                .person = act.person,
                .key = act.key,
                .deadline = terms_.hold == Milliseconds{0} ? Time{} : now + terms_.hold,
                .amount = amount_of(unit),
                .reference = act.reference};
    return {Outcome::granted, unit, decision.deadline, decision.amount};
}

// Why a new claim cannot be granted, or `granted`.
Outcome Allotment::refusal(const Act& act, Time now) const {
    const Channel& channel = terms_.channels[act.channel];
    if (on(Check::stop) && closed_) return Outcome::closed;
    if (on(Check::stop) && stopped_) return Outcome::stopped;
    if (on(Check::window) && now < channel.opens) return Outcome::not_open;
    if (on(Check::window) && now >= channel.closes) return Outcome::over;
    if (on(Check::stock) && shelves_[act.channel].left() == 0) return Outcome::sold_out;
    if (on(Check::eligibility) && (act.eligible >> act.channel & 1) == 0) return Outcome::not_eligible;
    if (on(Check::reservation) && channel.needs_reservation && !act.reserved)
        return Outcome::reservation_needed;
    if (on(Check::per_person)) {
        const std::uint32_t person = find_person(act.person);
        if (person != IndexTable::none && people_[person].has >= terms_.per_person)
            return Outcome::limit_reached;
    }
    return Outcome::granted;
}

// The claim a confirmation or cancellation speaks of, if it is this person's.
const Claim* Allotment::claim_of(const Act& act) const {
    const Claim* claim = find(act.key);
    if (claim == nullptr || claim->status == Status::topped_up) return nullptr;
    return claim->person == act.person || !on(Check::key_owner) ? claim : nullptr;
}

Answer Allotment::decide_confirm(const Act& act, Time now, Decision& decision) const {
    const Claim* claim = claim_of(act);
    if (claim == nullptr) return refused(Outcome::unknown_claim);
    const Answer confirmed = {.outcome = Outcome::confirmed, .unit = claim->unit};
    switch (claim->status) {
        case Status::held:
            if (on(Check::hold_deadline) && now >= claim->deadline) return refused(Outcome::expired);
            decision = about(ActKind::confirm, *claim, act.reference);
            return confirmed;
        case Status::sold:
            if (on(Check::double_payment) && claim->payment != act.reference)
                return refused(Outcome::paid_twice);
            return confirmed;
        case Status::cancelled:
            return refused(Outcome::already_cancelled);
        case Status::expired:
        case Status::topped_up:
            break;
    }
    return refused(Outcome::expired);
}

Answer Allotment::decide_cancel(const Act& act, Time now, Decision& decision) const {
    const Claim* claim = claim_of(act);
    if (claim == nullptr) return refused(Outcome::unknown_claim);
    const Answer cancelled = {.outcome = Outcome::cancelled, .unit = claim->unit};
    switch (claim->status) {
        case Status::held:
            if (on(Check::hold_deadline) && now >= claim->deadline) return refused(Outcome::expired);
            decision = about(ActKind::cancel, *claim, act.reference);
            return cancelled;
        case Status::sold:
            return refused(Outcome::already_confirmed);
        case Status::cancelled:
            return cancelled;
        case Status::expired:
        case Status::topped_up:
            break;
    }
    return refused(Outcome::expired);
}

Answer Allotment::decide_top_up(const Act& act, Decision& decision) const {
    if (on(Check::idempotency)) {
        if (const Claim* earlier = find(act.key)) {
            if (earlier->status != Status::topped_up) return refused(Outcome::key_taken);
            return {.outcome = Outcome::done, .unit = earlier->unit};
        }
    }
    if (on(Check::stop) && closed_) return refused(Outcome::closed);
    if (act.channel >= shelves_.size() || terms_.split != Split::none || act.units == 0 ||
        act.units > most_units - units_)
        return refused(Outcome::impossible);
    decision = {.kind = ActKind::top_up,
                .channel = act.channel,
                .unit = units_,
                .person = act.person,
                .key = act.key,
                .amount = act.units,
                .reference = act.reference};
    return {.outcome = Outcome::done, .unit = units_};
}

Answer Allotment::decide_state(const Act& act, Decision& decision) const {
    const bool is_so = act.kind == ActKind::close ? closed_ : stopped_ == (act.kind == ActKind::stop);
    if (!is_so)
        decision = {.kind = act.kind, .person = act.person, .key = act.key, .reference = act.reference};
    return {.outcome = Outcome::done};
}

bool Allotment::due(Time now, Decision& decision) const {
    if (held_from_ >= claims_.size()) return false;
    const Claim& oldest = claims_[held_from_];
    if (oldest.status != Status::held || now < oldest.deadline) return false;
    decision = about(ActKind::expire, oldest, {});
    return true;
}

}  // namespace canyu::allocation
