#include "features/reading/reading.hpp"

#include <doctest/doctest.h>

#include "platform/db/test_migrated.hpp"

using namespace canyu;
using namespace canyu::reading;

namespace {

constexpr Id ann{11};
constexpr Id bao{12};
constexpr Id topic{31};
constexpr Time start = time_from_milliseconds(1'800'000'000'000);

}  // namespace

TEST_CASE("reading: a position moves forward by reading and back only when asked") {
    db::on_each_migrated_database([](db::Database& store) {
        store.write([&](db::Writer& writer) {
            advance(writer, ann, topic, 20, start);
            advance(writer, ann, topic, 7, start);
            CHECK(floors(writer, ann, {topic}).at(topic) == 20);
            go_back(writer, ann, topic, 4);
            go_back(writer, ann, topic, 9);
            CHECK(floors(writer, ann, {topic}).at(topic) == 4);
            CHECK(floors(writer, bao, {topic}).empty());
        });
    });
}

TEST_CASE("reading: a topic counts for the day of its first reading") {
    db::on_each_migrated_database([](db::Database& store) {
        store.write([&](db::Writer& writer) {
            for (int i = 0; i < 4; ++i)
                advance(writer, ann, Id{100 + i}, 1, start + std::chrono::days(i / 2));
            advance(writer, ann, Id{100}, 5, start + std::chrono::days(9));
            mark_helpful(writer, {Id{7}, bao, ann, 0.65, start});
            CHECK(!mark_helpful(writer, {Id{7}, bao, ann, 0.65, start}));
        });
        store.read([&](db::Reader& reader) {
            const Record record = record_of(reader, ann);
            CHECK(record.topics == 4);
            CHECK(record.days == 2);
            CHECK(record.helpful == doctest::Approx(0.65));
            CHECK(record_of(reader, bao).topics == 0);
        });
    });
}

TEST_CASE("reading: writing follows, unless one took a stance before") {
    db::on_each_migrated_database([](db::Database& store) {
        store.write([&](db::Writer& writer) {
            take(writer, bao, Thing::topic, topic, Stance::muted, start);
            follow_by_writing(writer, ann, topic, start);
            follow_by_writing(writer, bao, topic, start);
            CHECK(followers(writer, Thing::topic, topic) == std::vector<Id>{ann});
            CHECK(stance(writer, bao, Thing::topic, topic) == Stance::muted);
            leave(writer, bao, Thing::topic, topic, Stance::follows);
            CHECK(stance(writer, bao, Thing::topic, topic) == Stance::muted);
            leave(writer, bao, Thing::topic, topic, Stance::muted);
            CHECK(!stance(writer, bao, Thing::topic, topic));
            CHECK(with_stance(writer, ann, Thing::board, Stance::follows).empty());
        });
    });
}
