// A SQLite database as a file: copied under writers, checked, put aside.
#include "platform/db/sqlite_file.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "base/test_folder.hpp"
#include "platform/db/db.hpp"

using namespace canyu;
namespace fs = std::filesystem;

namespace {

void fill(db::Database& database, std::int64_t rows) {
    database.write([&](db::Writer& w) {
        w.execute("create table pair (id bigint primary key, words text not null)");
        for (std::int64_t i = 1; i <= rows; ++i)
            w.execute("insert into pair (id, words) values (?, ?)", i, std::string(500, 'x'));
    });
}

std::int64_t count(const std::string& path) {
    db::Database database({.url = "sqlite:" + path});
    return database.read([](db::Reader& r) { return r.value<std::int64_t>("select count(*) from pair"); });
}

}  // namespace

TEST_CASE("sqlite: a copy is of one moment, and writers go on meanwhile") {
    const TestFolder place;
    db::Database database({.url = "sqlite:" + place.file("live")});
    fill(database, 20'000);
    std::atomic<bool> stop = false;
    std::atomic<std::int64_t> written = 20'000;
    std::thread writer([&] {
        // Two rows an act: a copy that is not of one moment would have an odd number of them.
        for (std::int64_t id = 20'001; !stop; id += 2) {
            database.write([&](db::Writer& w) {
                for (const std::int64_t one : {id, id + 1})
                    w.execute("insert into pair (id, words) values (?, 'new')", one);
            });
            written += 2;
        }
    });
    const std::int64_t before = written;
    std::int64_t steps = 0;
    db::copy_sqlite(place.file("live"), place.file("copy"), [&](std::int64_t done, std::int64_t all) {
        ++steps;
        CHECK(done <= all);
        // At least one write falls into the copying.
        for (const std::int64_t now = written; written == now;) std::this_thread::yield();
    });
    stop = true;
    writer.join();
    CHECK(steps > 3);
    CHECK(db::faults_of_sqlite(place.file("copy")).empty());
    CHECK(count(place.file("copy")) >= before);
    CHECK(count(place.file("copy")) < written);
    CHECK(count(place.file("copy")) % 2 == 0);
}

TEST_CASE("sqlite: damage is found, and what is no database at all") {
    const TestFolder place;
    {
        db::Database database({.url = "sqlite:" + place.file("live")});
        fill(database, 1'000);
    }
    CHECK(db::close_sqlite(place.file("live")));
    CHECK(db::faults_of_sqlite(place.file("live")).empty());
    {
        std::fstream file(place.file("live"), std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(5 * 4096);
        file << std::string(4096, '\xFF');
    }
    CHECK(!db::faults_of_sqlite(place.file("live")).empty());
    std::ofstream(place.file("words")) << std::string(5'000, 'w');
    CHECK(!db::faults_of_sqlite(place.file("words")).empty());
    CHECK_THROWS_AS(db::copy_sqlite(place.file("words"), place.file("copy")), db::Unavailable);
    CHECK_THROWS_AS(db::copy_sqlite(place.file("nothing"), place.file("copy")), db::Unavailable);
    CHECK(!fs::exists(place.file("nothing")));
}

TEST_CASE("sqlite: a file is put aside only when nobody has it open, and is whole then") {
    const TestFolder place;
    {
        db::Database database({.url = "sqlite:" + place.file("live")});
        fill(database, 10);
        CHECK(!db::close_sqlite(place.file("live")));
        database.write([](db::Writer& w) { w.execute("insert into pair (id, words) values (11, '')"); });
    }
    CHECK(db::close_sqlite(place.file("live")));
    CHECK(!fs::exists(place.file("live-wal")));
    fs::rename(place.file("live"), place.file("elsewhere"));
    CHECK(count(place.file("elsewhere")) == 11);
}
