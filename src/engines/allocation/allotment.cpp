#include "engines/allocation/allotment.hpp"

#include <algorithm>
#include <cstring>

#include "base/check.hpp"
#include "engines/allocation/numbers.hpp"
#include "engines/allocation/splitting.hpp"

namespace canyu::allocation {
namespace {

// Room for so many, touched once, so that the system need not find pages for it in the middle of a rush.
template <class T>
void set_aside(LargeVector<T>& items, std::size_t count) {
    items.resize(count);
    items.clear();
}

}  // namespace

Allotment::Allotment(Terms terms, Checks checks)
    : terms_(std::move(terms)), checks_(checks), money_left_(terms_.money) {
    CANYU_CHECK(sound(terms_));
    std::memcpy(salt_.data(), terms_.seed.data(), sizeof salt_);
    const auto units = static_cast<std::uint32_t>(units_of(terms_));
    set_aside(claims_, units);
    set_aside(people_, units);
    claims_by_key_ = IndexTable(units);
    people_by_id_ = IndexTable(units);
    shelves_.resize(terms_.channels.size());
    for (std::size_t i = 0; i < shelves_.size(); ++i) add_units(shelves_[i], terms_.channels[i].units);
    if (terms_.split == Split::none) return;
    KeyedNumbers numbers("canyu money split", terms_.seed);
    amounts_ = split(terms_.split, terms_.money, units, numbers);
}

// Keys are made by clients: mixed with the secret salt, they cannot be made to collide. The constants (of
// wyhash) keep a poor salt from making a poor hash.
std::uint64_t Allotment::hash(const Key& key) const {
    const std::uint64_t half = mix(key.high ^ salt_[0], salt_[1] ^ 0xA0761D6478BD642F);
    return mix(half ^ key.low ^ salt_[2], salt_[3] ^ 0xE7037ED1A0B428DB);
}

std::uint64_t Allotment::hash(Id person) const {
    return hash(Key{.high = static_cast<std::uint64_t>(person.value), .low = 0});
}

void Allotment::prefetch(const Act& act) const {
    claims_by_key_.prefetch(hash(act.key));
    if (act.kind == ActKind::claim) people_by_id_.prefetch(hash(act.person));
}

const Claim* Allotment::find(const Key& key) const {
    const std::uint32_t number =
        claims_by_key_.find(hash(key), [&](std::uint32_t each) { return claims_[each].key == key; });
    return number == IndexTable::none ? nullptr : &claims_[number];
}

std::uint32_t Allotment::find_person(Id person) const {
    return people_by_id_.find(hash(person), [&](std::uint32_t each) { return people_[each].id == person; });
}

Allotment::Person& Allotment::person(Id id) {
    std::uint32_t number = find_person(id);
    if (number == IndexTable::none) {
        number = static_cast<std::uint32_t>(people_.size());
        people_.push_back({.id = id});
        people_by_id_.insert(hash(id), number);
    }
    return people_[number];
}

// The last that came back, else the next new one. Where nothing is left (which the stock check rules out) the
// first unit is given again.
std::uint32_t Allotment::next_unit(const Shelf& shelf) const {
    if (!shelf.returned.empty()) return shelf.returned.back();
    return shelf.fresh.empty() ? 0 : shelf.fresh.front().next;
}

void Allotment::take_unit(Shelf& shelf) {
    if (!shelf.returned.empty()) return shelf.returned.pop_back();
    if (shelf.fresh.empty()) return;
    --shelf.fresh_left;
    Range& range = shelf.fresh.front();
    if (++range.next == range.end) shelf.fresh.erase(shelf.fresh.begin());
}

void Allotment::add_units(Shelf& shelf, std::uint32_t count) {
    if (count > 0) shelf.fresh.push_back({units_, units_ + count});
    shelf.fresh_left += count;
    shelf.units += count;
    units_ += count;
}

std::int64_t Allotment::amount_of(std::uint32_t unit) const {
    return unit < amounts_.size() ? amounts_[unit] : 0;
}

void Allotment::keep(const Claim& claim) {
    CANYU_CHECK(claims_.size() < IndexTable::none);
    claims_by_key_.insert(hash(claim.key), static_cast<std::uint32_t>(claims_.size()));
    claims_.push_back(claim);
    pass_settled();
}

void Allotment::pass_settled() {
    while (held_from_ < claims_.size() && claims_[held_from_].status != Status::held) ++held_from_;
}

bool Allotment::apply(const Decision& decision) {
    switch (decision.kind) {
        case ActKind::claim:
            return apply_claim(decision);
        case ActKind::confirm:
            return apply_leaving(decision, Status::sold);
        case ActKind::cancel:
            return apply_leaving(decision, Status::cancelled);
        case ActKind::expire:
            return apply_leaving(decision, Status::expired);
        case ActKind::top_up:
            return apply_top_up(decision);
        case ActKind::stop:
            stopped_ = true;
            return true;
        case ActKind::resume:
            stopped_ = false;
            return true;
        case ActKind::close:
            closed_ = true;
            return true;
        case ActKind::none:
            return false;
    }
    return false;
}

bool Allotment::apply_claim(const Decision& decision) {
    if (decision.channel >= shelves_.size()) return false;
    Shelf& shelf = shelves_[decision.channel];
    if (decision.unit != next_unit(shelf) || decision.amount != amount_of(decision.unit)) return false;
    const bool final = terms_.hold == Milliseconds{0};
    take_unit(shelf);
    ++(final ? shelf.sold : shelf.held);
    money_left_ -= decision.amount;
    ++person(decision.person).has;
    keep({.key = decision.key,
          .person = decision.person,
          .deadline = decision.deadline,
          .unit = decision.unit,
          .channel = decision.channel,
          .status = final ? Status::sold : Status::held});
    return true;
}

// A hold that is one no longer: sold, or its unit is back on the shelf.
bool Allotment::apply_leaving(const Decision& decision, Status status) {
    const Claim* found = find(decision.key);
    if (found == nullptr || found->status != Status::held || found->unit != decision.unit ||
        found->channel != decision.channel || found->person != decision.person)
        return false;
    Claim& claim = claims_[static_cast<std::size_t>(found - claims_.data())];
    Shelf& shelf = shelves_[claim.channel];
    claim.status = status;
    --shelf.held;
    if (status == Status::sold) {
        claim.payment = decision.reference;
        ++shelf.sold;
    } else {
        shelf.returned.push_back(claim.unit);
        --person(claim.person).has;
    }
    pass_settled();
    return true;
}

bool Allotment::apply_top_up(const Decision& decision) {
    if (decision.channel >= shelves_.size() || decision.unit != units_ || decision.amount < 1 ||
        decision.amount > most_units - units_)
        return false;
    add_units(shelves_[decision.channel], static_cast<std::uint32_t>(decision.amount));
    keep({.key = decision.key,
          .person = decision.person,
          .unit = decision.unit,
          .channel = decision.channel,
          .status = Status::topped_up});
    return true;
}

}  // namespace canyu::allocation
