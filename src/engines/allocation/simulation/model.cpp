#include "engines/allocation/simulation/model.hpp"

#include "engines/allocation/simulation/model_fields.hpp"

namespace canyu::allocation::simulation {

std::string Model::apply(const Fields& fields) {
    switch (fields.kind()) {
        case ActKind::claim:
            return claim(fields);
        case ActKind::confirm:
        case ActKind::cancel:
        case ActKind::expire:
            return leave(fields);
        case ActKind::top_up:
            return top_up(fields);
        case ActKind::stop:
            stopped_ = true;
            return "";
        case ActKind::resume:
            stopped_ = false;
            return "";
        case ActKind::close:
            closed_ = true;
            return "";
        case ActKind::none:
            break;
    }
    return "a decision of no kind";
}

std::string Model::claim(const Fields& fields) {
    if (fields.channel() >= channels_.size()) return "a claim in no channel";
    Channel& channel = channels_[fields.channel()];
    if (claims_.contains(fields.key())) return "a key is granted twice";
    if (stopped_ || closed_) return "a claim is granted while stopped or closed";
    if (time_ < channel.opens || time_ >= channel.closes) return "a claim is granted outside of the window";
    if ((fields.eligible() >> fields.channel()) % 2 == 0) return "a claim is granted to who is not eligible";
    if (channel.needs_reservation && !fields.reserved()) return "a claim is granted without a reservation";
    if (channel.free.erase(fields.unit()) == 0) return "a unit is granted that is not free";
    if (++has_[fields.person()] > per_person_) return "a person has more than allowed";
    if (hold_ > 0 && fields.deadline() != time_ + hold_) return "a deadline is not the hold time away";
    const auto [share, fresh] = shares_.try_emplace(fields.unit(), fields.amount());
    if (share->second != fields.amount() || (fields.amount() > 0) != split_)
        return "a share is not what it was";
    money_left_ -= fields.amount();
    if (money_left_ < 0) return "more money is given than there is";
    ++(hold_ > 0 ? channel.held : channel.sold);
    claims_[fields.key()] = {.person = fields.person(),
                             .channel = fields.channel(),
                             .unit = fields.unit(),
                             .deadline = fields.deadline(),
                             .amount = fields.amount(),
                             .state = hold_ > 0 ? State::held : State::sold};
    return "";
}

// A hold is paid, cancelled or expires.
std::string Model::leave(const Fields& fields) {
    const auto found = claims_.find(fields.key());
    if (found == claims_.end() || found->second.state != State::held) return "what is not held is let go";
    Claim& claim = found->second;
    if (claim.person != fields.person() || claim.unit != fields.unit() || claim.channel != fields.channel())
        return "another's hold is let go";
    const bool late = time_ >= claim.deadline;
    if (late != (fields.kind() == ActKind::expire))
        return late ? "a hold is used too late" : "a hold expires early";
    Channel& channel = channels_[claim.channel];
    --channel.held;
    if (fields.kind() == ActKind::confirm) {
        claim.state = State::sold;
        claim.payment = fields.reference();
        ++channel.sold;
        return "";
    }
    claim.state = late ? State::expired : State::cancelled;
    --has_[claim.person];
    channel.free.insert(claim.unit);
    return "";
}

std::string Model::top_up(const Fields& fields) {
    if (closed_) return "a closed allotment is topped up";
    if (fields.channel() >= channels_.size() || fields.unit() != units_ || fields.amount() < 1 || split_)
        return "a top-up that cannot be";
    if (!claims_.try_emplace(fields.key(), Claim{.state = State::topped_up}).second)
        return "a top-up's key is used twice";
    Channel& channel = channels_[fields.channel()];
    channel.units += fields.amount();
    for (std::int64_t i = 0; i < fields.amount(); ++i) channel.free.insert(units_++);
    return "";
}

const Model::Claim* Model::find(const Key& key) const {
    const auto found = claims_.find({key.high, key.low});
    return found == claims_.end() ? nullptr : &found->second;
}

Outcomes Model::possible(const Act& act, std::int64_t latest) const {
    const Claim* known = find(act.key);
    switch (act.kind) {
        case ActKind::claim:
            if (act.channel >= channels_.size()) return only(Outcome::impossible);
            if (known == nullptr) return against_claim(act, latest);
            if (known->person == act.person.value && known->channel == act.channel &&
                known->state != State::topped_up)
                return only(Outcome::granted);
            // Who is refused at the door is not asked for the key.
            return only(Outcome::key_taken) | (against_claim(act, latest) & ~only(Outcome::granted));
        case ActKind::confirm:
        case ActKind::cancel:
            return about_hold(act, latest);
        case ActKind::top_up:
            if (known != nullptr)
                return only(known->state == State::topped_up ? Outcome::done : Outcome::key_taken);
            if (closed_) return only(Outcome::closed);
            return only(act.units == 0 || act.channel >= channels_.size() || split_ ? Outcome::impossible
                                                                                    : Outcome::done);
        default:
            return only(Outcome::done);
    }
}

Outcomes Model::against_claim(const Act& act, std::int64_t latest) const {
    const Channel& channel = channels_[act.channel];
    const auto has = has_.find(act.person.value);
    const std::pair<bool, Outcome> reasons[] = {
        {closed_, Outcome::closed},
        {stopped_, Outcome::stopped},
        {time_ < channel.opens, Outcome::not_open},
        {latest >= channel.closes, Outcome::over},
        {channel.free.empty(), Outcome::sold_out},
        {(act.eligible >> act.channel) % 2 == 0, Outcome::not_eligible},
        {channel.needs_reservation && !act.reserved, Outcome::reservation_needed},
        {has != has_.end() && has->second >= per_person_, Outcome::limit_reached}};
    Outcomes against = 0;
    for (const auto& [holds, outcome] : reasons) against |= holds ? only(outcome) : 0;
    return against == 0 ? only(Outcome::granted) : against;
}

Outcomes Model::about_hold(const Act& act, std::int64_t latest) const {
    const Claim* claim = find(act.key);
    if (claim == nullptr || claim->state == State::topped_up || claim->person != act.person.value)
        return only(Outcome::unknown_claim);
    const bool pays = act.kind == ActKind::confirm;
    const std::pair payment(act.reference.first, act.reference.second);
    switch (claim->state) {
        case State::held:
            return only(pays ? Outcome::confirmed : Outcome::cancelled) |
                   (latest >= claim->deadline ? only(Outcome::expired) : 0);
        case State::sold:
            if (!pays) return only(Outcome::already_confirmed);
            return only(claim->payment == payment ? Outcome::confirmed : Outcome::paid_twice);
        case State::cancelled:
            return only(pays ? Outcome::already_cancelled : Outcome::cancelled);
        default:
            return only(Outcome::expired);
    }
}

bool Model::holds(const Act& act, const Answer& answer) const {
    const Claim* claim = find(act.key);
    switch (act.kind) {
        case ActKind::claim:
            return claim != nullptr && answer.outcome == Outcome::granted &&
                   claim->person == act.person.value && claim->channel == act.channel &&
                   claim->unit == answer.unit && claim->deadline == to_milliseconds(answer.deadline) &&
                   claim->amount == answer.amount;
        case ActKind::confirm:
            return claim != nullptr && answer.outcome == Outcome::confirmed && claim->state == State::sold &&
                   claim->person == act.person.value && claim->unit == answer.unit &&
                   claim->payment == std::pair(act.reference.first, act.reference.second);
        case ActKind::cancel:
            return claim != nullptr && answer.outcome == Outcome::cancelled &&
                   claim->state == State::cancelled && claim->person == act.person.value &&
                   claim->unit == answer.unit;
        case ActKind::top_up:
            return claim != nullptr && claim->state == State::topped_up;
        default:
            return answer.outcome == Outcome::done;
    }
}

}  // namespace canyu::allocation::simulation
