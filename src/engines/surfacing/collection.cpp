// Storing reports and moving them between demands.
#include "engines/surfacing/collection.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/check.hpp"

namespace canyu::surfacing {
namespace {

void count(std::uint16_t& times) {
    if (times < std::numeric_limits<std::uint16_t>::max()) ++times;
}

double mean(std::uint64_t sum, std::size_t count) {
    return count == 0 ? 0 : static_cast<double>(sum) / static_cast<double>(count);
}

}  // namespace

std::vector<TermCount> count_terms(const Tokens& title, const Tokens& body) {
    std::vector<TermCount> counts;
    boost::unordered_flat_map<std::string_view, std::size_t> places;
    places.reserve(title.all.size() + body.all.size());
    const auto read = [&](const Tokens& tokens, std::uint16_t TermCount::* field) {
        for (const Token& token : tokens.all) {
            const auto [place, is_new] = places.try_emplace(tokens.term(token), counts.size());
            if (is_new) counts.push_back({.term = place->first});
            count(counts[place->second].*field);
        }
    };
    read(title, &TermCount::title);
    read(body, &TermCount::body);
    return counts;
}

std::uint32_t length_of(const Tokens& tokens) {
    return static_cast<std::uint32_t>(
        std::ranges::count_if(tokens.all, [](const Token& token) { return token.kind != TokenKind::part; }));
}

void Collection::add(const Report& report) {
    CANYU_CHECK(report.id && slot_of(report.id) == none);
    const Tokens title = tokenise(report.title);
    const Tokens body = tokenise(report.body);
    const auto slot = static_cast<Slot>(entries_.size());
    Entry& entry = entries_.emplace_back();
    entry.report = report.id;
    entry.said = report.said;
    first_said_ = std::min(first_said_, report.said);
    last_said_ = std::max(last_said_, report.said);
    entry.title_length = length_of(title);
    entry.body_length = length_of(body);
    for (const TermCount& term : count_terms(title, body)) {
        const TermId id = intern(term.term);
        postings_[id].push_back({slot, term.title, term.body});
        entry.said_terms.push_back({id, term.title, term.body});
    }
    entry.said_terms.shrink_to_fit();
    title_lengths_ += entry.title_length;
    body_lengths_ += entry.body_length;
    slots_.emplace(report.id.value, slot);
    join_demand(slot, report.demand);
}

bool Collection::remove(Id report) {
    const Slot slot = slot_of(report);
    if (slot == none) return false;
    leave_demand(slot);
    Entry& entry = entries_[slot];
    for (const Saying& saying : entry.said_terms) {
        std::vector<Posting>& list = postings_[saying.term];
        list.erase(std::ranges::lower_bound(list, slot, {}, &Posting::slot));
    }
    title_lengths_ -= entry.title_length;
    body_lengths_ -= entry.body_length;
    const std::int64_t said = entry.said;
    entry = Entry{};
    slots_.erase(report.value);
    if (said == first_said_ || said == last_said_) measure_span();
    return true;
}

void Collection::assign(Id report, Id demand) {
    const Slot slot = slot_of(report);
    CANYU_CHECK(slot != none);
    leave_demand(slot);
    join_demand(slot, demand);
}

std::vector<Id> Collection::merge(Id from, Id into) {
    CANYU_CHECK(from && into && from != into);
    const std::uint32_t ordinal = ordinal_of(from);
    if (ordinal == none) return {};
    const std::vector<Slot> moved = std::exchange(demands_[ordinal].slots, {});
    demands_[ordinal].last_said = never;
    std::vector<Id> reports;
    for (const Slot slot : moved) {
        reports.push_back(entries_[slot].report);
        entries_[slot].demand = none;
        join_demand(slot, into);
    }
    return reports;
}

Slot Collection::slot_of(Id report) const {
    const auto found = slots_.find(report.value);
    return found == slots_.end() ? none : found->second;
}

std::uint32_t Collection::ordinal_of(Id demand) const {
    const auto found = ordinals_.find(demand.value);
    return found == ordinals_.end() ? none : found->second;
}

TermId Collection::term_id(std::string_view term) const {
    const auto found = term_ids_.find(term);
    return found == term_ids_.end() ? none : found->second;
}

const Posting* Collection::posting(TermId term, Slot slot) const {
    const std::vector<Posting>& list = postings_[term];
    const auto found = std::ranges::lower_bound(list, slot, {}, &Posting::slot);
    return found != list.end() && found->slot == slot ? &*found : nullptr;
}

double Collection::mean_title_length() const {
    return mean(title_lengths_, size());
}
double Collection::mean_body_length() const {
    return mean(body_lengths_, size());
}

double Collection::share_since(std::int64_t said) const {
    if (last_said_ <= first_said_) return 0;
    return (static_cast<double>(last_said_) - static_cast<double>(said)) /
           (static_cast<double>(last_said_) - static_cast<double>(first_said_));
}

TermId Collection::intern(std::string_view term) {
    if (const TermId known = term_id(term); known != none) return known;
    const auto id = static_cast<TermId>(postings_.size());
    postings_.emplace_back();
    are_characters_.push_back(surfacing::is_character(term));
    term_ids_.emplace(term_texts_.emplace_back(term), id);
    return id;
}

void Collection::leave_demand(Slot slot) {
    Entry& entry = entries_[slot];
    if (entry.demand == none) return;
    Demand& left = demands_[entry.demand];
    std::erase(left.slots, slot);
    if (entry.said == left.last_said) {
        left.last_said = never;
        for (const Slot other : left.slots) left.last_said = std::max(left.last_said, entries_[other].said);
    }
    entry.demand = none;
}

void Collection::join_demand(Slot slot, Id demand) {
    if (!demand) return;
    const auto [found, is_new] =
        ordinals_.try_emplace(demand.value, static_cast<std::uint32_t>(demands_.size()));
    if (is_new) demands_.push_back({demand, {}});
    entries_[slot].demand = found->second;
    Demand& joined = demands_[found->second];
    joined.slots.push_back(slot);
    joined.last_said = std::max(joined.last_said, entries_[slot].said);
}

void Collection::measure_span() {
    first_said_ = std::numeric_limits<std::int64_t>::max();
    last_said_ = never;
    for (const auto& [report, slot] : slots_) {
        first_said_ = std::min(first_said_, entries_[slot].said);
        last_said_ = std::max(last_said_, entries_[slot].said);
    }
}

}  // namespace canyu::surfacing
