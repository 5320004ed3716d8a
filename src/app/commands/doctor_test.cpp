// canyu doctor over the demo community, and over one whose counts were falsified.
#include <doctest/doctest.h>
#include <stdlib.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "app/command_line.hpp"
#include "app/demo/demo.hpp"
#include "app/upkeep.hpp"
#include "base/test_folder.hpp"
#include "platform/db/test_databases.hpp"
#include "platform/search/search.hpp"

using namespace canyu;

namespace {

std::string run_doctor(const std::string& url, bool recount) {
    CLI::App app;
    add_commands(app);
    // CLI11 takes them from the back.
    std::vector<std::string> arguments{url, "--database", "doctor"};
    if (recount) arguments.insert(arguments.begin(), "--recount");
    try {
        app.parse(arguments);
        return "well";
    } catch (const std::exception& failure) {
        return failure.what();
    }
}

void make_demo(const std::string& url) {
    const SystemClock now;
    ManualClock clock(now.now());
    Config config;
    config.database = url;
    Community community(config, clock);
    demo::live_through(community, clock, now.now());
}

}  // namespace

TEST_CASE("doctor: the demo is well, and every count that is falsified is found and put right") {
    db::on_each_engine([](const std::string& engine_url) {
        const TestFolder folder;
        const std::string url =
            engine_url.starts_with("sqlite:") ? "sqlite:" + folder.file("demo") : engine_url;
        make_demo(url);
        CHECK(run_doctor(url, false) == "well");
        db::Database database({.url = url});
        for (const db::CachedCount& count : upkeep().counts) {
            INFO(count.table << '.' << count.column << ' ' << count.among);
            // Short numbers may run ahead of what is there, but never behind it.
            const char* wrong = count.table == "product_number" ? " - 1 where " : " + 7 where ";
            const std::int64_t falsified = database.write([&](db::Writer& w) {
                return w.execute("update " + count.table + " set " + count.column + " = " + count.column +
                                 wrong + count.among);
            });
            CHECK(falsified > 0);
            const auto found = database.read([&](db::Reader& r) { return db::miscounts(r, count); });
            CHECK(std::ssize(found) == falsified);
            CHECK(run_doctor(url, false) != "well");
            CHECK(run_doctor(url, true) == "well");
            CHECK(database.read([&](db::Reader& r) { return db::miscounts(r, count); }).empty());
        }
        CHECK(run_doctor(url, false) == "well");
    });
}

TEST_CASE(
    "doctor: an index that lags behind is made anew, and rows that name nothing stay a reason to fail") {
    const TestFolder folder;
    const std::string url = "sqlite:" + folder.file("demo");
    make_demo(url);
    db::Database database({.url = url});
    database.write([](db::Writer& w) { w.execute("delete from search_index where rowid % 2 = 0"); });
    CHECK(run_doctor(url, false) != "well");
    CHECK(run_doctor(url, true) == "well");
    CHECK(database.read([](db::Reader& r) { return search::count_unindexed(r); }) == 0);
    database.write([](db::Writer& w) { w.execute("delete from board"); });
    CHECK(run_doctor(url, true).find("backup") != std::string::npos);
}
