// For tests: a topic, one of the staff and sixty members, with a desk that can be started anew, on both
// databases.
#pragma once

#include <doctest/doctest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/test_folder.hpp"
#include "features/notices/notices.hpp"
#include "features/people/people.hpp"
#include "features/red_packets/store.hpp"
#include "platform/db/test_migrated.hpp"

namespace canyu::red_packets {

using allocation::Answer;
using allocation::Outcome;

// A topic, one of the staff, and members, who began to talk a month ago.
struct Circle60 {
    explicit Circle60(const std::string& given_url) : url(given_url), store({.url = given_url}) {
        start();
        store.write([&](db::Writer& w) {
            const Id product =
                products::create(w, ids, {{}, "phone", "手机", "Phone", "一部", "A phone", 3, {}},
                                 clock.now())
                    .value()
                    .id;
            staff = person(w, "zhao_gong", web::Role::staff);
            for (int i = 0; i < 60; ++i)
                people.push_back(person(w, "member_" + std::to_string(i), web::Role::member));
            const auto text = forum::prepare(w, "Shall we celebrate?").value();
            topic = forum::open_topic(w, ids, {product, {Id{}, "thing", Id{7}, "/"}, people[0], "A party"},
                                      text, clock.now())
                        .value()
                        .topic;
        });
        clock.advance(std::chrono::days{30});
    }
    // Also after a crash: everything from the journal.
    void start() {
        projection.reset();
        desk = std::make_unique<allotments::Desk>(store, url, 1, clock);
        projection = std::make_unique<allotments::Projection>(store, url, *desk, clock);
        projection->follow("red_packet", follower(ids));
    }
    Id person(db::Writer& w, const std::string& name, web::Role role) {
        return people::add(w, ids, {name, name, "", role, "", ""}, "", clock.now()).value();
    }

    // "" for given.
    std::string give_packet(Packet& packet) {
        packet.id = ids.next();
        packet.topic_id = topic;
        packet.closes_at = clock.now() + std::chrono::hours{24};
        if (packet.words.empty()) packet.words = "Party!";
        const auto given = store.write([&](db::Writer& w) -> Result<void> {
            const auto text = forum::prepare(w, envelope(packet, "Open")).value();
            return give(w, ids, packet, text, clock.now());
        });
        if (!given)
            return given.error().fields.empty() ? given.error().message.key
                                                : given.error().fields.front().message.key;
        packet = find_again(packet.id);
        return "";
    }
    Packet given(Id giver, std::int64_t money, std::int64_t shares, HowSplit how = HowSplit::random) {
        Packet packet{.giver_id = giver, .how = how, .money = {money, "CNY"}, .shares = shares};
        REQUIRE(give_packet(packet) == "");
        return packet;
    }
    Packet find_again(Id packet) {
        return store.read([&](db::Reader& r) { return find(r, packet).value(); });
    }
    Answer open(const Packet& packet, Id who) {
        return desk->ask(packet.allotment_id, {.kind = allocation::ActKind::claim,
                                               .eligible = 1,
                                               .person = who,
                                               .key = {static_cast<std::uint64_t>(who.value), 1}});
    }
    void opened(const Packet& packet, Id who) {
        REQUIRE(open(packet, who).outcome == Outcome::granted);
        projection->catch_up(packet.allotment_id);
    }
    bool may_open(const Packet& packet, Id who) {
        return store.read([&](db::Reader& r) {
            return ticket_for(r, find(r, packet.id).value(), who, clock.now()).has_value();
        });
    }
    std::int64_t purse(Id who) {
        return store.read([&](db::Reader& r) { return in_purse(r, who); });
    }
    std::int64_t all_purses() {
        return store.read([](db::Reader& r) { return store::in_all_purses(r); });
    }
    void tick() {
        const allotments::Counter counter{*desk, *projection, tickets, room};
        keep(store, counter, clock.now());
    }
    std::string told(Id who) {
        const auto copies = store.read([&](db::Reader& r) { return notices::unread_of(r, who, Time{}, 9); });
        return copies.empty() ? "" : copies.front().words.key;
    }

    std::string url;
    db::Database store;
    ManualClock clock{time_from_milliseconds(1'800'000'000'000)};
    IdSource ids{clock, 1};
    std::unique_ptr<allotments::Desk> desk;
    std::unique_ptr<allotments::Projection> projection;
    bool is_migrated = (db::migrate_for_tests(store), true);
    allotments::Tickets tickets{store};
    allotments::WaitingRoom room{tickets};
    Id staff;
    Id topic;
    std::vector<Id> people;
};

inline void in_a_circle(const std::function<void(Circle60&)>& test) {
    {
        INFO("on SQLite");
        const TestFolder folder;
        Circle60 circle("sqlite:" + folder.file("canyu.sqlite"));
        test(circle);
    }
    if (const auto server = db::test_postgresql()) {
        INFO("on PostgreSQL");
        const db::TestSchema schema(*server);
        Circle60 circle(schema.url());
        test(circle);
    }
}

}  // namespace canyu::red_packets
