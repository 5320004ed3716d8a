// For tests: a product of capacity 3, four of the staff and two members, on a fresh database, with a clock
// that stands.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <unordered_map>

#include "features/squads/squads.hpp"
#include "platform/db/test_migrated.hpp"

namespace canyu::squads {

struct TestOffice {
    db::Database& store;
    ManualClock clock{time_from_milliseconds(1'800'000'000'000)};
    IdSource ids{clock, 1};
    demand::Demands demands{store, ids, clock};
    Id product;
    std::unordered_map<std::string, Id> people;

    Time now() const { return clock.now(); }
    Id person(const std::string& name) const { return people.at(name); }
    template <class F>
    auto read(F look) {
        return store.read([&](db::Reader& reader) { return look(reader); });
    }
    template <class F>
    auto write(F act) {
        return store.write([&](db::Writer& writer) { return act(writer); });
    }

    explicit TestOffice(db::Database& database) : store(database) {
        write([&](db::Writer& writer) {
            product = products::create(writer, ids,
                                       {{}, "phone", "手机", "Phone", "一部手机", "A phone", 3, {}}, now())
                          .value()
                          .id;
            for (const char* name :
                 {"lin_gong", "chen_gong", "wu_gong", "zhao_gong", "a_member", "another"}) {
                const bool staff = std::string(name).ends_with("_gong");
                people[name] =
                    people::add(writer, ids,
                                {name, name, "", staff ? web::Role::staff : web::Role::member, "", ""}, "",
                                now())
                        .value();
            }
        });
        clock.advance(std::chrono::minutes{1});
    }

    // An act of somebody of the staff: what refused it (of a form, its first field), "" when it was done.
    template <class F>
    std::string refusal_as(const std::string& name, F act) {
        const auto done =
            write([&](db::Writer& writer) { return act(writer, Acting{ids, person(name), now()}); });
        if (done) return "";
        return done.error().fields.empty() ? done.error().message.key
                                           : done.error().fields.front().message.key;
    }
    template <class F>
    std::string refusal(F act) {
        return refusal_as("zhao_gong", act);
    }
    template <class F>
    void act_as(const std::string& name, F act) {
        REQUIRE(refusal_as(name, act) == "");
    }
    template <class F>
    void act(F act) {
        act_as("zhao_gong", act);
    }

    Id squad(const std::string& first) {
        return write([&](db::Writer& writer) {
                   return form(writer, {ids, person("zhao_gong"), now()},
                               {product, "小队", "The " + first, first});
               })
            .value();
    }
    Id say(const std::string& name, const std::string& text) {
        demand::NewReport words;
        words.person = person(name);
        words.product = product;
        words.text = text;
        words.source = "test";
        return write([&](db::Writer& writer) { return demands.report(writer, words, now()); }).value();
    }
    Id found(Id report, const std::string& title) {
        return write([&](db::Writer& writer) {
                   return demands.found(writer, report, title, person("zhao_gong"), now());
               })
            .value();
    }
    // A demand of two people, which floats while fewer than three others do.
    Id floating(const std::string& text, Milliseconds until_support = {}) {
        const Id demand = quiet(text);
        clock.advance(until_support);
        write([&](db::Writer& writer) {
            return demands.support(writer, demand, person("another"), "", now());
        }).value();
        return demand;
    }
    Id quiet(const std::string& text) { return found(say("a_member", text), text); }
};

inline void in_an_office(const std::function<void(TestOffice&)>& test) {
    db::on_each_migrated_database([&](db::Database& store) {
        TestOffice office(store);
        test(office);
    });
}

}  // namespace canyu::squads
