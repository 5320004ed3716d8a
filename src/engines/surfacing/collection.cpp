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

TermCounts count_terms(const Tokens& title, const Tokens& body) {
    TermCounts counts;
    boost::unordered_flat_map<std::string_view, std::uint32_t> places;
    places.reserve(title.all.size() + body.all.size());
    counts.of_token.reserve(title.all.size() + body.all.size());
    const auto read = [&](const Tokens& tokens, std::uint16_t TermCount::* field) {
        for (const Token& token : tokens.all) {
            const auto [place, is_new] = places.try_emplace(tokens.term(token), counts.terms.size());
            if (is_new) counts.terms.push_back({.term = place->first});
            count(counts.terms[place->second].*field);
            counts.of_token.push_back(place->second);
        }
    };
    read(title, &TermCount::title);
    read(body, &TermCount::body);
    return counts;
}

std::uint16_t length_of(const Tokens& tokens) {
    const auto length =
        std::ranges::count_if(tokens.all, [](const Token& token) { return token.kind != TokenKind::part; });
    return static_cast<std::uint16_t>(
        std::min<std::ptrdiff_t>(length, std::numeric_limits<std::uint16_t>::max()));
}

void Collection::add(const Report& report) {
    CANYU_CHECK(report.id && slot_of(report.id) == none);
    const Tokens title = tokenise(report.title);
    const Tokens body = tokenise(report.body);
    const auto slot = static_cast<Slot>(entries_.size());
    std::vector<std::uint8_t> sayings;
    for (const TermCount& term : count_terms(title, body).terms) {
        const TermId id = intern(term.term);
        postings_[id].append(slot, term.title, term.body);
        append_saying(sayings, {id, term.title, term.body});
    }
    sayings_.append(sayings);
    enter({.report = report.id, .said = report.said, .mark = report.mark},
          {length_of(title), length_of(body)}, report.demand, packed_numbers(lines_of(report.body, body)));
}

void Collection::reserve(std::size_t reports) {
    slots_.reserve(reports);
    entries_.reserve(reports);
    lengths_.reserve(reports);
    ordinals_.reserve(reports);
}

Slot Collection::enter(const Entry& entry, Lengths lengths, Id demand, std::span<const std::uint8_t> lines) {
    const auto slot = static_cast<Slot>(entries_.size());
    entries_.push_back(entry);
    moments_.append(slot, entry.said);
    lengths_.push_back(lengths);
    lines_.append(lines);
    for_each_number(lines, [&](std::uint32_t number) { line_counts_.add(number); });
    ordinals_.push_back(none);
    title_lengths_ += lengths.title;
    body_lengths_ += lengths.body;
    first_said_ = std::min(first_said_, entry.said);
    last_said_ = std::max(last_said_, entry.said);
    slots_.emplace(entry.report.value, slot);
    join_demand(slot, demand);
    return slot;
}

std::size_t Collection::remove(std::span<const Id> reports) {
    std::vector<Slot> slots;
    for (const Id report : reports)
        if (const Slot slot = slot_of(report); slot != none) slots.push_back(slot);
    std::ranges::sort(slots);
    slots.erase(std::ranges::unique(slots).begin(), slots.end());
    take_out_words(slots);
    std::vector<std::uint32_t> left;
    bool was_outermost = false;
    for (const Slot slot : slots) {
        for_each_number(lines(slot), [&](std::uint32_t number) { line_counts_.remove(number); });
        title_lengths_ -= lengths_[slot].title;
        body_lengths_ -= lengths_[slot].body;
        lengths_[slot] = {};
        left.push_back(std::exchange(ordinals_[slot], none));
        const Entry gone = std::exchange(entries_[slot], {});
        was_outermost = was_outermost || gone.said == first_said_ || gone.said == last_said_;
        slots_.erase(gone.report.value);
    }
    sayings_.erase(slots);
    lines_.erase(slots);
    drop_empty(std::move(left));
    if (was_outermost) measure_span();
    return slots.size();
}

void Collection::take_out_words(std::span<const Slot> slots) {
    // Of every term its slots, ascending.
    std::vector<std::pair<TermId, Slot>> said;
    for (const Slot slot : slots) {
        SayingReader reader = sayings(slot);
        for (Saying saying; reader.next(saying);) said.emplace_back(saying.term, slot);
    }
    std::ranges::sort(said);
    std::vector<Slot> of_term;
    for (auto at = said.begin(); at != said.end();) {
        const TermId term = at->first;
        of_term.clear();
        for (; at != said.end() && at->first == term; ++at) of_term.push_back(at->second);
        postings_[term].erase(of_term);
    }
}

void Collection::drop_empty(std::vector<std::uint32_t> demands) {
    std::ranges::sort(demands);
    demands.erase(std::ranges::unique(demands).begin(), demands.end());
    for (const std::uint32_t ordinal : demands) {
        if (ordinal == none) continue;
        Demand& left = demands_[ordinal];
        std::erase_if(left.slots, [&](Slot slot) { return !entries_[slot].report; });
        left.last_said = last_said_of(left);
    }
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
        ordinals_[slot] = none;
        join_demand(slot, into);
    }
    std::ranges::sort(reports);
    return reports;
}

void Collection::mark(Id report, std::int64_t mark) {
    const Slot slot = slot_of(report);
    CANYU_CHECK(slot != none);
    entries_[slot].mark = mark;
}

Slot Collection::slot_of(Id report) const {
    const auto found = slots_.find(report.value);
    return found == slots_.end() ? none : found->second;
}

std::uint32_t Collection::ordinal_of(Id demand) const {
    const auto found = known_demands_.find(demand.value);
    return found == known_demands_.end() ? none : found->second;
}

Id Collection::demand_of(Slot slot) const {
    return ordinals_[slot] == none ? Id{} : demands_[ordinals_[slot]].id;
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

bool Collection::is_form(std::uint32_t line) const {
    const auto share = static_cast<double>(line_counts_.reports(line)) / static_cast<double>(size());
    return line_counts_.reports(line) >= options.form_reports && share >= options.form_share;
}

TermId Collection::intern(std::string_view term) {
    const TermId id = terms_.intern(term);
    if (id == postings_.size()) postings_.emplace_back();
    return id;
}

void Collection::leave_demand(Slot slot) {
    const std::uint32_t ordinal = std::exchange(ordinals_[slot], none);
    if (ordinal == none) return;
    Demand& left = demands_[ordinal];
    std::erase(left.slots, slot);
    if (entries_[slot].said == left.last_said) left.last_said = last_said_of(left);
}

std::int64_t Collection::last_said_of(const Demand& demand) const {
    std::int64_t last = never;
    for (const Slot slot : demand.slots) last = std::max(last, entries_[slot].said);
    return last;
}

void Collection::join_demand(Slot slot, Id demand) {
    if (!demand) return;
    const auto [found, is_new] =
        known_demands_.try_emplace(demand.value, static_cast<std::uint32_t>(demands_.size()));
    if (is_new) demands_.push_back({demand, {}});
    ordinals_[slot] = found->second;
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
