#include "features/allotments/seats.hpp"

#include <algorithm>

namespace canyu::allotments {
namespace {

constexpr std::size_t most_unseated = 10'000;

bool is_finished(const allocation::Standing& standing) {
    return standing.closed && std::ranges::all_of(standing.stock, [](const allocation::Stock& stock) {
               return stock.held == 0;
           });
}

}  // namespace

std::uint64_t wait_with(Reply reply) {
    return reinterpret_cast<std::uintptr_t>(new Reply(std::move(reply)));
}

void answer(std::uint64_t asker, const allocation::Answer& answer) {
    const std::unique_ptr<Reply> reply(reinterpret_cast<Reply*>(static_cast<std::uintptr_t>(asker)));
    (*reply)(answer);
}

bool Seats::ask(const Question& question) {
    {
        const std::shared_lock lock(mutex_);
        if (const auto seat = by_id_.find(question.allotment); seat != by_id_.end())
            return seat->second->sequencer.submit(question.act, question.asker);
    }
    {
        const std::lock_guard lock(unseated_mutex_);
        if (unseated_.size() == most_unseated) return false;
        unseated_.push_back(question);
    }
    bell_.ring();
    return true;
}

bool Seats::idle() {
    if (!std::ranges::all_of(all_, [](const Seat* seat) { return seat->sequencer.idle(); })) return false;
    const std::lock_guard lock(unseated_mutex_);
    return unseated_.empty();
}

std::optional<allocation::Outcome> Seats::refusal(Id allotment, const allocation::Act& act) const {
    const std::shared_lock lock(mutex_);
    const auto seat = by_id_.find(allotment);
    return seat == by_id_.end() ? std::nullopt : seat->second->sequencer.refusal(act);
}

std::optional<allocation::Standing> Seats::standing(Id allotment) const {
    const std::shared_lock lock(mutex_);
    const auto seat = by_id_.find(allotment);
    if (seat == by_id_.end() || seat->second->sequencer.phase() == allocation::Phase::away)
        return std::nullopt;
    return seat->second->sequencer.standing();
}

bool Seats::has(Id allotment) const {
    const std::shared_lock lock(mutex_);
    return by_id_.contains(allotment);
}

std::vector<Desk::Led> Seats::led() const {
    std::vector<Desk::Led> led;
    const std::shared_lock lock(mutex_);
    for (const auto& [id, seat] : by_id_) {
        if (seat->sequencer.phase() != allocation::Phase::leading) continue;
        const allocation::Standing standing = seat->sequencer.standing();
        led.push_back({id, standing.rows, is_finished(standing)});
    }
    return led;
}

std::vector<Seats::Question> Seats::take_unseated() {
    const std::lock_guard lock(unseated_mutex_);
    return std::exchange(unseated_, {});
}

Seat& Seats::add(std::unique_ptr<Seat> seat) {
    Seat& added = *seat;
    all_.push_back(&added);
    const std::unique_lock lock(mutex_);
    by_id_.emplace(added.id, std::move(seat));
    return added;
}

void Seats::release(Id allotment) {
    const std::shared_lock lock(mutex_);
    if (const auto seat = by_id_.find(allotment); seat != by_id_.end()) seat->second->released = true;
}

bool Seats::remove_idle(Seat& seat) {
    const std::unique_lock lock(mutex_);  // who asks holds it shared, so that nobody can meanwhile
    if (!seat.sequencer.idle()) return false;
    std::erase(all_, &seat);
    by_id_.erase(seat.id);
    return true;
}

void Seats::remove(Seat& seat) {
    seat.sequencer.leave();
    std::erase(all_, &seat);
    std::unique_ptr<Seat> removed;
    {
        const std::unique_lock lock(mutex_);
        removed = std::move(by_id_.extract(seat.id).mapped());
    }
    // Nobody can submit any more; those who did are turned away, a batch at a time.
    while (!removed->sequencer.idle()) (void)removed->sequencer.collect();
}

}  // namespace canyu::allotments
