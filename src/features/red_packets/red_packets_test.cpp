// Every fen of a packet is somebody's, once: opened by many at the same time, run out, given on and paid out.
#include <algorithm>
#include <array>
#include <set>
#include <thread>

#include "features/red_packets/test_circle.hpp"

using namespace canyu;
using namespace canyu::red_packets;

namespace {

// Everybody asks twice from four threads at once.
std::vector<std::array<Answer, 2>> all_open(Circle60& circle, const Packet& packet) {
    std::vector<std::array<Answer, 2>> answers(circle.people.size());
    std::array<std::thread, 4> threads;
    for (std::size_t i = 0; i < threads.size(); ++i)
        threads[i] = std::thread([&, i] {
            for (std::size_t at = i; at < answers.size(); at += threads.size())
                for (Answer& answer : answers[at]) answer = circle.open(packet, circle.people[at]);
        });
    for (std::thread& thread : threads) thread.join();
    return answers;
}

}  // namespace

TEST_CASE("red_packets: sixty open at once, every fen is somebody's, nobody opens twice") {
    in_a_circle([](Circle60& circle) {
        const Packet packet = circle.given(circle.staff, 10'007, 25);
        const auto answers = all_open(circle, packet);
        std::int64_t sum = 0;
        std::int64_t most = 0;
        std::int64_t granted = 0;
        for (const auto& [first, again] : answers) {
            CHECK((first.outcome == Outcome::granted || first.outcome == Outcome::sold_out));
            if (first.outcome != Outcome::granted) continue;
            CHECK(again == first);
            CHECK(first.amount >= 1);
            sum += first.amount;
            most = std::max(most, first.amount);
            ++granted;
        }
        CHECK(granted == 25);
        CHECK(sum == 10'007);

        circle.projection->catch_up(packet.allotment_id);
        circle.projection->catch_up(packet.allotment_id);
        const Packet after = circle.find_again(packet.id);
        CHECK(after.opened_count == 25);
        CHECK(after.opened_amount == 10'007);
        CHECK(after.ended_at.has_value());
        CHECK(circle.all_purses() == 10'007);
        for (std::size_t i = 0; i < answers.size(); ++i)
            CHECK(circle.purse(circle.people[i]) == answers[i][0].amount);
        CHECK(circle.purse(after.luckiest_id.value()) == most);
        CHECK(circle.told(*after.luckiest_id) == "red_packets.told_luckiest");
        CHECK(circle.told(circle.staff) == "red_packets.told_all_opened");

        // What is in the journal is the same for whoever reads it again.
        circle.start();
        for (std::size_t i = 0; i < answers.size(); ++i)
            CHECK(circle.open(packet, circle.people[i]) == answers[i][0]);
        circle.tick();
        CHECK(circle.find_again(packet.id).is_closed);
        CHECK(circle.all_purses() == 10'007);
    });
}

TEST_CASE("red_packets: an even split differs by a fen at most") {
    in_a_circle([](Circle60& circle) {
        const Packet packet = circle.given(circle.staff, 100, 3, HowSplit::equal);
        std::multiset<std::int64_t> amounts;
        for (int i = 0; i < 3; ++i) amounts.insert(circle.open(packet, circle.people[i]).amount);
        CHECK(amounts == std::multiset<std::int64_t>{33, 33, 34});
    });
}

TEST_CASE("red_packets: what nobody opens goes back to where it came from") {
    in_a_circle([](Circle60& circle) {
        const Id giver = circle.people[1];
        circle.opened(circle.given(circle.staff, 500, 1), giver);
        CHECK(circle.purse(giver) == 500);
        const Packet own = circle.given(giver, 300, 3, HowSplit::equal);
        CHECK(circle.purse(giver) == 200);
        const Packet house = circle.given(circle.staff, 900, 3, HowSplit::equal);
        circle.opened(own, circle.people[2]);
        circle.opened(house, circle.people[2]);
        circle.tick();
        CHECK(circle.purse(giver) == 200);
        circle.clock.advance(std::chrono::hours{24});
        CHECK(circle.open(own, circle.people[3]).outcome == Outcome::over);
        circle.tick();
        circle.tick();
        CHECK(circle.purse(giver) == 400);
        CHECK(circle.purse(circle.people[2]) == 400);
        CHECK(circle.purse(circle.staff) == 0);
        CHECK(circle.all_purses() == 800);
        CHECK(circle.told(giver) == "red_packets.told_came_back");
        CHECK(circle.find_again(own.id).luckiest_id == circle.people[2]);
        CHECK(circle.open(own, circle.people[3]).outcome == Outcome::closed);
    });
}

TEST_CASE("red_packets: nobody gives what they have not, and the words say what is wrong") {
    in_a_circle([](Circle60& circle) {
        circle.opened(circle.given(circle.staff, 100, 1), circle.people[1]);
        const auto refused = [&](auto change) {
            Packet packet{.giver_id = circle.people[1], .money = {100, "CNY"}, .shares = 2};
            change(packet);
            return circle.give_packet(packet);
        };
        CHECK(refused([](Packet& p) { p.money.amount = 101; }) == "red_packets.not_in_purse");
        CHECK(refused([](Packet& p) { p.shares = 0; }) == "red_packets.how_many");
        CHECK(refused([](Packet& p) { p.shares = 101; }) == "red_packets.a_fen_each");
        CHECK(refused([](Packet& p) { p.money.amount = -1; }) == "red_packets.a_fen_each");
        CHECK(refused([](Packet& p) { p.words = "!"; }) == "field.too_short");
        CHECK(refused([](Packet& p) { p.money.amount = most_money + 1; }) == "red_packets.too_much");
        CHECK(refused([](Packet& p) { p.follows_id = Id{77}; }) == "problem.not_found");
        CHECK(refused([](Packet&) {}) == "");
        CHECK(refused([](Packet&) {}) == "red_packets.not_in_purse");
    });
}

TEST_CASE("red_packets: the circle, the giver and the house") {
    in_a_circle([](Circle60& circle) {
        const Packet all = circle.given(circle.staff, 100, 2);
        CHECK(circle.may_open(all, circle.people[5]));
        CHECK_FALSE(circle.may_open(all, circle.staff));
        Packet some{
            .giver_id = circle.staff, .circle = Circle::who_spoke, .money = {100, "CNY"}, .shares = 2};
        REQUIRE(circle.give_packet(some) == "");
        CHECK(circle.may_open(some, circle.people[0]));
        CHECK_FALSE(circle.may_open(some, circle.people[5]));
        circle.clock.advance(std::chrono::minutes{1});
        circle.store.write([&](db::Writer& w) {
            const auto text = forum::prepare(w, "I too!").value();
            (void)forum::add_post(w, circle.ids, {circle.topic, circle.people[5]}, text, circle.clock.now());
        });
        CHECK_FALSE(circle.may_open(some, circle.people[5]));

        circle.opened(all, circle.people[5]);
        CHECK_FALSE(circle.may_open(all, circle.people[5]));
        const Packet own = circle.given(circle.people[5], 1, 1);
        CHECK_FALSE(circle.may_open(own, circle.people[5]));
        CHECK(circle.may_open(own, circle.people[6]));
        circle.clock.advance(std::chrono::hours{24});
        CHECK_FALSE(circle.may_open(own, circle.people[6]));
    });
}

TEST_CASE("red_packets: the luckiest gives the next one, once") {
    in_a_circle([](Circle60& circle) {
        Packet first{
            .giver_id = circle.staff, .money = {100, "CNY"}, .shares = 1, .luckiest_gives_next = true};
        REQUIRE(circle.give_packet(first) == "");
        const Id lucky = circle.people[9];
        circle.opened(first, lucky);
        CHECK(circle.told(lucky) == "red_packets.told_gives_next");
        Packet next{.giver_id = circle.people[8], .money = {10, "CNY"}, .shares = 1, .follows_id = first.id};
        circle.opened(circle.given(circle.staff, 100, 1), circle.people[8]);
        CHECK(circle.give_packet(next) == "problem.not_found");
        next.giver_id = lucky;
        CHECK(circle.give_packet(next) == "");
        CHECK(next.follows_id == first.id);
        Packet again{.giver_id = lucky, .money = {10, "CNY"}, .shares = 1, .follows_id = first.id};
        CHECK(circle.give_packet(again) == "problem.not_found");
    });
}

TEST_CASE("red_packets: a purse is paid out once, or the money is back in it") {
    in_a_circle([](Circle60& circle) {
        const Id person = circle.people[1];
        circle.opened(circle.given(circle.staff, 250, 1), person);
        const auto ask = [&](const std::string& address) {
            return circle.store.write([&](db::Writer& w) {
                return ask_for_payout(w, circle.ids, person, address, circle.clock.now());
            });
        };
        CHECK_FALSE(ask("x").has_value());
        CHECK(ask("Bank 12 34, me").has_value());
        CHECK(circle.purse(person) == 0);
        CHECK(ask("Bank 12 34, me").error().message.key == "red_packets.nothing_in_purse");
        const auto payout = [&] {
            return circle.store.read([&](db::Reader& r) { return store::payouts_of(r, person).front(); });
        };
        const auto answer = [&](bool is_paid) {
            const Id id = payout().id;
            return circle.store.write([&](db::Writer& w) {
                return answer_payout(w, {circle.ids, circle.staff, circle.clock.now()}, id, is_paid,
                                     "No such account");
            });
        };
        const Id asked = payout().id;
        const auto by_myself = circle.store.write([&](db::Writer& w) {
            return answer_payout(w, {circle.ids, person, circle.clock.now()}, asked, true, "To me");
        });
        CHECK(by_myself.error().message.key == "red_packets.own_payout");
        CHECK(answer(false).has_value());
        CHECK(answer(true).error().message.key == "red_packets.answered_already");
        CHECK(circle.purse(person) == 250);
        CHECK(circle.told(person) == "red_packets.told_not_paid");
        CHECK(ask("Bank 56 78, me").has_value());
        CHECK(answer(true).has_value());
        CHECK(circle.purse(person) == 0);
        CHECK(payout().amount == 250);
        CHECK(payout().state == store::PayoutState::paid);
    });
}
