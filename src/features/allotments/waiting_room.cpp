// Turns by lot for those who are early, in order for those who are not.
#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

#include "features/allotments/allotments.hpp"

namespace canyu::allotments {
namespace {

// Turns by lot are 1 to this; whoever comes later has the next.
constexpr std::uint32_t last_lot = std::uint32_t{1} << 31;

// Long enough that a fast line and a script win nothing, and no longer than people can bear.
constexpr Milliseconds shortest_spread{2'000};
constexpr Milliseconds longest_spread{60'000};
// People who are let in, and people who ask whether it is their turn, at most, in a millisecond.
constexpr std::int64_t let_in = 50;
constexpr std::int64_t asks = 20;

constexpr Milliseconds soonest{100};
constexpr Milliseconds often_enough{2'000};

// How many people came, however often each: linear counting (Whang, Vander-Zanden and Taylor, 1990). Good to
// a hundredth for some millions, which is more than the longest spread asks for.
class Visitors {
  public:
    void add(std::uint32_t lot) {
        Word& word = words_[lot % bits / 64];
        const std::uint64_t bit = std::uint64_t{1} << lot % 64;
        if ((word.fetch_or(bit, std::memory_order_relaxed) & bit) == 0) ++seen_;
    }
    std::int64_t count() const {
        const double free = std::max(bits - static_cast<double>(seen_), 1.0) / bits;
        return std::llround(-static_cast<double>(bits) * std::log(free));
    }

  private:
    using Word = std::atomic<std::uint64_t>;
    static constexpr std::uint32_t bits = std::uint32_t{1} << 20;

    const std::unique_ptr<Word[]> words_ = std::make_unique<Word[]>(bits / 64);
    std::atomic<std::uint32_t> seen_{0};
};

Milliseconds spread_of(std::int64_t people) {
    return std::clamp(Milliseconds(people / let_in), shortest_spread, longest_spread);
}

struct Room {
    Time opens{};
    Visitors early{};
    std::atomic<std::int64_t> tickets{0};
};

}  // namespace

struct WaitingRoom::Core {
    const Tickets& tickets;
    mutable std::shared_mutex mutex{};  // of the map; rooms stay
    std::unordered_map<Id, std::unique_ptr<Room>> rooms{};
};

WaitingRoom::WaitingRoom(const Tickets& tickets) : core_(new Core{tickets}) {}
WaitingRoom::~WaitingRoom() = default;

std::uint32_t WaitingRoom::turn(const Ticket& ticket, Time opens, Time now) {
    const std::uint32_t lot = core_->tickets.lot(ticket.allotment, ticket.person);
    {
        const std::unique_lock lock(core_->mutex);
        auto& room = core_->rooms[ticket.allotment];
        if (!room) room = std::make_unique<Room>();
        room->opens = opens;
        ++room->tickets;
        if (now < opens) room->early.add(lot);
    }
    return now < opens || ticket.reserved ? lot % last_lot + 1 : last_lot + 1;
}

std::optional<WaitingRoom::Wait> WaitingRoom::wait(const Ticket& ticket, Time now) const {
    const std::shared_lock lock(core_->mutex);
    const auto found = core_->rooms.find(ticket.allotment);
    if (found == core_->rooms.end()) return std::nullopt;
    const Room& room = *found->second;
    const std::int64_t lot = std::min(ticket.turn, last_lot);
    const std::int64_t people = room.early.count();
    const Time turn = room.opens + spread_of(people) * lot / last_lot;
    if (turn <= now) return std::nullopt;
    const Milliseconds until_turn = turn - now;
    // Before the start nothing can be gone; after it everybody asks now and then, all together not too often.
    const Milliseconds often = std::max(often_enough, Milliseconds(people / asks));
    const Milliseconds next = now < room.opens ? until_turn : std::min(until_turn, often);
    return Wait{until_turn, std::max(next, soonest)};
}

std::optional<WaitingRoom::Attendance> WaitingRoom::attendance(Id allotment, Time now) const {
    const std::shared_lock lock(core_->mutex);
    const auto found = core_->rooms.find(allotment);
    if (found == core_->rooms.end()) return std::nullopt;
    const Room& room = *found->second;
    Attendance attendance{.early = room.early.count(), .tickets = room.tickets.load()};
    attendance.spread = spread_of(attendance.early);
    // Turns are spread evenly.
    const Milliseconds rest =
        std::clamp(room.opens + attendance.spread - now, Milliseconds{0}, attendance.spread);
    attendance.waiting = attendance.early * rest.count() / attendance.spread.count();
    return attendance;
}

}  // namespace canyu::allotments
