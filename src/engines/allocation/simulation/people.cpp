#include "engines/allocation/simulation/people.hpp"

#include <algorithm>

namespace canyu::allocation::simulation {
namespace {

constexpr unsigned most_tries = 8;

}  // namespace

People::People(World& world, const Terms& terms)
    : world_(world), channels_(terms.channels.size()), may_close_(World::start + Milliseconds{1'200}) {
    const std::size_t people = 5 + world.chance.below(12);
    for (std::size_t i = 0; i < people; ++i)
        people_.push_back({.id = Id{static_cast<std::int64_t>(1000 + i)}, .claims = {}});
}

void People::act() {
    Person& person = people_[world_.chance.below(people_.size())];
    if (person.waits_for == nothing)
        decide_what_to_do(person);
    else if (asks_[person.waits_for].next_try <= world_.time.now())
        try_again(person);
}

void People::try_again(Person& person) {
    Ask& ask = asks_[person.waits_for];
    if (ask.tries < most_tries) {
        ++world_.tally.retries;
        return send(ask, person.waits_for);
    }
    ask.open = false;
    std::erase(open_, person.waits_for);
    person.waits_for = nothing;
}

void People::send(Ask& ask, std::uint32_t number) {
    ++ask.tries;
    ask.next_try = world_.time.now() + world_.chance.milliseconds(10, 80);
    world_.send({.ask = number, .node = world_.chance.below(64)});
}

void People::ask(Person& person, Act act, std::uint32_t repeats) {
    const auto number = static_cast<std::uint32_t>(asks_.size());
    ++world_.tally.asks;
    world_.history.ask(world_.time.now(), number, act);
    asks_.push_back({.act = act, .first = repeats == nothing ? number : asks_[repeats].first});
    Ask& ask = asks_.back();
    ask.possible = world_.model.possible(act, to_milliseconds(world_.latest));
    open_.push_back(number);
    person.waits_for = number;
    send(ask, number);
}

void People::decide_what_to_do(Person& person) {
    Chance& chance = world_.chance;
    if (&person == people_.data()) return ask(person, of_staff(person), nothing);
    const std::uint64_t what = chance.below(100);
    if (what < 12 && !asks_.empty()) {
        // Again what was asked before, by this person or by another.
        const auto earlier = static_cast<std::uint32_t>(chance.below(asks_.size()));
        Act act = asks_[earlier].act;
        if (act.person == person.id) return ask(person, act, earlier);
        act.person = person.id;
        return ask(person, act, nothing);
    }
    if (what < 55 || person.claims.empty()) return ask(person, new_claim(person), nothing);
    const Ask& claim = asks_[person.claims[chance.below(person.claims.size())]];
    ask(person, about_claim(person, claim.act.key), nothing);
}

Act People::new_claim(const Person& person) {
    Chance& chance = world_.chance;
    return {
        .kind = ActKind::claim,
        .channel = static_cast<std::uint8_t>(chance.percent(2) ? most_channels - 1 : chance.below(channels_)),
        .eligible = static_cast<std::uint8_t>(chance.percent(90) ? 255 : chance.below(256)),
        .reserved = chance.percent(85),
        .person = person.id,
        .key = new_key(),
        .reference = {chance.word(), 0}};
}

Act People::about_claim(const Person& person, Key key) {
    const bool pays = world_.chance.percent(65);
    return {.kind = pays ? ActKind::confirm : ActKind::cancel,
            .person = person.id,
            .key = key,
            .reference = {key.low, world_.chance.percent(80) ? 0 : world_.chance.below(3)}};
}

Act People::of_staff(const Person& person) {
    Chance& chance = world_.chance;
    const std::uint64_t what = chance.below(100);
    Act act{.kind = ActKind::resume, .person = person.id, .key = new_key()};
    if (what < 35) {
        act.kind = ActKind::top_up;
        act.channel = static_cast<std::uint8_t>(chance.below(channels_));
        act.units = static_cast<std::uint32_t>(chance.below(5));
    } else if (what < 45) {
        act.kind = ActKind::stop;
    } else if (what < 47 && world_.time.now() > may_close_) {
        act.kind = ActKind::close;
    }
    return act;
}

void People::ledger_changed() {
    for (const std::uint32_t number : open_) {
        Ask& ask = asks_[number];
        ask.possible |= world_.model.possible(ask.act, to_milliseconds(world_.latest));
    }
}

void People::hear(const Letter& letter) {
    Ask& ask = asks_[letter.ask];
    const Answer& answer = *letter.answer;
    const Outcome outcome = answer.outcome;
    world_.history.answer(world_.time.now(), letter.ask, answer);
    if (!decides(outcome)) return;
    const std::string what =
        std::string(name_of(ask.act.kind)) + " was answered " + std::string(name_of(outcome));
    if (acknowledges(outcome)) {
        ++world_.tally.acknowledged;
        if (!world_.model.holds(ask.act, answer)) world_.violate(what + ", but the ledger does not hold it");
        std::optional<Answer>& first = asks_[ask.first].acknowledged;
        if (first && *first != answer) world_.violate(what + ", otherwise than before");
        first = answer;
    } else {
        ++world_.tally.refused;
        ask.possible |= world_.model.possible(ask.act, to_milliseconds(world_.latest));
        if (ask.open && (ask.possible & only(outcome)) == 0)
            world_.violate(what + ", and at no moment was there a reason");
    }
    if (!ask.open) return;
    ask.open = false;
    std::erase(open_, letter.ask);
    const auto asker = std::ranges::find(people_, letter.ask, &Person::waits_for);
    asker->waits_for = nothing;
    if (outcome == Outcome::granted) asker->claims.push_back(letter.ask);
}

void People::check_recovered(const Allotment& recovered) {
    for (const Ask& ask : asks_) {
        if (!ask.acknowledged) continue;
        if (!world_.model.holds(ask.act, *ask.acknowledged)) world_.violate("what was acknowledged is gone");
        if (ask.act.kind == ActKind::stop || ask.act.kind == ActKind::resume) continue;
        Decision decision;
        if (recovered.decide(ask.act, recovered.time(), decision) != *ask.acknowledged)
            world_.violate("a key is answered otherwise after a recovery");
    }
}

}  // namespace canyu::allocation::simulation
