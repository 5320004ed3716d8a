// Who is told, who is not, and how a lively subject stays one line.
#include "features/notices/notices.hpp"

#include <doctest/doctest.h>

#include <thread>

#include "features/notices/bell.hpp"
#include "features/notices/rules.hpp"
#include "platform/db/test_migrated.hpp"

using namespace canyu;
using namespace canyu::notices;

namespace {

const Id mei{11}, bo{12}, lin{13};

Notice about(std::string subject, notices::Kind kind = notices::Kind::talk) {
    return {kind,
            std::move(subject),
            "/t/1",
            {"notices.muted", {{"title", "你好 \"{x}\""}}},
            {"notices.unmuted", {}}};
}

struct Desk {
    db::Database& store;
    ManualClock clock{time_from_milliseconds(1'800'000'000'000)};
    IdSource ids{clock, 1};

    explicit Desk(db::Database& given) : store(given) {
        store.write([](db::Writer& writer) {
            for (const Id person : {mei, bo, lin})
                writer.execute(
                    "insert into person (id, name, display, role, about, language, theme, joined_at, "
                    "password_hash, imported) values (?, ?, '', 'member', '', '', '', 0, '', 0)",
                    person, to_string(person));
        });
    }

    void tell(const Notice& notice, const std::vector<Id>& people) {
        clock.advance(Milliseconds(5));
        store.write([&](db::Writer& writer) { notices::tell(writer, ids, notice, people, clock.now()); });
    }
    std::vector<Copy> unread(Id person) {
        return store.read([&](db::Reader& reader) { return unread_of(reader, person, Time{}, 100); });
    }
    void read(Id person) {
        store.write([&](db::Writer& writer) { store::set_all_read(writer, person, clock.now()); });
    }
    void mute(Id person, const std::string& subject) {
        store.write([&](db::Writer& writer) { store::mute(writer, {person, subject, {}, clock.now()}); });
    }
};

// The texts that went to one open page.
struct Page {
    std::mutex mutex;
    std::vector<std::string> texts;
    bool is_ended = false;

    http::Push push() {
        return http::Push([this](http::Push::Text text) {
            const std::lock_guard lock(mutex);
            if (text)
                texts.push_back(*text);
            else
                is_ended = true;
            return true;
        });
    }
    std::string wait(std::size_t number) {
        for (int i = 0; i < 2'000; ++i) {
            {
                const std::lock_guard lock(mutex);
                if (texts.size() > number) return texts[number];
            }
            std::this_thread::sleep_for(Milliseconds(5));
        }
        return "nothing came";
    }
};

}  // namespace

TEST_CASE("notices: each person is told once, in order, with what was said") {
    db::on_each_migrated_database([](db::Database& database) {
        Desk desk(database);
        desk.tell(about("topic:1"), {mei, bo, mei});
        desk.tell(about("topic:2"), {mei});
        database.write([&](db::Writer& writer) {
            notices::tell(writer, desk.ids, about("topic:2"), {mei}, desk.clock.now());
        });
        const std::vector<Copy> told = desk.unread(mei);
        REQUIRE(told.size() == 2);
        CHECK(told[0].subject == "topic:2");
        CHECK(told[0].times == 1);
        CHECK(told[1].words.arguments == about("").words.arguments);
        CHECK(told[1].unread);
        CHECK(desk.unread(bo).size() == 1);
        CHECK(desk.unread(lin).empty());
    });
}

TEST_CASE("notices: what is lively stays one line until it is read") {
    db::on_each_migrated_database([](db::Database& database) {
        Desk desk(database);
        for (int i = 0; i < 3; ++i) desk.tell(about("topic:1"), {mei});
        desk.tell(about("topic:1", notices::Kind::receipt), {mei, bo});
        std::vector<Copy> told = desk.unread(mei);
        REQUIRE(told.size() == 2);
        CHECK(told[0].times == 1);
        CHECK(told[1].times == 3);
        desk.read(mei);
        CHECK(desk.unread(mei).empty());
        desk.tell(about("topic:1"), {mei});
        told = desk.unread(mei);
        REQUIRE(told.size() == 1);
        CHECK(told[0].times == 1);
    });
}

TEST_CASE("notices: a muted subject and a muted kind are not heard of, by that person alone") {
    db::on_each_migrated_database([](db::Database& database) {
        Desk desk(database);
        desk.mute(mei, "topic:1");
        desk.mute(bo, subject_of(notices::Kind::news));
        desk.tell(about("topic:1"), {mei, bo});
        desk.tell(about("topic:2", notices::Kind::news), {mei, bo});
        CHECK(desk.unread(mei).front().subject == "topic:2");
        CHECK(desk.unread(mei).size() == 1);
        CHECK(desk.unread(bo).front().subject == "topic:1");
        CHECK(desk.unread(bo).size() == 1);
    });
}

TEST_CASE("notices: after half a year they are forgotten") {
    db::on_each_migrated_database([](db::Database& database) {
        Desk desk(database);
        desk.tell(about("topic:1"), {mei});
        desk.clock.advance(std::chrono::days(184));
        desk.tell(about("topic:2"), {mei});
        database.write([&](db::Writer& writer) { forget_old(writer, desk.clock.now()); });
        REQUIRE(desk.unread(mei).size() == 1);
        CHECK(desk.unread(mei).front().subject == "topic:2");
    });
}

TEST_CASE(
    "notices: an open page hears of what was told to its person, and pops up no more than was asked for") {
    db::on_each_migrated_database([](db::Database& database) {
        Desk desk(database);
        web::Catalog catalog;
        catalog.add(web::Language::zh, "msgid \"notices.muted\"\nmsgstr \"关于{title}\"\n", "test.po");
        database.write([&](db::Writer& writer) { store::set_live_a_day(writer, mei, 1); });
        Page of_mei, of_bo;
        {
            Bell bell(database, catalog, desk.clock);
            bell.listen(mei, web::Language::zh, of_mei.push());
            bell.listen(bo, web::Language::zh, of_bo.push());
            desk.tell(about("topic:1"), {mei, lin});
            const std::string first = of_mei.wait(0);
            CHECK(first.starts_with("event: notice\ndata: {\"unread\":1,\"pops_up\":true,"));
            CHECK(first.find("关于你好") != std::string::npos);
            desk.tell(about("topic:2"), {mei});
            CHECK(of_mei.wait(1).starts_with("event: notice\ndata: {\"unread\":2,\"pops_up\":false,"));
        }
        CHECK(of_mei.is_ended);
        CHECK(of_mei.texts.size() == 2);
        CHECK(of_bo.texts.empty());
    });
}

TEST_CASE("notices: the ninth page of a person ends the first, and an hour ends them all") {
    db::on_each_migrated_database([](db::Database& database) {
        Desk desk(database);
        const web::Catalog catalog;
        std::array<Page, 9> pages;
        Bell bell(database, catalog, desk.clock);
        for (Page& page : pages) bell.listen(mei, web::Language::en, page.push());
        CHECK(pages[0].is_ended);
        CHECK(!pages[1].is_ended);
        desk.clock.advance(std::chrono::minutes(61));
        for (int i = 0; i < 2'000 &&
                        [&] {
                            const std::lock_guard lock(pages[8].mutex);
                            return !pages[8].is_ended;
                        }();
             ++i)
            std::this_thread::sleep_for(Milliseconds(5));
        CHECK(pages[8].is_ended);
    });
}
