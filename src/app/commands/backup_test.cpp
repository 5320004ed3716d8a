// backup, restore, export and import community, as an operator says them.
#include <doctest/doctest.h>
#include <stdlib.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "app/command_line.hpp"
#include "app/migrations.hpp"
#include "base/test_folder.hpp"
#include "platform/archive/archive.hpp"
#include "platform/db/journal.hpp"
#include "platform/db/test_databases.hpp"

using namespace canyu;
namespace fs = std::filesystem;

namespace {

struct Place : TestFolder {
    std::string url(const std::string& name) const { return "sqlite:" + file(name); }
};

// "" when it was done, else what is said of the failure.
std::string run(std::vector<std::string> arguments) {
    CLI::App app;
    add_commands(app);
    std::ranges::reverse(arguments);  // CLI11 takes them from the back
    try {
        app.parse(arguments);
        return "";
    } catch (const std::exception& failure) {
        return failure.what();
    }
}

void add_person(const std::string& url, const std::string& name) {
    REQUIRE(run({"user", "add", name, "--password", "a long password", "--database", url}) == "");
}

std::int64_t people(const std::string& url) {
    db::Database database({.url = url});
    return database.read([](db::Reader& r) { return r.value<std::int64_t>("select count(*) from person"); });
}

bool says(const std::string& text, const char* part) {
    return text.find(part) != std::string::npos;
}

std::int64_t rows_of_journal(const std::string& url, Id stream) {
    std::int64_t rows = 0;
    REQUIRE(db::open_journal(url)->read(stream, 0, [&](const db::JournalRow&) { return ++rows > 0; }));
    return rows;
}

// Of which the database has followed two.
void add_to_journal(const std::string& url, Id stream, std::int64_t rows) {
    const auto journal = db::open_journal(url);
    for (std::int64_t seq = 0; seq < rows; ++seq) {
        const db::JournalRow row{stream, seq, 1, {}};
        db::Written written{};
        journal->append({&row, 1}, {&written, 1});
        REQUIRE(written == db::Written::yes);
    }
    db::Database({.url = url}).write([&](db::Writer& writer) {
        writer.execute(
            "insert into allotment (id, kind, object_id, opened_at, opening, next_seq) "
            "values (?, 'test', 1, 0, x'00', 2)",
            stream);
    });
}

void rewrite_manifest(const std::string& folder, const std::function<void(archive::Manifest&)>& change) {
    archive::Manifest manifest = archive::read(folder).value();
    change(manifest);
    archive::write(manifest, folder);
}

}  // namespace

TEST_CASE(
    "backup: what was backed up comes back, into nothing, an empty database, or one that is put aside") {
    db::on_each_engine([](const std::string& engine_url) {
        const Place place;
        const bool sqlite = engine_url.starts_with("sqlite:");
        const std::string live = sqlite ? place.url("live") : engine_url;
        add_person(live, "anna");
        CHECK(run({"backup", place.file("one"), "--database", live}) == "");
        CHECK(says(run({"backup", place.file("one"), "--database", live}), "is there already"));
        add_person(live, "bert");
        CHECK(run({"restore", place.file("one"), "--database", place.url("new/a")}) == "");
        CHECK(people(place.url("new/a")) == 1);
        if (!sqlite) {
            CHECK(says(run({"restore", place.file("one"), "--database", live}), "not empty"));
            CHECK(says(run({"restore", place.file("one"), "--replace", "--database", live}), "createdb"));
            CHECK(people(live) == 2);
            return;
        }
        CHECK(run({"migrate", "--database", place.url("b")}) == "");
        CHECK(run({"restore", place.file("one"), "--database", place.url("b")}) == "");
        CHECK(says(run({"restore", place.file("one"), "--database", live}), "--replace"));
        CHECK(people(live) == 2);
        CHECK(run({"restore", place.file("one"), "--replace", "--database", live}) == "");
        CHECK(people(live) == 1);
        std::int64_t kept = 0;
        for (const auto& entry : fs::directory_iterator(place.file("")))
            if (entry.path().filename().string().starts_with("live.replaced-") &&
                entry.path().extension() != ".journal")
                kept = people("sqlite:" + entry.path().string());
        CHECK(kept == 2);
    });
}

TEST_CASE(
    "backup: the journal goes with its database as far as that follows it, and is kept with one put aside") {
    const Place place;
    const std::string live = place.url("live.sqlite");
    add_person(live, "anna");
    add_to_journal(live, Id{7}, 3);
    CHECK(run({"backup", place.file("one"), "--database", live}) == "");
    CHECK(run({"restore", place.file("one"), "--database", place.url("new.sqlite")}) == "");
    CHECK(rows_of_journal(place.url("new.sqlite"), Id{7}) == 2);
    CHECK(run({"restore", place.file("one"), "--replace", "--database", live}) == "");
    CHECK(rows_of_journal(live, Id{7}) == 2);
    std::int64_t kept = 0;
    for (const auto& entry : fs::directory_iterator(place.file("")))
        if (entry.path().filename().string().starts_with("live.sqlite.replaced-") &&
            entry.path().extension() == ".journal")
            kept = rows_of_journal("sqlite:" + entry.path().string(), Id{7});
    CHECK(kept == 3);
}

TEST_CASE("backup: a database that is in use, a damaged copy and one from the future are refused") {
    const Place place;
    add_person(place.url("live"), "anna");
    REQUIRE(run({"backup", place.file("one"), "--database", place.url("live")}) == "");
    {
        const db::Database open({.url = place.url("live")});
        CHECK(says(run({"restore", place.file("one"), "--replace", "--database", place.url("live")}),
                   "stop the server"));
    }
    CHECK(says(run({"backup", place.file("two"), "--database", place.url("nothing")}), "no database"));
    CHECK(!fs::exists(place.file("two")));
    CHECK(!fs::exists(place.file("two.unfinished")));
    CHECK(
        says(run({"import", "community", place.file("one"), "--database", place.url("c")}), "canyu restore"));

    rewrite_manifest(place.file("one"),
                     [](archive::Manifest& m) { m.migrations.emplace_back("299901010000_x.sql"); });
    CHECK(says(run({"restore", place.file("one"), "--database", place.url("d")}), "newer Canyu"));
    rewrite_manifest(place.file("one"), [](archive::Manifest& m) { m.migrations.pop_back(); });
    {
        std::fstream file(place.file("one/database.sqlite"), std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(3 * 4096);
        file << std::string(8 * 4096, '\xFF');
    }
    CHECK(says(run({"restore", place.file("one"), "--database", place.url("d")}), "SHA-256"));
    // Even with a digest that fits the damage.
    rewrite_manifest(place.file("one"), [&](archive::Manifest& m) {
        m.files = {archive::describe_file(place.file("one"), archive::database_file)};
    });
    CHECK(says(run({"restore", place.file("one"), "--database", place.url("d")}), "damaged"));
    CHECK(!fs::exists(place.file("d")));
    CHECK(!fs::exists(place.file("d.unfinished")));
}

TEST_CASE("export: an older community is taken in as it was, and brought up to date") {
    const Place place;
    {
        // As before the squads were made.
        db::Database old({.url = place.url("live")});
        std::vector<db::Migration> of_then = migrations();
        std::erase_if(of_then, [](const db::Migration& one) { return one.name > "202611242200"; });
        db::migrate(old, of_then, Time{});
        old.write([](db::Writer& writer) {
            writer.execute(
                "insert into person (id, name, display, role, about, language, theme, joined_at, "
                "password_hash, imported) values (1, 'anna', 'Anna', 'member', '', '', '', 0, '', 0)");
        });
    }
    REQUIRE(run({"export", place.file("out"), "--database", place.url("live")}) == "");
    CHECK(says(run({"restore", place.file("out"), "--database", place.url("r")}), "import community"));
    db::on_each_engine([&](const std::string& engine_url) {
        const std::string url = engine_url.starts_with("sqlite:") ? place.url("into") : engine_url;
        CHECK(run({"import", "community", place.file("out"), "--database", url}) == "");
        CHECK(people(url) == 1);
        db::Database database({.url = url});
        CHECK(database.read(
                  [](db::Reader& r) { return r.value<std::int64_t>("select count(*) from squad"); }) == 0);
    });
    REQUIRE(run({"migrate", "--database", place.url("newer")}) == "");
    CHECK(says(run({"import", "community", place.file("out"), "--database", place.url("newer")}),
               "without tables"));
}
