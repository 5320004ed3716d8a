#include "platform/jobs/jobs.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <fstream>
#include <iterator>
#include <thread>

#include "platform/db/migrate.hpp"
#include "platform/db/test_databases.hpp"

using namespace canyu;
using namespace canyu::jobs;

namespace {

struct Greeting {
    std::string words;
};
BOOST_DESCRIBE_STRUCT(Greeting, (), (words))

struct Other {
    std::int64_t number = 0;
};
BOOST_DESCRIBE_STRUCT(Other, (), (number))

std::string migration() {
    std::ifstream file(CANYU_SOURCE_DIR "/src/platform/jobs/migrations/202611220310_jobs.sql");
    return {std::istreambuf_iterator<char>(file), {}};
}

struct World {
    db::Database& database;
    ManualClock clock{time_from_milliseconds(1800000000000)};
    IdSource ids{clock, 1};
    Jobs jobs;
    std::vector<std::string> heard{};

    explicit World(db::Database& on, Options options = {}) : database(on), jobs(on, clock, ids, options) {
        const std::string sql = migration();
        db::migrate(on, {{"202611220310_jobs.sql", sql}}, clock.now());
    }
    void publish(const std::string& event, const std::string& words) {
        database.write([&](db::Writer& w) { jobs.publish(w, event, Greeting{words}); });
    }
    void enqueue(const std::string& job, const std::string& words, Milliseconds in = {}) {
        database.write([&](db::Writer& w) { jobs.enqueue(w, job, Greeting{words}, clock.now() + in); });
    }
    auto note(const std::string& who) {
        return [this, who](const Greeting& greeting) { heard.push_back(who + ' ' + greeting.words); };
    }
    std::size_t run() { return jobs.run_due(clock.now()); }
    Counts counts() {
        return database.read([](db::Reader& r) { return Jobs::counts(r); });
    }
};

using Heard = std::vector<std::string>;

}  // namespace

TEST_CASE("every subscriber hears every event once it is committed") {
    db::on_each_database([](db::Database& database) {
        World world(database);
        world.jobs.subscribe<Greeting>("greeted", "a", world.note("a"));
        world.jobs.subscribe<Greeting>("greeted", "b", world.note("b"));
        world.publish("greeted", "你好");
        world.publish("nobody_hears", "x");
        database.write([&](db::Writer& w) -> Result<void> {
            world.jobs.publish(w, "greeted", Greeting{"rolled back"});
            return not_found();
        });
        CHECK(world.run() == 2);
        CHECK(world.heard == Heard{"a 你好", "b 你好"});
        CHECK(world.run() == 0);
        CHECK(world.counts().waiting == 0);
    });
}

TEST_CASE("jobs run when they are due, in that order") {
    db::on_each_database([](db::Database& database) {
        World world(database, {.batch = 2});
        world.jobs.handle<Greeting>("greet", world.note("job"));
        world.enqueue("greet", "third", Milliseconds{20});
        world.enqueue("greet", "later", Milliseconds{21});
        world.enqueue("greet", "first");
        world.enqueue("greet", "second", Milliseconds{10});
        CHECK(world.run() == 1);
        world.clock.advance(Milliseconds{20});
        CHECK(world.run() == 2);
        CHECK(world.heard == Heard{"job first", "job second", "job third"});
        CHECK(world.counts().waiting == 1);
    });
}

TEST_CASE("work that makes work is drained with it") {
    db::on_each_database([](db::Database& database) {
        World world(database);
        world.jobs.handle<Greeting>("greet", [&](const Greeting& greeting) {
            world.heard.push_back(greeting.words);
            if (greeting.words.size() < 3) world.publish("greeted", greeting.words + '+');
        });
        world.jobs.subscribe<Greeting>(
            "greeted", "again", [&](const Greeting& greeting) { world.enqueue("greet", greeting.words); });
        world.enqueue("greet", "a");
        CHECK(world.run() == 5);
        CHECK(world.heard == Heard{"a", "a+", "a++"});
    });
}

TEST_CASE("what fails is tried again later and later, and dies visibly") {
    db::on_each_database([](db::Database& database) {
        World world(database, {.max_attempts = 3});
        bool broken = true;
        world.jobs.subscribe<Greeting>("greeted", "a", [&](const Greeting&) {
            world.heard.push_back("try");
            if (broken) throw std::runtime_error("not today");
        });
        world.jobs.subscribe<Greeting>("greeted", "b", world.note("b"));
        world.publish("greeted", "x");
        CHECK(world.run() == 2);
        CHECK(world.heard == Heard{"try", "b x"});
        world.clock.advance(Milliseconds{999});
        CHECK(world.run() == 0);
        world.clock.advance(Milliseconds{1});
        CHECK(world.run() == 1);
        world.clock.advance(Milliseconds{2000});
        CHECK(world.run() == 1);
        CHECK(world.counts().waiting == 0);
        const auto dead = database.read([](db::Reader& r) { return Jobs::dead(r, 10); });
        REQUIRE(dead.size() == 1);
        CHECK(dead[0].name == "greeted");
        CHECK(dead[0].subscriber == "a");
        CHECK(dead[0].attempts == 3);
        CHECK(dead[0].last_error == "not today");
        world.clock.advance(std::chrono::hours{24});
        CHECK(world.run() == 0);
        broken = false;
        CHECK(database.write([&](db::Writer& w) { return world.jobs.revive(w, dead[0].id); }));
        CHECK(world.run() == 1);
        CHECK(world.counts().dead == 0);
        CHECK_FALSE(database.write([&](db::Writer& w) { return Jobs::discard(w, dead[0].id); }));
    });
}

TEST_CASE("what nobody handles or can read does not vanish") {
    db::on_each_database([](db::Database& database) {
        World world(database, {.max_attempts = 1});
        world.jobs.handle<Other>("count", [](const Other&) {});
        world.enqueue("unknown", "x");
        world.enqueue("count", "no number");
        CHECK(world.run() == 2);
        const auto dead = database.read([](db::Reader& r) { return Jobs::dead(r, 10); });
        REQUIRE(dead.size() == 2);
        CHECK(dead[0].last_error->find("number json.missing") != std::string::npos);
        CHECK(dead[1].last_error == "nobody handles unknown");
        CHECK(database.write([&](db::Writer& w) { return Jobs::discard(w, dead[0].id); }));
        CHECK(world.counts().dead == 1);
    });
}

TEST_CASE("repeated work runs once an interval, without catching up") {
    db::on_each_database([](db::Database& database) {
        World world(database);
        int calm = 0;
        int broken = 0;
        world.jobs.every("calm", std::chrono::minutes{1}, [&] { ++calm; });
        world.jobs.every("broken", std::chrono::minutes{2}, [&] {
            ++broken;
            throw std::runtime_error("no");
        });
        CHECK(world.run() == 2);
        CHECK(world.run() == 0);
        world.clock.advance(std::chrono::minutes{1});
        CHECK(world.run() == 1);
        world.clock.advance(std::chrono::minutes{10});
        CHECK(world.run() == 2);
        CHECK(calm == 3);
        CHECK(broken == 2);
    });
}

TEST_CASE("what a dead worker held is given to another after its lease") {
    db::on_each_database([](db::Database& database) {
        World world(database);
        world.jobs.handle<Greeting>("greet", world.note("job"));
        world.enqueue("greet", "x");
        database.write([&](db::Writer& w) {
            w.execute("update job set held_until = ?, attempts = 1",
                      world.clock.now() + std::chrono::minutes{1});
        });
        CHECK(world.run() == 0);
        world.clock.advance(std::chrono::minutes{1});
        CHECK(world.run() == 1);
        CHECK(world.counts().waiting == 0);
    });
}

TEST_CASE("several workers share the work, do each piece and stop at once") {
    db::on_each_database([](db::Database& database) {
        World world(database);
        std::atomic<int> done = 0;
        world.jobs.handle<Greeting>("greet", [&](const Greeting&) { ++done; });
        world.jobs.start(3);
        for (int i = 0; i < 200; ++i) world.enqueue("greet", "x");
        while (world.counts().waiting > 0) std::this_thread::yield();
        world.jobs.stop();
        CHECK(done == 200);
    });
}

TEST_CASE("work given back at a stop waits for no lease") {
    db::on_each_database([](db::Database& database) {
        World world(database);
        std::atomic<bool> started = false;
        std::atomic<bool> go = false;
        std::atomic<int> done = 0;
        world.jobs.handle<Greeting>("greet", [&](const Greeting&) {
            started = true;
            while (!go) std::this_thread::yield();
            ++done;
        });
        database.write([&](db::Writer& w) {
            for (int i = 0; i < 5; ++i) world.jobs.enqueue(w, "greet", Greeting{"x"}, world.clock.now());
        });
        world.jobs.start(1);
        while (!started) std::this_thread::yield();
        std::thread stopper([&] { world.jobs.stop(); });
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
        go = true;
        stopper.join();
        const int before = done;
        CHECK(before + static_cast<int>(world.run()) == 5);
    });
}
