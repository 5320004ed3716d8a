// For tests: a product, people, and a counter where what is scarce is given out, with a clock that stands.
#pragma once

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

#include "base/test_folder.hpp"
#include "features/orders/payments.hpp"
#include "platform/db/test_migrated.hpp"

namespace canyu::orders {

struct TestShop {
    static constexpr std::chrono::minutes hold{15};

    db::Database store;
    ManualClock clock{time_from_milliseconds(1'800'000'000'000)};
    IdSource ids{clock, 1};
    bool migrated = (db::migrate_for_tests(store), true);
    allotments::Desk desk;
    allotments::Projection projection;
    allotments::Tickets tickets{store};
    allotments::WaitingRoom room{tickets};
    allotments::Counter counter{desk, projection, tickets, room};
    Id product;
    Id staff;
    std::vector<Id> people;

    Time now() const { return clock.now(); }
    Acting acting() { return {ids, staff, now()}; }
    template <class F>
    auto read(F look) {
        return store.read([&](db::Reader& reader) { return look(reader); });
    }
    template <class F>
    auto write(F act) {
        return store.write([&](db::Writer& writer) { return act(writer); });
    }

    explicit TestShop(const std::string& url)
        : store({.url = url}), desk(store, url, 1, clock), projection(store, url, desk, clock) {
        projection.follow("sale", follower(ids));
        write([&](db::Writer& writer) {
            product = products::create(writer, ids,
                                       {{}, "phone", "手机", "Phone", "一部手机", "A phone", 3, {}}, now())
                          .value()
                          .id;
            staff = person(writer, "zhao_gong", web::Role::staff);
            for (int i = 0; i < 60; ++i)
                people.push_back(person(writer, "member_" + std::to_string(i), web::Role::member));
        });
        clock.advance(std::chrono::minutes{1});
    }

    // Open from now on for a day, at 19.99 each.
    Id open(std::uint32_t units) {
        allocation::Terms terms{.hold = hold};
        terms.channels.push_back({units, false, now(), now() + std::chrono::days{1}});
        return write([&](db::Writer& writer) {
            const Id allotment = allotments::open(writer, ids, {"sale", Id{++sales_}}, terms, now());
            make_offer(writer,
                       {allotment, sales_, Id{sales_}, product, "A phone", "/sales/1", {1999, "CNY"}, "Cash"},
                       {units});
            return allotment;
        });
    }
    allocation::Key key(Id person, std::uint64_t number = 1) const {
        return {static_cast<std::uint64_t>(person.value), number};
    }
    allocation::Outcome claim(Id allotment, Id person) {
        return desk
            .ask(allotment,
                 {.kind = allocation::ActKind::claim, .eligible = 1, .person = person, .key = key(person)})
            .outcome;
    }
    allocation::Outcome cancel(Id allotment, Id person) {
        return desk
            .ask(allotment, {.kind = allocation::ActKind::cancel, .person = person, .key = key(person)})
            .outcome;
    }
    Order order_of(Id allotment, Id person) {
        projection.catch_up(allotment);
        return read([&](db::Reader& reader) { return claimed(reader, allotment, key(person)); }).value();
    }
    // Told of by a bridge.
    Payment pay(Id order, const std::string& event, std::int64_t amount = 1999) {
        const Payment told = write([&](db::Writer& writer) {
            return take(writer, ids, {PaymentSource::bridge, event, order, event, {amount, "CNY"}}, Id{},
                        now());
        });
        return settle(store, counter, ids, told, now());
    }

  private:
    Id person(db::Writer& writer, const std::string& name, web::Role role) {
        return people::add(writer, ids, {name, name, "", role, "", ""}, "", now()).value();
    }

    std::int64_t sales_ = 0;
};

inline void in_a_shop(const std::function<void(TestShop&)>& test) {
    {
        INFO("on SQLite");
        const TestFolder folder;
        TestShop shop("sqlite:" + folder.file("canyu.sqlite"));
        test(shop);
    }
    if (const auto server = db::test_postgresql()) {
        INFO("on PostgreSQL");
        const db::TestSchema schema(*server);
        TestShop shop(schema.url());
        test(shop);
    }
}

}  // namespace canyu::orders
