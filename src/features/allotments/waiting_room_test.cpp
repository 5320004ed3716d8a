// Turns are by lot before the start, in order after it, and nobody waits longer than they must.
#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "features/allotments/allotments.hpp"
#include "platform/db/test_migrated.hpp"

using namespace canyu;
using namespace canyu::allotments;

namespace {

constexpr Time noon = time_from_milliseconds(1'800'000'000'000);
constexpr Id allotment{7};

Ticket ticket_of(WaitingRoom& room, std::int64_t person, Time now, bool reserved = false) {
    Ticket ticket{.allotment = allotment, .person = Id{person}, .channels = 1, .reserved = reserved};
    ticket.turn = room.turn(ticket, noon, now);
    return ticket;
}

void in_a_room(const std::function<void(WaitingRoom&)>& test) {
    canyu::db::on_each_migrated_database([&](db::Database& store) {
        const Tickets tickets(store);
        WaitingRoom room(tickets);
        test(room);
    });
}

}  // namespace

TEST_CASE("waiting room: turns of the early ones are spread evenly over two seconds, whoever came first") {
    in_a_room([](WaitingRoom& room) {
        std::vector<std::int64_t> waits;
        for (std::int64_t person = 1; person <= 1000; ++person) {
            const Ticket ticket = ticket_of(room, person, noon - std::chrono::minutes(10));
            CHECK(ticket_of(room, person, noon - std::chrono::seconds(1)).turn == ticket.turn);
            const auto wait = room.wait(ticket, noon);
            waits.push_back(wait ? wait->until_turn.count() : 0);
            CHECK_FALSE(room.wait(ticket, noon + std::chrono::seconds(2)).has_value());
        }
        const auto before = [&](std::int64_t moment) {
            return std::ranges::count_if(waits, [&](std::int64_t wait) { return wait < moment; });
        };
        CHECK(before(2001) == 1000);
        CHECK(before(1000) > 400);
        CHECK(before(1000) < 600);
        // The order in which they came says nothing of their turns.
        std::int64_t sooner = 0;
        for (std::size_t i = 0; i < 500; ++i) sooner += waits[i] < waits[i + 500] ? 1 : 0;
        CHECK(sooner > 200);
        CHECK(sooner < 300);
    });
}

TEST_CASE("waiting room: who comes after the start is let in after the early ones, but not who reserved") {
    in_a_room([](WaitingRoom& room) {
        (void)ticket_of(room, 1, noon - std::chrono::minutes(1));
        const Time later = noon + std::chrono::seconds(1);
        const auto wait = room.wait(ticket_of(room, 2, later), later);
        REQUIRE(wait.has_value());
        CHECK(wait->until_turn == std::chrono::seconds(1));
        CHECK_FALSE(room.wait(ticket_of(room, 2, later), noon + std::chrono::seconds(2)).has_value());
        CHECK(ticket_of(room, 3, later, true).turn == ticket_of(room, 3, noon - std::chrono::hours(1)).turn);
    });
}

TEST_CASE("waiting room: before the start everybody is told to come back at their turn, then often enough") {
    in_a_room([](WaitingRoom& room) {
        // As many as are let in for a minute.
        std::vector<Ticket> tickets;
        for (std::int64_t person = 1; person <= 400'000; ++person)
            tickets.push_back(ticket_of(room, person, noon - std::chrono::minutes(1)));
        const auto last = std::ranges::max_element(tickets, {}, &Ticket::turn);
        const auto early = room.wait(*last, noon - std::chrono::seconds(30));
        REQUIRE(early.has_value());
        CHECK(early->until_turn > std::chrono::seconds(37));
        CHECK(early->ask_again == early->until_turn);
        const auto waiting = room.wait(*last, noon);
        REQUIRE(waiting.has_value());
        CHECK(waiting->until_turn <= Milliseconds(8'100));
        CHECK(waiting->ask_again == std::min(waiting->until_turn, Milliseconds(20'000)));
    });
}

TEST_CASE("waiting room: who loads the page again and again lengthens nobody's wait") {
    in_a_room([](WaitingRoom& room) {
        for (int times = 0; times < 200'000; ++times)
            (void)ticket_of(room, 1, noon - std::chrono::minutes(1));
        const Ticket late{.allotment = allotment, .person = Id{2}, .turn = ~std::uint32_t{0}};
        CHECK(room.wait(late, noon)->until_turn == std::chrono::seconds(2));
    });
}

TEST_CASE("waiting room: nobody is kept out when it knows nothing, as after a restart") {
    in_a_room([](WaitingRoom& room) {
        const Ticket ticket{.allotment = allotment, .person = Id{1}, .turn = ~std::uint32_t{0}};
        CHECK_FALSE(room.wait(ticket, noon).has_value());
    });
}
