// A community goes out of one database and into another, of either engine, and is the same there.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>
#include <set>

#include "base/test_folder.hpp"
#include "platform/archive/archive.hpp"
#include "platform/archive/row_text.hpp"
#include "platform/db/any_table.hpp"
#include "platform/db/test_migrated.hpp"
#include "platform/files/digest.hpp"
#include "platform/files/line_file.hpp"
#include "platform/files/packed_file.hpp"
#include "platform/search/search.hpp"

using namespace canyu;
using namespace canyu::archive;
namespace fs = std::filesystem;

namespace {

std::string all_bytes() {
    std::string bytes;
    for (int value = 0; value < 256; ++value) bytes += static_cast<char>(value);
    return bytes;
}

// Values at the edges of every kind of column, and a text that has its order from its bytes.
void fill(db::Database& database) {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    database.write([&](db::Writer& w) {
        for (const std::string name : {"b", "B", "é", "锁屏", "a\"\\\n\t<", ""})
            w.execute("insert into setting (name, value) values (?, ?)", name, "value of " + name);
        for (const std::int64_t id :
             {std::int64_t{1}, most, -most, (std::int64_t{1} << 53) - 1, std::int64_t{1} << 53})
            w.execute("insert into waterline (product_id, level, capacity, drawn_at) values (?, ?, ?, ?)", id,
                      static_cast<double>(id) / 3, id, id);
        w.execute("insert into waterline (product_id, level, capacity, drawn_at) values (7, ?, 0, 0)",
                  5e-324);
        w.execute("insert into waterline (product_id, level, capacity, drawn_at) values (8, ?, 0, 0)",
                  1.7976931348623157e308);
        w.execute(
            "insert into media (id, person_id, digest, content_type, width, height, frames, created_at, "
            "preview, bytes) values (9, 1, 'd', 't', 1, 1, 1, 1, ?, ?)",
            Bytes{}, Bytes{all_bytes()});
        w.execute(
            "insert into session (token_hash, person_id, created_at, seen_at, user_agent) values ('h', 1, 1, "
            "1, '')");
        w.execute(
            "insert into participation (id, at, person_id, product_id, node, verb, object, object_id, "
            "reverses) "
            "values (5, 1, 2, 3, 'n', 'v', 'o', 4, null)");
        search::add(w, {.id = Id{11}, .kind = "topic", .title = "锁屏壁纸", .text = "Lock screen wallpaper"});
    });
}

Manifest write_out(db::Database& database, const std::string& folder) {
    return database.read([&](db::Reader& reader) {
        Manifest manifest = describe(reader, {"session"});
        manifest.purpose = Purpose::move;
        write_tables(reader, manifest, folder);
        write(manifest, folder);
        return manifest;
    });
}

Result<void> read_in(db::Database& database, const std::string& folder) {
    const auto manifest = archive::read(folder);
    if (!manifest) return std::unexpected(manifest.error());
    if (auto checked = verify(*manifest, folder); !checked) return checked;
    return database.write([&](db::Writer& writer) -> Result<void> {
        if (auto taken = read_tables(writer, *manifest, folder); !taken) return taken;
        search::rebuild(writer);
        return {};
    });
}

std::string refusal(db::Database& database, const std::string& folder) {
    const auto taken = read_in(database, folder);
    REQUIRE(!taken.has_value());
    CHECK(database.read([](db::Reader& reader) { return table_with_rows(reader); }).empty());
    std::string text = taken.error().message.key;
    for (const auto& [name, value] : taken.error().message.arguments) text += ' ' + name + '=' + value;
    return text;
}

// Writes the file anew, and the manifest with its digest and number of lines.
void replace_file(const TestFolder& folder, const std::string& table, const std::string& lines) {
    files::PackedFile file(folder.file(file_of_table(table)));
    file.write(lines);
    file.close();
    Manifest manifest = archive::read(folder.path()).value();
    for (HeldFile& held : manifest.files)
        if (held.name == file_of_table(table)) held = describe_file(folder.path(), held.name);
    for (Rows& rows : manifest.tables)
        if (rows.table == table) rows.rows = std::ranges::count(lines, '\n');
    write(manifest, folder.path());
}

}  // namespace

TEST_CASE("archive: out, into either engine and out again is the same, byte for byte") {
    db::on_each_migrated_database([](db::Database& from) {
        fill(from);
        const TestFolder first;
        const Manifest manifest = write_out(from, first.path());
        CHECK(manifest.files.size() == manifest.tables.size());
        db::on_each_migrated_database([&](db::Database& into) {
            const auto taken = read_in(into, first.path());
            REQUIRE(taken.has_value());
            const TestFolder second;
            const Manifest again = write_out(into, second.path());
            CHECK(again.files == manifest.files);
            CHECK(again.tables == manifest.tables);
            CHECK(into.read([](db::Reader& r) {
                return r.value<std::int64_t>("select count(*) from session");
            }) == 0);
            const auto found = into.read(
                [](db::Reader& r) { return search::find(r, {.text = "锁屏", .audiences = {"everyone"}}); });
            CHECK(found.total == 1);
            CHECK(into.read([](db::Reader& r) { return search::count_unindexed(r); }) == 0);
        });
    });
}

TEST_CASE("archive: every table that a migration makes is among them, but for the index of the search") {
    std::set<std::string> made;
    for (const auto& [name, sql] : db::test_migration_files())
        for (std::size_t at = sql.find("create table "); at != sql.npos;
             at = sql.find("create table ", at + 1))
            made.insert(sql.substr(at + 13, sql.find_first_of(" (", at + 13) - at - 13));
    made.erase("search_index");
    db::on_each_migrated_database([&](db::Database& database) {
        std::set<std::string> found;
        for (const auto& table : database.read([](db::Reader& r) { return db::tables(r); }))
            found.insert(table.name());
        CHECK(found == made);
    });
}

TEST_CASE("archive: a row is one line of plain JSON") {
    const db::AnyTable table("t",
                             {{"id", Kind::integer, false},
                              {"at", Kind::integer, true},
                              {"share", Kind::real, false},
                              {"words", Kind::text, true},
                              {"raw", Kind::bytes, false}},
                             {"id"});
    const std::vector<db::Value> row{std::int64_t{389'734'012'345'678'901}, std::int64_t{1'790'000'000'000},
                                     0.1, std::string("锁屏 \"q\""), Bytes{{'\0', '\1'}}};
    const std::string line =
        R"({"id":"389734012345678901","at":1790000000000,"share":0.1,"words":"锁屏 \"q\"","raw":"AAE="})";
    CHECK(to_line(table, row) == line);
    CHECK(from_line(table, line).value() == row);
    const auto problem = [&](const std::string& text) { return from_line(table, text).error().message; };
    CHECK(problem("").key == "archive.not_a_row");
    CHECK(problem("7").key == "archive.not_a_row");
    CHECK(problem("null").key == "archive.not_a_row");
    CHECK(problem("\"x\"").key == "archive.not_a_row");
    CHECK(problem("[]").key == "archive.not_a_row");
    CHECK(problem(line + "{}").key == "archive.not_a_row");
    CHECK(problem(line.substr(0, 30)).key == "archive.not_a_row");
    CHECK(problem(R"({"id":{}})").key == "archive.not_a_row");
    CHECK(problem(R"({"id":[]})").key == "archive.not_a_row");
    CHECK(problem(R"({"id":1,"who":2})").key == "archive.unknown_column");
    CHECK(problem(R"({"id":1,"id":2})").key == "archive.column_twice");
    CHECK(problem(R"({"id":1})").key == "archive.column_missing");
    for (const char* wrong : {R"({"id":null})", R"({"id":1.5})", R"({"id":true})", R"({"id":"1x"})",
                              R"({"id":"99999999999999999999"})", R"({"id":18446744073709551615})",
                              R"({"words":1})", R"({"words":"\u0000"})", R"({"raw":"?"})", R"({"raw":7})",
                              R"({"share":"0.1"})", R"({"share":1e999})"})
        CHECK(problem(wrong).key == "archive.wrong_value");
}

TEST_CASE("archive: what is broken is refused with file and line, and the database stays empty") {
    db::on_each_migrated_database([](db::Database& from) {
        fill(from);
        const auto damaged = [&](const std::function<void(const TestFolder&)>& damage) {
            const TestFolder folder;
            write_out(from, folder.path());
            damage(folder);
            std::string text;
            db::on_each_migrated_database([&](db::Database& into) { text = refusal(into, folder.path()); });
            return text;
        };
        const auto settings = [&](const std::string& lines) {
            return damaged([&](const TestFolder& folder) { replace_file(folder, "setting", lines); });
        };
        CHECK(settings("{\"name\":\"a\",\"value\":\"b\"}\n{\"name\":\"a\",\"value\":\"c\"}\n") ==
              "archive.row_twice file=setting.jsonl.gz line=2");
        CHECK(settings("{\"name\":\"a\",\"value\":\"b\"}\n\n") ==
              "archive.not_a_row file=setting.jsonl.gz line=2");
        CHECK(settings("{\"name\":\"a\",\"worth\":\"b\"}\n") ==
              "archive.unknown_column file=setting.jsonl.gz line=1 column=worth");
        CHECK(settings(std::string((std::size_t{64} << 20) + 1, 'x') + "\n") ==
              "archive.line_too_long file=setting.jsonl.gz line=1");
        CHECK(damaged([](const TestFolder& folder) { fs::remove(folder.file("setting.jsonl.gz")); }) ==
              "archive.file_missing file=setting.jsonl.gz");
        CHECK(damaged([](const TestFolder& folder) {
                  std::ofstream(folder.file("setting.jsonl.gz"), std::ios::app) << 'x';
              }) == "archive.file_changed file=setting.jsonl.gz");
        CHECK(damaged([](const TestFolder& folder) {
                  fs::remove(folder.file("setting.jsonl.gz"));
                  fs::create_symlink("/etc/passwd", folder.file("setting.jsonl.gz"));
              }) == "archive.file_missing file=setting.jsonl.gz");
    });
}

TEST_CASE("archive: a file that breaks off, rows that are missing, tables nobody knows") {
    db::on_each_migrated_database([](db::Database& from) {
        fill(from);
        const TestFolder folder;
        write_out(from, folder.path());
        const auto with = [&](const std::function<void(Manifest&)>& change) {
            Manifest manifest = archive::read(folder.path()).value();
            change(manifest);
            write(manifest, folder.path());
        };
        fs::resize_file(folder.file("setting.jsonl.gz"), fs::file_size(folder.file("setting.jsonl.gz")) - 9);
        with([&](Manifest& manifest) {
            for (HeldFile& held : manifest.files) held = describe_file(folder.path(), held.name);
        });
        db::on_each_migrated_database([&](db::Database& into) {
            CHECK(refusal(into, folder.path()).starts_with("archive.breaks_off file=setting.jsonl.gz line="));
        });
        replace_file(folder, "setting", "");
        with([](Manifest& manifest) {
            for (Rows& rows : manifest.tables)
                if (rows.table == "setting") rows.rows = 3;
        });
        db::on_each_migrated_database([&](db::Database& into) {
            CHECK(refusal(into, folder.path()) ==
                  "archive.rows_differ file=setting.jsonl.gz found=0 wanted=3");
        });
        with([](Manifest& manifest) { manifest.files.front().name = "../../etc/passwd"; });
        CHECK(archive::read(folder.path()).error().message.key == "archive.strange_name");
    });
}

TEST_CASE("archive: a manifest that names what this program does not have, or no digest of what it has") {
    db::on_each_migrated_database([](db::Database& from) {
        const TestFolder folder;
        const Manifest whole = write_out(from, folder.path());
        Manifest manifest = whole;
        manifest.files.pop_back();
        write(manifest, folder.path());
        CHECK(archive::read(folder.path()).error().message.key == "archive.broken_manifest");
        manifest = whole;
        manifest.tables.push_back({"sqlite_schema", 0});
        files::PackedFile(folder.file("sqlite_schema.jsonl.gz")).close();
        manifest.files.push_back(describe_file(folder.path(), "sqlite_schema.jsonl.gz"));
        write(manifest, folder.path());
        db::on_each_migrated_database([&](db::Database& into) {
            CHECK(refusal(into, folder.path()) == "archive.unknown_table table=sqlite_schema");
        });
    });
}

TEST_CASE("archive: only an empty database takes one in, and only an older folder") {
    db::on_each_migrated_database([](db::Database& from) {
        fill(from);
        const TestFolder folder;
        const Manifest manifest = write_out(from, folder.path());
        CHECK(read_in(from, folder.path()).error().message.key == "archive.not_empty");
        std::vector<std::string_view> known(manifest.migrations.begin(), manifest.migrations.end());
        CHECK(check_age(manifest, known).has_value());
        known.pop_back();
        CHECK(check_age(manifest, known).error().message.key == "archive.from_newer");
    });
}
