// For tests: a community with a product of capacity 2 and a few people, on a fresh database, with a clock
// that stands.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "features/demand/demand.hpp"
#include "platform/db/test_migrated.hpp"

namespace canyu::demand {

struct TestHouse {
    db::Database& store;
    ManualClock clock{time_from_milliseconds(1'800'000'000'000)};
    IdSource ids{clock, 1};
    Demands demands{store, ids, clock};
    Id product = add_product("phone");
    Id other_product = add_product("earbuds");
    std::vector<Id> people = add_people(8);
    Id staff = add_person("keeper", web::Role::staff);

    explicit TestHouse(db::Database& given) : store(given) {}

    template <class F>
    auto write(F&& act) {
        return store.write([&](db::Writer& writer) { return act(writer); });
    }
    template <class F>
    auto read(F&& look) {
        return store.read([&](db::Reader& reader) { return look(reader); });
    }
    Time now() const { return clock.now(); }

    Id say(Id person, const std::string& text, const std::string& title = "") {
        NewReport words;
        words.person = person;
        words.product = product;
        words.kind = title.empty() ? ReportKind::line : ReportKind::wish;
        words.title = title;
        words.text = text;
        words.source = "test";
        const auto said = write([&](db::Writer& w) { return demands.report(w, words, now()); });
        REQUIRE(said.has_value());
        return *said;
    }
    // Talk about other things: how telling a word is shows only beside many others.
    void add_other_talk() {
        for (int i = 0; i < 60; ++i) {
            std::string text;
            for (int word = 0; word < 40; ++word) text += "stray" + std::to_string(i * 40 + word) + " ";
            say(people[0], text);
        }
    }
    Id found(Id report, const std::string& title) {
        const auto made = write([&](db::Writer& w) { return demands.found(w, report, title, staff, now()); });
        REQUIRE(made.has_value());
        return *made;
    }
    // A new demand that people[person] said first.
    Id demand(std::size_t person, const std::string& text) { return found(say(people[person], text), text); }
    bool support(Id demand, Id person, const std::string& why = "") {
        const auto done =
            write([&](db::Writer& w) { return demands.support(w, demand, person, why, now()); });
        REQUIRE(done.has_value());
        return *done;
    }
    void withdraw(Id demand, Id person) {
        REQUIRE(write([&](db::Writer& w) { return demands.withdraw(w, demand, person, now()); }).has_value());
    }
    Demand get(Id demand) {
        const auto row = read([&](db::Reader& r) { return find(r, demand); });
        REQUIRE(row.has_value());
        return *row;
    }
    std::vector<Id> people_of(Id demand) {
        return read([&](db::Reader& r) { return demand::people_of(r, demand); });
    }
    report::Report words(Id report) {
        return read([&](db::Reader& r) { return report::find(r, report); }).value();
    }
    std::vector<DemandAct> acts(Id demand) {
        std::vector<DemandAct> acts;
        for (const DemandChange& change : read([&](db::Reader& r) { return history(r, demand); }))
            acts.push_back(change.act);
        return acts;
    }
    std::vector<Suggestion> suggest(const std::string& text) {
        return read([&](db::Reader& r) { return demands.suggest(r, product, "", text, 5); });
    }

  private:
    Id add_product(const std::string& slug) {
        return store
            .write([&](db::Writer& w) {
                products::Product made;
                made.slug = slug;
                made.name_zh = made.name_en = made.about_zh = made.about_en = slug;
                made.capacity = 2;
                return products::create(w, ids, made, now());
            })
            .value()
            .id;
    }
    Id add_person(const std::string& name, web::Role role) {
        people::NewPerson person;
        person.name = name;
        person.role = role;
        return store.write([&](db::Writer& w) { return people::add(w, ids, person, "", now()); }).value();
    }
    std::vector<Id> add_people(int count) {
        std::vector<Id> made;
        for (int i = 0; i < count; ++i)
            made.push_back(add_person("person_" + std::to_string(i), web::Role::member));
        return made;
    }
};

// The problem of what was refused.
template <class T>
std::string refusal(const Result<T>& result) {
    return result ? "" : result.error().message.key;
}

inline void in_a_house(const std::function<void(TestHouse&)>& test) {
    db::on_each_migrated_database([&](db::Database& store) {
        TestHouse house(store);
        test(house);
    });
}

}  // namespace canyu::demand
