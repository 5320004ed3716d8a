// Turns by lot for those who are early, in order for those who are not.
#include <algorithm>
#include <atomic>
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

struct Room {
    Time opens{};
    std::atomic<std::uint32_t> early{0};  // tickets that were signed before

    Milliseconds spread() const {
        return std::clamp(Milliseconds(early / let_in), shortest_spread, longest_spread);
    }
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
    if (now < opens) {
        const std::unique_lock lock(core_->mutex);
        auto& room = core_->rooms[ticket.allotment];
        if (!room) room = std::make_unique<Room>();
        room->opens = opens;
        ++room->early;
    }
    const bool by_lot = now < opens || ticket.reserved;
    return by_lot ? core_->tickets.lot(ticket.allotment, ticket.person) % last_lot + 1 : last_lot + 1;
}

std::optional<WaitingRoom::Wait> WaitingRoom::wait(const Ticket& ticket, Time now) const {
    const std::shared_lock lock(core_->mutex);
    const auto found = core_->rooms.find(ticket.allotment);
    if (found == core_->rooms.end()) return std::nullopt;
    const Room& room = *found->second;
    const std::int64_t lot = std::min(ticket.turn, last_lot);
    const Time turn = room.opens + room.spread() * lot / last_lot;
    if (turn <= now) return std::nullopt;
    const Milliseconds until_turn = turn - now;
    // Before the start nothing can be gone; after it everybody asks now and then, all together not too often.
    const Milliseconds often = std::max(often_enough, Milliseconds(room.early / asks));
    const Milliseconds next = now < room.opens ? until_turn : std::min(until_turn, often);
    return Wait{until_turn, std::max(next, soonest)};
}

}  // namespace canyu::allotments
