#include "features/experience/experience.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "features/experience/store.hpp"
#include "features/participation/participation.hpp"
#include "platform/db/test_migrated.hpp"

using namespace canyu;
using namespace canyu::experience;

namespace {

// Two squads, each with a demand on a bus that has just left, and some members.
struct Round {
    db::Database& store;
    ManualClock clock{time_from_milliseconds(1'795'406'400'000)};
    IdSource ids{clock, 1};
    demand::Demands demands{store, ids, clock};
    Id product;
    std::vector<Id> staff;
    std::vector<Id> members;
    std::vector<Id> squads;
    std::vector<Id> aboard;
    Id bus;

    explicit Round(db::Database& database) : store(database) {
        store.write([&](db::Writer& w) { people_and_product(w); });
        store.write([&](db::Writer& w) { bus_that_left(w); });
    }
    Time now() const { return clock.now(); }
    release::Acting acting(Id by) { return {ids, by, now()}; }
    std::string tell(std::size_t member, const Panels& panels) {
        const auto done = store.write([&](db::Writer& w) {
            return experience::tell(w, ids, demands, bus, members.at(member), panels, now());
        });
        if (done) return "";
        return done.error().fields.empty() ? done.error().message.key
                                           : done.error().fields.front().message.key;
    }
    template <class F>
    auto read(F look) {
        return store.read([&](db::Reader& reader) { return look(reader); });
    }
    // By somebody whose request came at `at`.
    bool tells(std::size_t member, Time at) {
        return store
            .write([&](db::Writer& w) {
                return experience::tell(w, ids, demands, bus, members.at(member), {.best = aboard[0]}, at);
            })
            .has_value();
    }
    void give() {
        store.write([&](db::Writer& w) { give_awards(w, now()); });
    }

  private:
    Id add(db::Writer& w, const std::string& name, web::Role role) {
        return people::add(w, ids, {name, name, "", role, "", ""}, "", now()).value();
    }
    void people_and_product(db::Writer& w) {
        product =
            products::create(w, ids, {{}, "phone", "手机", "Phone", "一部手机", "A phone", 3, {}}, now())
                .value()
                .id;
        for (const char* name : {"lin_gong", "chen_gong"}) {
            staff.push_back(add(w, name, web::Role::staff));
            squads.push_back(squads::form(w, acting(staff[0]), {product, "小队", name, name}).value());
        }
        for (int i = 0; i < 6; ++i)
            members.push_back(add(w, "member_" + std::to_string(i), web::Role::member));
    }
    void bus_that_left(db::Writer& w) {
        REQUIRE(release::set_timetable(w, acting(staff[0]), {product}).has_value());
        bus = release::waiting(w, product).front().id;
        for (std::size_t i = 0; i < 2; ++i) {
            demand::NewReport words;
            words.person = members[0];
            words.product = product;
            words.text = i == 0 ? "锁屏打开相机慢" : "The ringtone jumps";
            words.source = "test";
            const Id said = demands.report(w, words, now()).value();
            const Id demand = demands.found(w, said, words.text, staff[i], now()).value();
            aboard.push_back(demand);
            REQUIRE(plan::enter(w, ids, demands, demand, {plan::Horizon::quarter, {}}, "", staff[i], now()));
            REQUIRE(squads::pull(w, acting(staff[i]), demands, squads[i], demand));
            REQUIRE(release::board(w, acting(staff[i]), bus, demand));
        }
        REQUIRE(release::leave(w, acting(staff[0]), demands, bus, "2.38"));
    }
};

void in_a_round(const std::function<void(Round&)>& test) {
    db::on_each_migrated_database([&](db::Database& store) {
        Round round(store);
        test(round);
    });
}

}  // namespace

TEST_CASE("experience: one report of a person, the latest counts, and something has to be in it") {
    in_a_round([](Round& round) {
        CHECK(round.tell(0, {}) == "experience.nothing_said");
        CHECK(round.tell(0, {.sentence = std::string(141, 'x')}) == "field.too_long");
        CHECK(round.tell(0, {.best = round.product}) == "field.choice");
        CHECK(round.tell(0, {.best = round.aboard[0], .sentence = "It opens at once"}) == "");
        CHECK(round.tell(0, {.best = round.aboard[1], .worst = round.aboard[0]}) == "");
        const auto mine = round.read([&](db::Reader& r) { return told(r, round.bus, round.members[0]); });
        CHECK(mine->best == round.aboard[1]);
        CHECK(mine->sentence.empty());
        CHECK(round.read([&](db::Reader& r) { return count_people(r, round.bus); }) == 1);
        const auto all = round.read([&](db::Reader& r) { return tallies(r, round.bus); });
        REQUIRE(all.size() == 2);
        for (const Tally& tally : all) {
            CHECK(tally.best == (tally.feature == round.aboard[1] ? 1 : 0));
            CHECK(tally.worst == (tally.feature == round.aboard[0] ? 1 : 0));
        }
        CHECK(round.read([&](db::Reader& r) {
            return participation::count(r, round.members[0], participation::Verb::experience);
        }) == 1);
    });
}

TEST_CASE("experience: what is missing waits in the inbox as the person's own words, once") {
    in_a_round([](Round& round) {
        CHECK(round.tell(1, {.missing = "横屏的时候找不到快门"}) == "");
        CHECK(round.tell(1, {.missing = "横屏的时候快门太小"}) == "");
        const auto waiting =
            round.read([&](db::Reader& r) { return report::waiting(r, round.product, 0, 9); });
        REQUIRE(waiting.size() == 1);
        CHECK(waiting[0].text == "横屏的时候找不到快门");
        CHECK(waiting[0].person_id == round.members[1]);
    });
}

TEST_CASE("experience: who tells while a round closes is counted in the popcorn, or told that it is over") {
    in_a_round([](Round& round) {
        round.clock.advance(open_for - Milliseconds{1});
        const Time in_time = round.now();
        CHECK(round.tells(0, in_time));
        round.clock.advance(Milliseconds{1});
        std::atomic<std::int64_t> heard = 1;
        std::vector<std::thread> threads;
        for (std::size_t member = 1; member < round.members.size(); ++member) {
            threads.emplace_back([&, member] { heard += round.tells(member, in_time) ? 1 : 0; });
            threads.emplace_back([&] { round.give(); });
        }
        for (std::thread& thread : threads) thread.join();
        const auto award = round.read([&](db::Reader& r) { return award_of(r, round.bus); });
        REQUIRE(award.has_value());
        CHECK(award->people == heard);
        CHECK(round.read([&](db::Reader& r) { return count_people(r, round.bus); }) == heard);
        CHECK(!round.tells(0, in_time));
    });
}

TEST_CASE("experience: a round closes on schedule, and the popcorn goes to the best-loved squad") {
    in_a_round([](Round& round) {
        for (std::size_t i = 0; i < 3; ++i) CHECK(round.tell(i, {.best = round.aboard[1]}) == "");
        for (std::size_t i = 3; i < 6; ++i)
            CHECK(round.tell(i, {.best = round.aboard[0],
                                 .worst = i == 3 ? std::optional(round.aboard[1]) : std::nullopt}) == "");
        round.clock.advance(open_for - Milliseconds{1});
        round.give();
        CHECK(!round.read([&](db::Reader& r) { return award_of(r, round.bus); }));
        round.clock.advance(Milliseconds{1});
        CHECK(round.tell(0, {.sentence = "too late"}) == "experience.closed");
        round.give();
        round.give();
        const auto award = round.read([&](db::Reader& r) { return award_of(r, round.bus); });
        REQUIRE(award.has_value());
        CHECK(award->squad_id == round.squads[0]);  // as many like it best, and fewer like it least
        CHECK(award->loved == 3);
        CHECK(award->people == 6);
    });
}

TEST_CASE("experience: two who like it are too few for popcorn") {
    in_a_round([](Round& round) {
        for (std::size_t i = 0; i < 2; ++i) CHECK(round.tell(i, {.best = round.aboard[1]}) == "");
        round.clock.advance(open_for);
        round.give();
        const auto award = round.read([&](db::Reader& r) { return award_of(r, round.bus); });
        REQUIRE(award.has_value());
        CHECK(!award->squad_id);
        CHECK(round.read([&](db::Reader& r) { return store::awards(r, Id{}, 9); }).empty());
    });
}
