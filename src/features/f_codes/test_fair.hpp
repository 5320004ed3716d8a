// For the tests of this slice: a product, two members and one of the staff, with a desk, on both databases.
#pragma once

#include <doctest/doctest.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/test_folder.hpp"
#include "features/f_codes/f_codes.hpp"
#include "features/f_codes/store.hpp"
#include "platform/db/test_migrated.hpp"

namespace canyu::f_codes {

using allotments::Purpose;
using Steps = std::vector<store::CodeStep>;

inline constexpr Id rush{71};
inline constexpr Id other_rush{72};
inline const Purpose at_rush{"sale", rush};
inline const Purpose at_other_rush{"sale", other_rush};

struct Fair {
    explicit Fair(const std::string& given_url) : url(given_url), store({.url = given_url}) {
        db::migrate_for_tests(store);
        desk.emplace(store, url, 1, clock);
        projection.emplace(store, url, *desk, clock);
        tickets.emplace(store);
        room.emplace(*tickets);
        counter.emplace(allotments::Counter{*desk, *projection, *tickets, *room});
        projection->follow("f_codes", follower(ids));
        store.write([&](db::Writer& writer) { people_and_product(writer); });
    }

    std::string url;
    db::Database store;
    ManualClock clock{time_from_milliseconds(1'800'000'000'000)};
    IdSource ids{clock, 1};
    std::optional<allotments::Desk> desk{};
    std::optional<allotments::Projection> projection{};
    std::optional<allotments::Tickets> tickets{};
    std::optional<allotments::WaitingRoom> room{};
    std::optional<allotments::Counter> counter{};
    Id product{}, mei{}, bo{}, keeper{};

    template <class F>
    auto read(F look) {
        return store.read([&](db::Reader& reader) { return look(reader); });
    }
    template <class F>
    auto write(F act) {
        return store.write([&](db::Writer& writer) { return act(writer); });
    }
    Time now() const { return clock.now(); }

    Id plan(EarnedBy deed, std::int64_t units = 5, std::int64_t every = 1, std::int64_t per_person = 1) {
        Batch batch;
        batch.product_id = product;
        batch.name = "Friends";
        batch.reason = "They made it better";
        batch.deed = deed;
        batch.units = units;
        batch.every = every;
        batch.per_person = per_person;
        batch.since = now();
        batch.until = now() + std::chrono::days(30);
        return write([&](db::Writer& w) { return f_codes::plan(w, {ids, keeper, now()}, batch); }).value();
    }
    // A report of this person shipped; the row of the log.
    Id ship_report(Id person) {
        clock.advance(std::chrono::minutes(1));
        return write([&](db::Writer& w) {
            const Id deed = participation::record(w, ids,
                                                  {person, product, "product", participation::Verb::report,
                                                   participation::Object::report, Id{9}},
                                                  now());
            w.insert("credit", credits::Credit{person, deed, credits::CreditKind::report_shipped, product,
                                               Id{8}, now()});
            return deed;
        });
    }
    void keep() { f_codes::keep(store, *counter, ids, now()); }
    std::string give_by_hand(Id batch, const std::string& name) {
        const auto given = write([&](db::Writer& w) {
            return f_codes::give_by_hand(w, {ids, keeper, now()}, batch, name, "Held the door for us");
        });
        claim_asked(store, *counter);
        if (given) return "";
        return given.error().fields.empty() ? given.error().message.key
                                            : given.error().fields.front().message.key;
    }
    // The only code of mei's, given by hand.
    Code mei_has_one() {
        REQUIRE(give_by_hand(plan(EarnedBy::by_hand), "mei") == "");
        return codes(mei).at(0);
    }
    std::vector<Code> codes(Id person) {
        return read([&](db::Reader& r) { return of_holder(r, person); });
    }
    Code get(Id code) {
        return read([&](db::Reader& r) { return find(r, code); }).value();
    }
    std::string text(const Code& code) {
        return read([&](db::Reader& r) { return text_of(find_batch(r, code.batch_id).value(), code); });
    }
    std::string redeem(Id person, const std::string& typed, const Purpose& purpose = at_rush) {
        const auto done = f_codes::redeem(store, *counter, ids, person, typed, purpose, product, now());
        return done ? "" : done.error().message.key;
    }
    bool redeemed(Id person, const Purpose& purpose = at_rush) {
        return read([&](db::Reader& r) { return f_codes::redeemed(r, person, purpose); });
    }
    std::string give(Id code, Id from, const std::string& to) {
        const auto done = write([&](db::Writer& w) { return f_codes::give(w, ids, code, from, to, now()); });
        if (done) return "";
        return done.error().fields.empty() ? done.error().message.key
                                           : done.error().fields.front().message.key;
    }
    std::vector<store::CodeStep> steps(Id code) {
        std::vector<store::CodeStep> steps;
        for (const auto& row : read([&](db::Reader& r) { return store::steps(r, code); }))
            steps.push_back(row.step);
        return steps;
    }
    std::int64_t deeds(Id person, participation::Verb verb) {
        return read([&](db::Reader& r) { return participation::count(r, person, verb); });
    }

  private:
    void people_and_product(db::Writer& w) {
        product =
            products::create(w, ids, {{}, "phone", "手机", "Phone", "一部手机", "A phone", 3, {}}, now())
                .value()
                .id;
        const auto add = [&](const char* name, web::Role role) {
            return people::add(w, ids, {name, name, "", role, "", ""}, "", now()).value();
        };
        mei = add("mei", web::Role::member);
        bo = add("bo_", web::Role::member);
        keeper = add("keeper", web::Role::staff);
    }
};

inline void at_a_fair(const std::function<void(Fair&)>& test) {
    {
        INFO("on SQLite");
        const TestFolder folder;
        Fair fair("sqlite:" + folder.file("canyu.sqlite"));
        test(fair);
    }
    if (const auto server = db::test_postgresql()) {
        INFO("on PostgreSQL");
        const db::TestSchema schema(*server);
        Fair fair(schema.url());
        test(fair);
    }
}

}  // namespace canyu::f_codes
