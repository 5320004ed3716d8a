#include "engines/surfacing/moments.hpp"

#include <algorithm>
#include <tuple>

namespace canyu::surfacing {
namespace {

std::uint64_t between(std::int64_t earlier, std::int64_t later) {
    return static_cast<std::uint64_t>(later) - static_cast<std::uint64_t>(earlier);
}

struct Near {
    std::uint64_t distance;
    Id report;
    Slot slot;
    // The nearer first.
    friend bool operator<(const Near& one, const Near& other) {
        return std::tie(one.distance, other.report) < std::tie(other.distance, one.report);
    }
};

// The nearest so far; the farthest of them is first in the heap.
class Nearest {
  public:
    explicit Nearest(std::size_t limit) : limit_(limit) {}

    [[nodiscard]] bool may_be(std::uint64_t distance) const {
        return heap_.size() < limit_ || distance <= heap_.front().distance;
    }
    void consider(const Near& near) {
        if (heap_.size() == limit_ && !(near < heap_.front())) return;
        heap_.push_back(near);
        std::ranges::push_heap(heap_, std::less{});
        if (heap_.size() <= limit_) return;
        std::ranges::pop_heap(heap_, std::less{});
        heap_.pop_back();
    }
    std::vector<Slot> take() {
        std::ranges::sort_heap(heap_, std::less{});
        std::vector<Slot> slots;
        for (const Near& near : heap_) slots.push_back(near.slot);
        return slots;
    }

  private:
    std::size_t limit_;
    std::vector<Near> heap_;
};

}  // namespace

void Moments::append(Slot slot, std::int64_t said) {
    if (slot % slots_together == 0) stretches_.push_back({said, said});
    Stretch& stretch = stretches_.back();
    stretch.first = std::min(stretch.first, said);
    stretch.last = std::max(stretch.last, said);
}

std::vector<Slot> Moments::nearest(std::span<const Entry> entries, std::int64_t said, std::size_t limit,
                                   Slot except) const {
    if (limit == 0) return {};
    const auto distance = [&](std::int64_t at) { return at < said ? between(at, said) : between(said, at); };
    std::vector<std::pair<std::uint64_t, std::size_t>> stretches;
    for (std::size_t i = 0; i < stretches_.size(); ++i) {
        const auto [first, last] = stretches_[i];
        stretches.emplace_back(first <= said && said <= last ? 0 : std::min(distance(first), distance(last)),
                               i);
    }
    std::ranges::sort(stretches);
    Nearest nearest(limit);
    for (const auto& [least, i] : stretches) {
        if (!nearest.may_be(least)) break;
        const std::size_t end = std::min((i + 1) * slots_together, entries.size());
        for (std::size_t slot = i * slots_together; slot < end; ++slot)
            if (entries[slot].report && slot != except)
                nearest.consider(
                    {distance(entries[slot].said), entries[slot].report, static_cast<Slot>(slot)});
    }
    return nearest.take();
}

}  // namespace canyu::surfacing
