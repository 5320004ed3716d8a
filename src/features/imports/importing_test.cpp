// What becomes of a file's lines, on each database.
#include <doctest/doctest.h>

#include <filesystem>

#include "base/text.hpp"
#include "features/imports/imports.hpp"
#include "features/imports/private_file.hpp"
#include "features/imports/store.hpp"
#include "features/imports/temporary_file.hpp"
#include "platform/db/test_migrated.hpp"

using namespace canyu;
using namespace canyu::imports;

namespace {

struct House {
    db::Database& store;
    ManualClock clock{time_from_milliseconds(1'800'000'000'000)};
    IdSource ids{clock, 1};
    demand::Demands demands{store, ids, clock};
    products::Product product;

    template <class F>
    auto write(F&& act) {
        return store.write([&](db::Writer& writer) { return act(writer); });
    }
    template <class F>
    auto read(F&& look) {
        return store.read([&](db::Reader& reader) { return look(reader); });
    }
    explicit House(db::Database& given) : store(given) {
        product = write([&](db::Writer& w) { return product_for(w, ids, "phone", clock.now()); }).value();
    }
    Import begun(const std::string& file_name = "a.jsonl") {
        return write([&](db::Writer& w) { return begin(w, ids, product.id, file_name, Id{}, clock.now()); });
    }
    Import run(const TemporaryFile& file, const Import& import, const Watch& watch) {
        const auto after = import_reports({store, ids, clock, demands}, file.path(), import, watch);
        REQUIRE(after.has_value());
        return *after;
    }
    Import run(const std::string& lines) {
        return run(TemporaryFile(lines), begun(), [](const Import&, const Message*) { return true; });
    }
    std::vector<store::Refusal> refusals(Id import) {
        return read([&](db::Reader& r) { return store::refusals(r, import, 0, 10); });
    }
    report::Report report(const std::string& id) {
        const auto found = read([&](db::Reader& r) { return report::find(r, "import:a.jsonl", id); });
        REQUIRE(found.has_value());
        return *found;
    }
    demand::Demand demand(Id id) {
        return read([&](db::Reader& r) { return demand::find(r, id); }).value();
    }
};

void in_a_house(const std::function<void(House&)>& test) {
    db::on_each_migrated_database([&](db::Database& database) {
        House house(database);
        test(house);
    });
}

}  // namespace

TEST_CASE("imports: a line becomes a report of its author, said at its time, with a place") {
    in_a_house([](House& house) {
        const Import done = house.run(
            R"({"id":"x1","title":"Camera is slow","text":"Two seconds","user":"mei","lang":"en","kind":"bug","ts":"2024-05-01"})"
            "\n"
            R"({"id":2,"text":"Alarm rings twice"})"
            "\n");
        CHECK(done.state == ImportState::done);
        CHECK(done.reports == 2);
        CHECK(done.position == 2);
        CHECK(done.share == 1);
        CHECK(done.ended_at == house.clock.now());
        const report::Report first = house.report("x1");
        CHECK(first.title == "Camera is slow");
        CHECK(first.kind == report::ReportKind::bug);
        CHECK(first.lang == "en");
        CHECK(first.said_at == parse_time("2024-05-01"));
        REQUIRE(first.demand_id.has_value());
        CHECK(house.demand(*first.demand_id).title == "Camera is slow");
        CHECK(house.demand(*first.demand_id).buoyancy > 0);
        const report::Report second = house.report("2");
        CHECK(second.said_at == first.said_at);
        CHECK(second.person_id != first.person_id);
        CHECK(second.kind == report::ReportKind::line);
    });
}

TEST_CASE("imports: nothing surfaces by the order of the lines") {
    in_a_house([](House& house) {
        std::string lines;
        for (int i = 1; i <= 8; ++i)
            lines += R"({"id":)" + std::to_string(i) + R"(,"text":"matter)" + std::to_string(i) +
                     R"( stands alone","user":"u","ts":"2026-01-0)" + std::to_string(i) + "\"}\n";
        house.run(lines);
        const auto floating =
            house.read([&](db::Reader& r) { return demand::above_water(r, house.product.id); });
        CHECK(floating.size() == static_cast<std::size_t>(house.product.capacity));
        CHECK(house.demand(*house.report("1").demand_id).stage == demand::Stage::heard);
        CHECK(house.demand(*house.report("8").demand_id).stage == demand::Stage::surfaced);
    });
}

TEST_CASE("imports: what is known is passed over, and only that") {
    in_a_house([](House& house) {
        const std::string first = "{\"id\":1,\"text\":\"one\"}\n";
        house.run(first);
        const Import again = house.run(first + "{\"id\":2,\"text\":\"two\"}\n{\"id\":2,\"text\":\"two\"}\n");
        CHECK(again.known == 2);
        CHECK(again.reports == 1);
        CHECK(again.position == 3);
    });
}

TEST_CASE("imports: support joins the report's demand once") {
    in_a_house([](House& house) {
        const Import done = house.run(
            "{\"id\":1,\"text\":\"one\",\"user\":\"a\"}\n"
            "{\"support\":1,\"user\":\"b\",\"ts\":\"2026-01-01\"}\n"
            "{\"support\":1,\"user\":\"b\"}\n"
            "{\"support\":7,\"user\":\"b\"}\n");
        CHECK(done.supports == 1);
        CHECK(done.known == 1);
        CHECK(done.refused == 1);
        CHECK(house.demand(*house.report("1").demand_id).people == 2);
    });
}

TEST_CASE("imports: lines that name nobody are voices of their own, and stay the same ones") {
    in_a_house([](House& house) {
        std::string words = ",\"text\":\"";
        for (int i = 0; i < 60; ++i) words += "word" + std::to_string(i) + ' ';
        words += "\"}";
        const std::string lines = "{\"id\":1" + words + "\n{\"id\":2" + words + "\n";
        house.run(lines);
        const demand::Demand demand = house.demand(*house.report("1").demand_id);
        CHECK(house.report("2").demand_id == demand.id);
        CHECK(demand.people == 2);
        CHECK(house.run(lines).known == 2);
    });
}

TEST_CASE("imports: a demand is as old as the words that founded it") {
    in_a_house([](House& house) {
        house.run(R"({"id":1,"text":"one","ts":"2024-05-01"})");
        CHECK(house.demand(*house.report("1").demand_id).created_at == parse_time("2024-05-01"));
    });
}

TEST_CASE("imports: every refused line is kept with number, field and reason") {
    in_a_house([](House& house) {
        const Import done = house.run("{oops\n{\"id\":1,\"text\":\"" + std::string(20'001, 'x') +
                                      "\"}\n{\"id\":2,\"text\":\"y\",\"ts\":\"2090-01-01\"}\n"
                                      "{\"id\":3,\"text\":\"fine\"}\n");
        CHECK(done.refused == 3);
        CHECK(done.reports == 1);
        const auto refusals = house.refusals(done.id);
        REQUIRE(refusals.size() == 3);
        CHECK(refusals[0].reason == "report_lines.not_json");
        CHECK(refusals[1].line == 2);
        CHECK(refusals[1].field == "text");
        CHECK(refusals[1].arguments.find("20001") != std::string::npos);
        CHECK(refusals[2].reason == "imports.strange_time");
        // The time of a refused line is not handed on.
        CHECK(house.report("3").said_at == house.clock.now());
    });
}

TEST_CASE("imports: a title that is too long goes on in the text") {
    in_a_house([](House& house) {
        std::string title;
        for (int i = 0; i < 130; ++i) title += "长";
        CHECK(house.run("{\"id\":1,\"title\":\"" + title + "\",\"text\":\"t\"}\n").reports == 1);
        const report::Report report = house.report("1");
        CHECK(count_characters(report.title) == report::most_title);
        CHECK(report.text == title + "\n\nt");
    });
}

TEST_CASE("imports: one that was paused goes on where it was, one that was stopped does not") {
    in_a_house([](House& house) {
        const TemporaryFile file(
            "{\"id\":1,\"text\":\"one\"}\n{\"id\":2,\"text\":\"two\"}\n{\"id\":3,\"text\":\"three\"}\n");
        const Import begun = house.begun();
        const Import paused = house.run(file, begun, [](const Import&, const Message*) { return false; });
        CHECK(paused.state == ImportState::running);
        CHECK(paused.position == 1);
        const Import done = house.run(file, paused, [](const Import&, const Message*) { return true; });
        CHECK(done.state == ImportState::done);
        CHECK(done.reports == 3);
        CHECK(done.known == 0);

        const Import second = house.begun("b.jsonl");
        const Import stopped = house.run(file, second, [&](const Import&, const Message*) {
            return house
                .write([&](db::Writer& w) { return stop(w, house.ids, second.id, Id{}, house.clock.now()); })
                .has_value();
        });
        CHECK(stopped.state == ImportState::stopped);
        CHECK(stopped.reports == 1);
        const auto twice = house.write(
            [&](db::Writer& w) { return stop(w, house.ids, second.id, Id{}, house.clock.now()); });
        CHECK(twice.error().message.key == "imports.ended_already");
    });
}

TEST_CASE("imports: a new one of the same file stops an unfinished one") {
    in_a_house([](House& house) {
        const Import first = house.begun();
        house.begun();
        CHECK(house.read([&](db::Reader& r) { return find(r, first.id); })->state == ImportState::stopped);
    });
}

TEST_CASE("imports: an upload at work is nobody else's to read, and leaves nothing") {
    namespace fs = std::filesystem;
    std::string first;
    {
        const PrivateFile one;
        const PrivateFile two;
        CHECK(one.path() != two.path());
        first = one.path();
        CHECK(fs::status(first).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    }
    CHECK(!fs::exists(first));
}
