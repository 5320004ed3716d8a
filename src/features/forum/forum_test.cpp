#include "features/forum/forum.hpp"

#include <doctest/doctest.h>

#include <thread>

#include "features/forum/store.hpp"
#include "features/participation/participation.hpp"
#include "features/reading/reading.hpp"
#include "platform/db/test_migrated.hpp"

using namespace canyu;
using namespace canyu::forum;

namespace {

// A community with one board, a member and somebody of the staff.
struct Room {
    db::Database& store;
    ManualClock clock{time_from_milliseconds(1'800'000'000'000)};
    IdSource ids{clock, 1};
    Id product;
    Board board;
    Id member;
    Id staff;

    explicit Room(db::Database& database) : store(database) {
        store.write([&](db::Writer& writer) {
            product =
                products::create(writer, ids, {{}, "phone", "手机", "Phone", "一部手机", "A phone", 3, {}},
                                 clock.now())
                    .value()
                    .id;
            board = *create_board(writer, ids, {{}, product, "room", "客厅", "Living room", "", "", {}},
                                  clock.now());
            member = *people::add(writer, ids, {"xiaoman", "小满", "", web::Role::member, "", ""}, "",
                                  clock.now());
            staff = *people::add(writer, ids, {"lin_gong", "林工", "", web::Role::staff, "", ""}, "",
                                 clock.now());
        });
    }
    PreparedText text(const std::string& markdown) {
        return store.read([&](db::Reader& reader) { return *prepare(reader, markdown); });
    }
    Result<Made> open(const std::string& title, const Place& place) {
        clock.advance(Milliseconds{1000});
        const PreparedText words = text("first words");
        return store.write([&](db::Writer& writer) {
            return open_topic(writer, ids, {product, place, member, title}, words, clock.now());
        });
    }
    Result<Made> reply(Id topic, Id author, const std::string& words = "so do I") {
        clock.advance(Milliseconds{1000});
        const PreparedText prepared = text(words);
        return store.write([&](db::Writer& writer) {
            return add_post(writer, ids, {topic, author}, prepared, clock.now());
        });
    }
};

}  // namespace

TEST_CASE("forum: floors are counted without gaps and lead to their page") {
    db::on_each_migrated_database([](db::Database& database) {
        Room room(database);
        const Made topic = *room.open("锁屏拍照慢", {room.board.id, "", {}, ""});
        CHECK(topic.number == 1);
        CHECK(topic.floor == 1);
        for (std::int64_t floor = 2; floor <= 21; ++floor)
            CHECK(room.reply(topic.topic, room.member)->floor == floor);
        CHECK(post_url(topic.number, 20) == "/t/1#floor-20");
        CHECK(post_url(topic.number, 21) == "/t/1?page=2#floor-21");
        room.store.read([&](db::Reader& reader) {
            const auto posts = store::posts(reader, topic.topic, 20, 40);
            REQUIRE(posts.size() == 2);
            CHECK(posts[1].floor == 21);
            CHECK(participation::count(reader, room.member, participation::Verb::post) == 20);
            CHECK(participation::count(reader, room.member, participation::Verb::open_topic) == 1);
        });
    });
}

TEST_CASE("forum: replies at the same moment each get a floor of their own") {
    db::on_each_migrated_database([](db::Database& database) {
        Room room(database);
        const Id topic = room.open("many at once", {room.board.id, "", {}, ""})->topic;
        const PreparedText words = room.text("me");
        std::vector<std::thread> people;
        for (int i = 0; i < 8; ++i)
            people.emplace_back([&] {
                for (int n = 0; n < 5; ++n) {
                    // A serialisation failure has to reach the database, which runs the closure again.
                    const bool posted = database.write([&](db::Writer& writer) {
                        return add_post(writer, room.ids, {topic, room.member}, words, room.clock.now())
                            .has_value();
                    });
                    CHECK(posted);
                }
            });
        for (std::thread& person : people) person.join();
        const auto posts =
            database.read([&](db::Reader& reader) { return store::posts(reader, topic, 1, 100); });
        REQUIRE(posts.size() == 41);
        for (std::size_t i = 0; i < posts.size(); ++i)
            CHECK(posts[i].floor == static_cast<std::int64_t>(i) + 1);
    });
}

TEST_CASE("forum: a thing has one talk, and shows its newest words") {
    db::on_each_migrated_database([](db::Database& database) {
        Room room(database);
        const Place place{{}, "demand", Id{77}, "/demands/phone/7"};
        const Id topic = room.open("Camera is slow", place)->topic;
        const auto second = room.open("Camera is slow, again", place);
        REQUIRE(!second);
        CHECK(second.error().message.key == "forum.talk_exists");
        for (int i = 0; i < 4; ++i) REQUIRE(room.reply(topic, room.staff, "answer " + std::to_string(i)));
        room.store.read([&](db::Reader& reader) {
            const Talk talk = talk_under(reader, "demand", Id{77}, 2);
            CHECK(talk.post_count == 5);
            REQUIRE(talk.newest.size() == 2);
            CHECK(talk.newest[1].body.value.find("answer 3") != std::string::npos);
            CHECK(talk_under(reader, "demand", Id{78}, 2).url.empty());
        });
    });
}

TEST_CASE("forum: lists say what is cold and what the team answered") {
    db::on_each_migrated_database([](db::Database& database) {
        Room room(database);
        const Place place{room.board.id, "", {}, ""};
        const Id answered = room.open("answered by the team", place)->topic;
        const Id own = room.open("answered by its opener", place)->topic;
        REQUIRE(room.open("answered by nobody", place));
        REQUIRE(room.reply(answered, room.staff));
        REQUIRE(room.reply(own, room.member));
        room.clock.advance(std::chrono::hours{25});
        const auto cards =
            room.store.read([&](db::Reader& reader) { return lively(reader, Id{}, 10, room.clock.now()); });
        REQUIRE(cards.size() == 3);
        CHECK(cards[0].title == "answered by its opener");
        CHECK(!cards[0].staff_answered);
        CHECK(cards[1].staff_answered);
        CHECK(!cards[1].cold);
        CHECK(cards[2].cold);
    });
}

TEST_CASE("forum: words are checked before they are kept") {
    db::on_each_migrated_database([](db::Database& database) {
        Room room(database);
        room.store.read([&](db::Reader& reader) {
            CHECK(prepare(reader, " \n ").error().fields.at(0).message.key == "field.required");
            CHECK(prepare(reader, std::string(20'001, 'a')).error().fields.at(0).message.key ==
                  "field.too_long");
            const auto both = prepare_topic(reader, "abc", "");
            REQUIRE(!both);
            CHECK(both.error().fields.size() == 2);
            const auto safe =
                prepare(reader, "<script>alert(1)</script>\n\n[x](javascript:alert(1)) @xiaoman @nobody");
            REQUIRE(safe);
            CHECK(safe->html.value.find("<script") == std::string::npos);
            CHECK(safe->html.value.find("href=\"javascript") == std::string::npos);
            CHECK(safe->mentions == std::vector<std::string>{"xiaoman"});
        });
        CHECK(room.open("no such board", {Id{999}, "", {}, ""}).error().status == 404);
        CHECK(room.reply(Id{999}, room.member).error().status == 404);
    });
}

TEST_CASE("forum: held words are seen by nobody else, count for nothing, and come back when let through") {
    db::on_each_migrated_database([](db::Database& database) {
        Room room(database);
        const Id topic = room.open("a quiet topic", {room.board.id, "", {}, ""})->topic;
        const PreparedText words = room.text("[buy](https://elsewhere.example)");
        CHECK(words.links == 1);
        room.clock.advance(Milliseconds{1000});
        const Made made = *room.store.write([&](db::Writer& writer) {
            return add_post(writer, room.ids, {topic, room.staff, moderation::Cause::newcomer_links}, words,
                            room.clock.now());
        });
        const auto card = [&] {
            return room.store.read(
                [&](db::Reader& reader) { return lively(reader, Id{}, 10, room.clock.now()).at(0); });
        };
        CHECK(made.held);
        CHECK(card().silent);
        CHECK(!card().staff_answered);
        const auto set = [&](moderation::Visibility visibility) {
            room.store.write([&](db::Writer& writer) {
                reviewed_posts().set(writer, room.ids, made.post, visibility, "advertising",
                                     room.clock.now());
            });
        };
        const auto deeds = [&] {
            return room.store.read([&](db::Reader& reader) {
                return participation::count(reader, room.staff, participation::Verb::post);
            });
        };
        set(moderation::Visibility::shown);
        CHECK(!card().silent);
        CHECK(card().last_post_at == room.clock.now());
        set(moderation::Visibility::hidden);
        CHECK(card().silent);
        CHECK(deeds() == 0);
        set(moderation::Visibility::shown);
        CHECK(deeds() == 1);
    });
}

TEST_CASE("forum: what one read, followed and muted stands in one's own lists only") {
    db::on_each_migrated_database([](db::Database& database) {
        Room room(database);
        room.clock.advance(Milliseconds{1000});
        const Made read = *room.open("read before", {room.board.id, "", {}, ""});
        const Made muted = *room.open("muted", {room.board.id, "", {}, ""});
        REQUIRE(room.open("never opened", {room.board.id, "", {}, ""}));
        room.store.write([&](db::Writer& writer) {
            reading::advance(writer, room.staff, read.topic, 1, room.clock.now());
            reading::take(writer, room.staff, reading::Thing::topic, muted.topic, reading::Stance::muted,
                          room.clock.now());
        });
        REQUIRE(room.reply(read.topic, room.member));
        REQUIRE(room.reply(read.topic, room.member));
        room.store.read([&](db::Reader& reader) {
            const auto own = lively(reader, room.staff, 10, room.clock.now());
            REQUIRE(own.size() == 2);
            CHECK(own[0].new_count == 2);
            CHECK(own[0].new_url == "/t/1#floor-2");
            CHECK(!own[0].fresh);
            CHECK(own[1].fresh);
            const auto others = lively(reader, Id{}, 10, room.clock.now());
            REQUIRE(others.size() == 3);
            CHECK(others[0].new_count == 0);
            CHECK(!others[1].fresh);
            CHECK(!others[1].muted);
        });
    });
}

TEST_CASE("forum: staff and experts name the answer, and silence ends with it") {
    db::on_each_migrated_database([](db::Database& database) {
        Room room(database);
        const Made topic = *room.open("how to reset", {room.board.id, "", {}, ""});
        REQUIRE(room.reply(topic.topic, room.member, "hold both buttons"));
        const auto rule_by = [&](Id person, std::int64_t floor) {
            return room.store.write([&](db::Writer& writer) {
                return rule(writer, room.ids, topic.topic, floor, person, room.clock.now());
            });
        };
        CHECK(rule_by(room.member, 2).error().status == 403);
        CHECK(rule_by(room.staff, 1).error().message.key == "forum.question_is_no_answer");
        CHECK(rule_by(room.staff, 9).error().status == 404);
        room.store.write([&](db::Writer& writer) {
            REQUIRE(name_expert(writer, room.ids,
                                {room.member, Scope::product, room.product, room.staff, room.clock.now()}));
        });
        REQUIRE(rule_by(room.member, 2));
        room.store.read([&](db::Reader& reader) {
            CHECK(lively(reader, Id{}, 1, room.clock.now()).at(0).answered);
            CHECK(count_silent(reader, room.clock.now()) == 0);
        });
        REQUIRE(rule_by(room.staff, 0));
        room.store.read([&](db::Reader& reader) {
            CHECK(count_silent(reader, room.clock.now() + std::chrono::hours(1)) == 1);
        });
    });
}
