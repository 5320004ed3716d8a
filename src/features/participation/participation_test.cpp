#include "features/participation/participation.hpp"

#include <doctest/doctest.h>

#include "platform/db/test_migrated.hpp"

using namespace canyu;
using namespace canyu::participation;

namespace {

constexpr Id ann{11};
constexpr Id bao{12};
constexpr Id phone{21};
constexpr Id demand{31};
constexpr Id other_demand{32};

struct Log {
    db::Database& store;
    ManualClock clock{time_from_milliseconds(1'800'000'000'000)};
    IdSource ids{clock, 1};

    Id record(Id person, Verb verb, Id object = demand) {
        clock.advance(Milliseconds{1000});
        return store.write([&](db::Writer& writer) {
            return participation::record(writer, ids, deed(person, verb, object), clock.now());
        });
    }
    std::optional<Id> reverse(Id person, Verb verb, Id object = demand) {
        clock.advance(Milliseconds{1000});
        return store.write([&](db::Writer& writer) {
            return participation::reverse(writer, ids, deed(person, verb, object), clock.now());
        });
    }
    std::int64_t count(Id person, Verb verb) {
        return store.read([&](db::Reader& reader) { return participation::count(reader, person, verb); });
    }
    std::vector<Row> of_person(Id person, Id before = {}, std::int64_t limit = 10) {
        return store.read(
            [&](db::Reader& reader) { return participation::of_person(reader, person, before, limit); });
    }

  private:
    static Deed deed(Id person, Verb verb, Id object) {
        return {person, phone, "product", verb, Object::demand, object};
    }
};

}  // namespace

TEST_CASE("participation: a deed is kept as it was told") {
    db::on_each_migrated_database([](db::Database& store) {
        Log log{store};
        const Id id = log.record(ann, Verb::support);
        const auto rows = log.of_person(ann);
        REQUIRE(rows.size() == 1);
        CHECK(rows[0].id == id);
        CHECK(rows[0].at == log.clock.now());
        CHECK(rows[0].person_id == ann);
        CHECK(rows[0].product_id == phone);
        CHECK(rows[0].node == "product");
        CHECK(rows[0].verb == Verb::support);
        CHECK(rows[0].object == Object::demand);
        CHECK(rows[0].object_id == demand);
        CHECK_FALSE(rows[0].reverses);
        CHECK(log.of_person(bao).empty());
    });
}

TEST_CASE("participation: what is taken back stays in the log and counts no more") {
    db::on_each_migrated_database([](db::Database& store) {
        Log log{store};
        const Id first = log.record(ann, Verb::support);
        CHECK(log.count(ann, Verb::support) == 1);
        const auto back = log.reverse(ann, Verb::support);
        REQUIRE(back);
        CHECK(log.count(ann, Verb::support) == 0);
        const auto rows = log.of_person(ann);
        REQUIRE(rows.size() == 2);
        CHECK(rows[0].id == *back);
        CHECK(rows[0].reverses == first);
        CHECK(rows[1].id == first);

        const Id again = log.record(ann, Verb::support);
        CHECK(log.count(ann, Verb::support) == 1);
        const auto back_again = log.reverse(ann, Verb::support);
        REQUIRE(back_again);
        CHECK(log.of_person(ann)[0].reverses == again);
    });
}

TEST_CASE("participation: nothing is taken back twice, nor what was never done") {
    db::on_each_migrated_database([](db::Database& store) {
        Log log{store};
        CHECK_FALSE(log.reverse(ann, Verb::support));
        log.record(ann, Verb::support);
        CHECK_FALSE(log.reverse(bao, Verb::support));
        CHECK_FALSE(log.reverse(ann, Verb::report));
        CHECK_FALSE(log.reverse(ann, Verb::support, other_demand));
        CHECK(log.reverse(ann, Verb::support));
        CHECK_FALSE(log.reverse(ann, Verb::support));
        CHECK(log.count(ann, Verb::support) == 0);
        CHECK(log.of_person(ann).size() == 2);
    });
}

TEST_CASE("participation: a person's log is read newest first, page by page") {
    db::on_each_migrated_database([](db::Database& store) {
        Log log{store};
        std::vector<Id> ids;
        for (int i = 0; i < 5; ++i) ids.push_back(log.record(ann, Verb::post, Id{100 + i}));
        log.record(bao, Verb::post);
        const auto first = log.of_person(ann, {}, 3);
        REQUIRE(first.size() == 3);
        CHECK(first[0].id == ids[4]);
        const auto second = log.of_person(ann, first.back().id, 3);
        REQUIRE(second.size() == 2);
        CHECK(second[0].id == ids[1]);
        CHECK(second[1].id == ids[0]);
    });
}

TEST_CASE("participation: all deeds that stand are counted for exactly the people asked for") {
    db::on_each_migrated_database([](db::Database& store) {
        Log log{store};
        std::vector<Id> people;
        for (std::int64_t number = 1; number <= 70; ++number) {
            people.push_back(Id{number * 1000});
            for (std::int64_t i = 0; i < number % 3; ++i) log.record(people.back(), Verb::report, Id{i + 1});
        }
        log.record(bao, Verb::report);
        log.record(people[1], Verb::support);
        log.reverse(people[1], Verb::support);
        const auto counts =
            store.read([&](db::Reader& reader) { return participation::count_all(reader, people); });
        CHECK(counts.size() == people.size());
        for (std::int64_t number = 1; number <= 70; ++number)
            CHECK(counts.at(Id{number * 1000}) == number % 3);
        CHECK(store.read([&](db::Reader& reader) { return participation::count_all(reader, {}); }).empty());
    });
}
