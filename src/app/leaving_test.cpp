// Somebody leaves for good, and nothing in any table tells any more who they were or, if they take their
// words along, what they said.
#include "features/profile/leaving.hpp"

#include <doctest/doctest.h>

#include "app/upkeep.hpp"
#include "features/demand/test_house.hpp"
#include "features/forum/forum.hpp"
#include "features/notices/notices.hpp"
#include "features/release/release.hpp"
#include "platform/archive/row_text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/db/any_table.hpp"
#include "platform/media/media.hpp"
#include "platform/search/search.hpp"
#include "platform/web/sessions.hpp"

using namespace canyu;
using demand::TestHouse;

namespace {

// Every row of every table, as text.
std::string everything(TestHouse& house) {
    return house.read([&](db::Reader& reader) {
        std::string text;
        for (const db::AnyTable& table : db::tables(reader))
            table.each(reader, [&](const std::vector<db::Value>& row) {
                text += table.name() + " " + archive::to_line(table, row) + "\n";
            });
        return text;
    });
}

bool has(const std::string& text, std::string_view words) {
    return text.find(words) != std::string::npos;
}

constexpr std::string_view somebody = "Somebody who left";
constexpr auto mine = {"cradle", "attic", "Zanzibar", "quokka", "Quokka", "marmalade"};

// person_1, with whatever a person leaves behind.
struct Life {
    TestHouse& house;
    Id me = house.people.at(1);
    Id friend_of_mine = house.people.at(2);
    Id alone{};
    Id shared{};
    Id root{};  // others ask for it only where it took in another
    forum::Made topic{};
    std::string picture = std::string(64, 'a');
    std::string shared_picture = std::string(64, 'b');

    explicit Life(TestHouse& given) : house(given) {
        alone = house.found(house.say(me, "The cradle hums at night"), "The cradle hums");
        shared = house.found(house.say(me, "Rain sings in my attic"), "Rain sings");
        house.support(shared, friend_of_mine);
        house.support(house.demand(3, "Lamps that dim"), me, "because of Zanzibar");
        root = house.found(house.say(me, "The attic windows leak"), "Windows leak");
        const Id same = house.demand(4, "Panes leak");
        house.write([&](db::Writer& writer) {
            REQUIRE(house.demands.merge(writer, same, root, house.staff, house.now()));
        });
        house.write([&](db::Writer& writer) {
            REQUIRE(people::set_profile(writer, me, {"Wandering Willow", "collects lamps", "", ""}));
            web::open_session(writer, me, "", house.now());
            notices::tell(writer, house.ids, {notices::Kind::news, "news:1", "/", {"x", {}}, {"y", {}}}, {me},
                          house.now());
            for (const std::string& digest : {picture, shared_picture})
                media::store(writer, house.ids, me, {{1, 1, 1}, digest, {"full"}, {"small"}}, house.now());
        });
        ship();
        talk();
    }

    void ship() {
        house.write([&](db::Writer& writer) {
            REQUIRE(house.demands.set_stage(writer, shared, demand::Stage::shipped, "It is here now",
                                            house.staff, house.now()));
            REQUIRE(house.demands.judge(writer, shared, me, false, "it tastes of marmalade", house.now()));
        });
    }
    void talk() {
        forum::Board board;
        board.product_id = house.product;
        board.slug = "room";
        board.name_zh = board.name_en = board.about_zh = board.about_en = "Room";
        const Id place = house
                             .write([&](db::Writer& writer) {
                                 return forum::create_board(writer, house.ids, board, house.now());
                             })
                             .value()
                             .id;
        const forum::PreparedText question = text("Where do quokka lanterns hang?");
        topic = house
                    .write([&](db::Writer& writer) {
                        return forum::open_topic(writer, house.ids,
                                                 {house.product, {place, "", {}, ""}, me, "Quokka lanterns"},
                                                 question, house.now());
                    })
                    .value();
        talk_under_a_demand();
        be_thanked();
        answer(friend_of_mine, "_@Person_1_ is called");
        answer(friend_of_mine, "@person_1 and @person_12, over there ![](/media/" + shared_picture + ")");
        answer(me, "@person_1 thanks you, says the quokka ![](/media/" + picture + ")");
    }
    void talk_under_a_demand() {
        const forum::PreparedText words = text("My attic is under it");
        const forum::PreparedText others = text("And my cellar");
        house.write([&](db::Writer& writer) {
            const auto opened = forum::open_topic(
                writer, house.ids, {house.product, {{}, "demand", shared, "/x"}, me, "Rain sings"}, words,
                house.now());
            REQUIRE(forum::add_post(writer, house.ids, {opened->topic, friend_of_mine}, others, house.now()));
        });
    }
    // In the notes of a release, and in the audit of a squad that had them once.
    void be_thanked() {
        const forum::PreparedText notes = text("Thanks, @person_1!");
        const release::Acting staff{house.ids, house.staff, house.now()};
        house.write([&](db::Writer& writer) {
            REQUIRE(release::set_timetable(writer, staff, {house.product}));
            const Id bus = release::waiting(writer, house.product).front().id;
            REQUIRE(release::describe(writer, staff, bus, notes.markdown, notes.html));
            audit::record(writer, house.ids, house.staff, "squads.act_person_joined", {"squad", Id{5}},
                          "person_1", house.now());
        });
    }
    forum::PreparedText text(const std::string& markdown) {
        return house.read([&](db::Reader& reader) { return forum::prepare(reader, markdown); }).value();
    }
    void answer(Id person, const std::string& markdown) {
        const forum::PreparedText words = text(markdown);
        REQUIRE(house.write([&](db::Writer& writer) {
            return forum::add_post(writer, house.ids, {topic.topic, person}, words, house.now());
        }));
    }

    Result<void> leave(profile::WordsOfLeaver words) {
        auto left = house.write([&](db::Writer& writer) {
            return profile::leave(
                writer, house.demands, upkeep().references,
                {me, "person_1", words, std::string(somebody), "Nobody asks", {shared_picture}}, house.now());
        });
        profile::follow_leaving(house.store, {me, "person_1", std::string(somebody)});
        return left;
    }
};

void check_nobody_is_named(Life& life, const std::string& left) {
    for (std::size_t at = left.find("erson_1"); at != std::string::npos; at = left.find("erson_1", at + 1))
        CHECK_MESSAGE(left[at + 7] == '2', left.substr(at - std::min<std::size_t>(at, 90), 120));
    CHECK(!has(left, "Wandering"));
    CHECK(!has(left, "collects"));
    CHECK(!has(left, "session {"));
    CHECK(!has(left, "notice_copy {"));
    life.house.read([&](db::Reader& reader) {
        CHECK(!people::find(reader, std::string_view("person_1")));
        CHECK(people::cards(reader, {life.me}).at(life.me).display == somebody);
        CHECK(people::who_are_here(reader, {life.me, life.friend_of_mine}) ==
              std::vector{life.friend_of_mine});
        for (const db::CachedCount& count : upkeep().counts) CHECK(db::miscounts(reader, count).empty());
        for (const db::Reference& reference : upkeep().references)
            CHECK(db::missing(reader, reference).empty());
    });
    CHECK(life.house.get(life.shared).people == 2);
}

}  // namespace

TEST_CASE("leaving: the words stay, and nothing tells whose they were") {
    demand::in_a_house([](TestHouse& house) {
        Life life(house);
        REQUIRE(has(everything(house), "Wandering Willow"));
        REQUIRE(life.leave(profile::WordsOfLeaver::stay));
        const std::string left = everything(house);
        check_nobody_is_named(life, left);
        for (const char* words : mine) CHECK(has(left, words));
        CHECK(has(left, "Somebody who left and @person_12, over there"));
        CHECK(has(left, life.picture));
        CHECK(house.get(life.alone).title == "The cradle hums");
    });
}

TEST_CASE("leaving: the words go, wherever they were kept, and what others rely on stays") {
    demand::in_a_house([](TestHouse& house) {
        Life life(house);
        house.add_other_talk();
        CHECK(!house.suggest("the cradle hums at night").empty());
        REQUIRE(life.leave(profile::WordsOfLeaver::go));
        const std::string left = everything(house);
        check_nobody_is_named(life, left);
        for (const char* words : mine) {
            CAPTURE(words);
            CHECK(!has(left, words));
        }
        CHECK(house.suggest("the cradle hums at night").empty());
        CHECK(house.get(life.shared).title == "Rain sings");
        CHECK(house.get(life.root).title == "Windows leak");
        CHECK(house.get(life.root).standing == demand::Standing::open);
        const demand::Demand alone = house.get(life.alone);
        CHECK(alone.title == people::gone_words);
        CHECK(alone.standing == demand::Standing::declined);
        CHECK(alone.reason == "Nobody asks");
        house.read([&](db::Reader& reader) {
            CHECK(!media::describe(reader, life.picture));
            CHECK(media::describe(reader, life.shared_picture));
            const search::Query asked{.text = "over there", .audiences = {"everyone"}, .now = house.now()};
            CHECK(search::find(reader, asked).hits.front().title == people::gone_words);
        });
        // As after a start.
        demand::Demands again(house.store, house.ids, house.clock);
        again.load();
        CHECK(house
                  .read([&](db::Reader& reader) {
                      return again.suggest(reader, house.product, "", "the cradle hums at night", 5);
                  })
                  .empty());
    });
}

TEST_CASE("leaving: who speaks for the house hands over first") {
    demand::in_a_house([](TestHouse& house) {
        const auto left = house.write([&](db::Writer& writer) {
            return profile::leave(writer, house.demands, upkeep().references,
                                  {house.staff, "keeper", profile::WordsOfLeaver::go, "x", "y", {}},
                                  house.now());
        });
        CHECK(demand::refusal(left) == "people.staff_cannot_leave");
        CHECK(has(everything(house), "keeper"));
    });
}
