#include "features/answers/answers.hpp"

#include <doctest/doctest.h>

#include "features/reading/reading.hpp"
#include "platform/db/test_migrated.hpp"

using namespace canyu;
using namespace canyu::answers;
using std::chrono::hours;

namespace {

// A board with people who may know, and what is asked there.
struct Market {
    db::Database& store;
    ManualClock clock{time_from_milliseconds(1'800'000'000'000)};
    IdSource ids{clock, 1};
    Id product;
    forum::Board board;
    Id asker, expert, helper, maker;

    explicit Market(db::Database& database) : store(database) {
        store.write([&](db::Writer& writer) {
            product =
                products::create(writer, ids, {{}, "phone", "手机", "Phone", "一部手机", "A phone", 3, {}},
                                 clock.now())
                    .value()
                    .id;
            board = *forum::create_board(
                writer, ids, {{}, product, "room", "客厅", "Living room", "", "", {}}, clock.now());
            const auto add = [&](const char* name, web::Role role) {
                return *people::add(writer, ids, {name, "", "", role, "", ""}, "", clock.now());
            };
            asker = add("asker", web::Role::member);
            expert = add("expert", web::Role::member);
            helper = add("helper", web::Role::member);
            maker = add("maker", web::Role::staff);
            REQUIRE(
                forum::name_expert(writer, ids, {expert, forum::Scope::board, board.id, maker, clock.now()}));
        });
    }
    forum::Made ask(const std::string& title) {
        return *store.write([&](db::Writer& writer) {
            const auto text = *forum::prepare(writer, "Does anybody know?");
            return forum::open_topic(writer, ids, {product, {board.id, "", {}, ""}, asker, title}, text,
                                     clock.now());
        });
    }
    forum::Made reply(Id topic, Id by, const std::string& words) {
        return *store.write([&](db::Writer& writer) {
            return forum::add_post(writer, ids, {topic, by}, *forum::prepare(writer, words), clock.now());
        });
    }
    // One look of the clock's job.
    std::vector<Route> look() {
        const FindMakers makers = [this](db::Reader&, Id) { return std::vector{maker}; };
        auto routes = store.read([&](db::Reader& reader) { return choose(reader, makers, clock.now()); });
        store.write([&](db::Writer& writer) { keep(writer, ids, routes, clock.now()); });
        return routes;
    }
    std::size_t waiting(Id person) {
        return store.read(
            [&](db::Reader& reader) { return waiting_for(reader, person, clock.now()).size(); });
    }
};

}  // namespace

TEST_CASE("answers: silence is brought to the expert, then to who helped with the like, then to the makers") {
    db::on_each_migrated_database([](db::Database& database) {
        Market market(database);
        const auto old_topic = market.ask("Waterproof under the shower");
        const auto helped =
            market.reply(old_topic.topic, market.helper, "The flashlight needs the camera off");
        market.store.write([&](db::Writer& writer) {
            reading::mark_helpful(writer,
                                  {helped.post, market.asker, market.helper, 0.5, market.clock.now()});
        });
        const Id topic = market.ask("The flashlight goes out").topic;
        CHECK(market.look().empty());  // not silent for long enough
        std::vector<Id> asked;
        for (int i = 0; i < 5; ++i) {
            market.clock.advance(hours(25));
            for (const Route& route : market.look()) {
                CHECK(route.topic_id == topic);
                asked.push_back(route.person_id);
            }
            CHECK(market.look().empty());  // one person at a time
        }
        CHECK(asked == std::vector{market.expert, market.helper, market.maker});
        CHECK(market.waiting(market.helper) == 1);
        market.reply(topic, market.maker, "Turn the camera off");
        CHECK(market.waiting(market.helper) == 0);
    });
}

TEST_CASE("answers: nobody is asked about their own topic, or about too many at once") {
    db::on_each_migrated_database([](db::Database& database) {
        Market market(database);
        REQUIRE(market.store.write([&](db::Writer& writer) {
            return set_patience(writer, market.ids, {1, 2}, market.maker, market.clock.now());
        }));
        market.store.write([&](db::Writer& writer) {
            REQUIRE(forum::name_expert(
                writer, market.ids,
                {market.asker, forum::Scope::product, market.product, market.maker, market.clock.now()}));
        });
        for (const char* title :
             {"first question", "second question", "third question", "fourth question", "fifth question"})
            market.ask(title);
        market.clock.advance(hours(2));
        CHECK(market.look().size() == 4);
        CHECK(market.waiting(market.expert) == 2);
        CHECK(market.waiting(market.maker) == 2);
        CHECK(market.waiting(market.asker) == 0);
        const Id passed = market.store.read([&](db::Reader& reader) {
            return waiting_for(reader, market.expert, market.clock.now()).at(0).topic.topic_id;
        });
        const auto pass = [&] {
            return market.store.write([&](db::Writer& writer) {
                return pass_on(writer, passed, market.expert, market.clock.now());
            });
        };
        REQUIRE(pass());
        CHECK(pass().error().status == 404);
        const auto next = market.look();
        REQUIRE(next.size() == 1);  // the fifth to the expert, who has room; the passed one to nobody yet
        CHECK(next.at(0).person_id == market.expert);
        CHECK(next.at(0).topic_id != passed);
    });
}
