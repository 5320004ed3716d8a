// For tests: a community with one product whose people talk, on a fresh database, with a clock that stands.
#pragma once

#include <doctest/doctest.h>

#include <functional>
#include <random>
#include <string>
#include <vector>

#include "features/people/people.hpp"
#include "features/products/products.hpp"
#include "features/report/report.hpp"
#include "features/words/words.hpp"
#include "platform/audit/audit.hpp"
#include "platform/db/test_migrated.hpp"

namespace canyu::words {

struct House {
    db::Database& store;
    ManualClock clock{time_from_milliseconds(1'800'000'000'000) - std::chrono::days(30)};
    IdSource ids{clock, 1};
    Approved approved{};
    std::vector<Held> held{};
    std::mt19937 random{71};
    Id product = add_product();
    Id staff = add_person("keeper");

    explicit House(db::Database& given) : store(given) {}

    Id say(std::int64_t person, const std::string& text, Id demand = Id{}) {
        return store.write([&](db::Writer& writer) {
            report::NewReport words;
            words.person = Id{person};
            words.product = product;
            words.text = text;
            words.source = "test";
            const Id said = report::add(writer, ids, words, clock.now()).value().id;
            if (demand) report::put(writer, said, demand, demand, staff, clock.now());
            return said;
        });
    }
    void hide(Id report) {
        store.write([&](db::Writer& writer) {
            report::set_visibility(writer, report, moderation::Visibility::hidden, "not here");
        });
    }
    std::vector<HotTerm> hot() {
        count_week(store, product, [this](db::Reader&, Id) { return held; }, clock.now());
        return store.read([&](db::Reader& reader) { return hot_terms(reader, product); });
    }
    std::vector<Synonym> in_state(SynonymState state) {
        return store.read([&](db::Reader& reader) { return synonyms(reader, product, state); });
    }
    void propose() { words::propose(store, ids, product, clock.now()); }
    template <class Act>
    Result<Synonym> act(const Act& what) {
        return store.write(
            [&](db::Writer& writer) { return what(writer, Approved::Acting{ids, staff, clock.now()}); });
    }
    Result<Synonym> add(const std::string& one, const std::string& other) {
        return act([&](db::Writer& writer, const Approved::Acting& acting) {
            return approved.add(writer, acting, product, one, other);
        });
    }
    using Decide = Result<Synonym> (Approved::*)(db::Writer&, const Approved::Acting&, Id);
    Result<Synonym> decide(Decide what, Id synonym) {
        return act([&](db::Writer& writer, const Approved::Acting& acting) {
            return (approved.*what)(writer, acting, synonym);
        });
    }
    // What a query for it is also looked for as.
    std::vector<std::string> otherwise(const std::string& text) {
        const auto synonyms = approved.of(product);
        return synonyms ? synonyms->variants(text) : std::vector<std::string>{};
    }
    std::vector<std::string> acts() {
        std::vector<std::string> acts;
        for (const audit::Entry& entry :
             store.read([](db::Reader& reader) { return audit::list(reader, Id{}, Id{}, 50); }))
            acts.push_back(entry.act + " " + entry.detail);
        return acts;
    }

  private:
    Id add_product() {
        products::Product made;
        made.slug = made.name_zh = made.name_en = made.about_zh = made.about_en = "phone";
        return store
            .write([&](db::Writer& writer) { return products::create(writer, ids, made, clock.now()); })
            .value()
            .id;
    }
    Id add_person(const std::string& name) {
        people::NewPerson person;
        person.name = name;
        return store
            .write([&](db::Writer& writer) { return people::add(writer, ids, person, "", clock.now()); })
            .value();
    }
};

inline void in_a_house(const std::function<void(House&)>& test) {
    db::on_each_migrated_database([&](db::Database& store) {
        House house(store);
        test(house);
    });
}

}  // namespace canyu::words
