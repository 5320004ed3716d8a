#include "features/digest/digest.hpp"

#include <doctest/doctest.h>

#include "features/digest/store.hpp"
#include "platform/db/test_migrated.hpp"
#include "platform/mail/test_post_office.hpp"

using namespace canyu;
using namespace canyu::digest;

namespace {

// The sentences of a letter, short enough to find again.
constexpr const char* sentences =
    "msgid \"digest.subject_one\"\nmsgstr \"1 new\"\n\nmsgid \"digest.subject_many\"\nmsgstr \"{count} "
    "new\"\n\n"
    "msgid \"digest.subject_week\"\nmsgstr \"the week\"\n\n"
    "msgid \"digest.hello_week\"\nmsgstr \"Dear {name}\"\n\n"
    "msgid \"digest.hello\"\nmsgstr \"Hello {name}\"\n\nmsgid \"digest.and_more\"\nmsgstr \"and {count} "
    "more\"\n\n"
    "msgid \"digest.bye\"\nmsgstr \"stop: {stop}\"\n\nmsgid \"digest.confirm_subject\"\nmsgstr \"yours?\"\n\n"
    "msgid \"digest.confirm_text\"\nmsgstr \"link: {url}\"\n\nmsgid \"test.words\"\nmsgstr \"It shipped: "
    "{title}\"\n\n"
    "msgid \"test.reason\"\nmsgstr \"because you said it\"\n";

struct House {
    db::Database& store;
    mail::TestPostOffice post{};
    ManualClock clock{time_from_milliseconds(1'800'000'000'000)};
    IdSource ids{clock, 1};
    web::Catalog catalog{};
    mail::Mailer mailer{{post.is_open() ? post.url() : "", "", "", "canyu@talk.example"}};
    Office office{store, clock, catalog, mailer, "https://talk.example", [] { return std::string("Canyu"); }};
    Id mei;

    explicit House(db::Database& database) : store(database) {
        catalog.add(web::Language::en, sentences, "test.po");
        mei = store
                  .write([&](db::Writer& writer) {
                      return people::add(writer, ids, {"meimei", "Mei", "", web::Role::member, "en", ""}, "",
                                         clock.now());
                  })
                  .value();
    }
    Result<bool> choose(const std::string& address, Rhythm rhythm = Rhythm::daily) {
        return store.write([&](db::Writer& writer) {
            return digest::choose(writer, {mei, address, rhythm, "en", {}, {}}, clock.now());
        });
    }
    void tell(const std::string& title) {
        clock.advance(Milliseconds(5));
        store.write([&](db::Writer& writer) {
            notices::tell(writer, ids,
                          {notices::Kind::receipt,
                           title,
                           "/t/1",
                           {"test.words", {{"title", title}}},
                           {"test.reason", {}}},
                          {mei}, clock.now());
        });
    }
    // The token of the link for `purpose` in a letter.
    static std::string token_in(const std::string& text, const std::string& purpose) {
        const std::string before = "/notices/mail/" + purpose + "/";
        const std::size_t at = text.find(before);
        REQUIRE(at != std::string::npos);
        return text.substr(at + before.size(), 64);
    }
    bool follow(bool (*act)(db::Writer&, const std::string&, Time), const std::string& token) {
        return store.write([&](db::Writer& writer) { return act(writer, token, clock.now()); });
    }
    Choice choice() {
        return *store.read([&](db::Reader& reader) { return choice_of(reader, mei); });
    }
};

}  // namespace

TEST_CASE("digest: nothing is sent to an address before its owner has confirmed it") {
    db::on_each_migrated_database([](db::Database& database) {
        House house(database);
        if (!house.post.is_open()) return;
        CHECK(house.choose("no address").error().fields.front().message.key == "digest.no_address");
        CHECK(house.choose("mei@mail.example").value());
        house.tell("the camera");
        house.clock.advance(std::chrono::hours(2));
        send_due(house.office);
        ask_to_confirm(house.office, house.mei);
        const std::string text = mail::TestPostOffice::text_of(house.post.wait());
        CHECK(text.starts_with("link: https://talk.example/notices/mail/confirm/"));
        const std::string token = House::token_in(text, "confirm");
        CHECK(!house.follow(confirm, std::string(64, 'a')));
        CHECK(!house.follow(stop, token));
        CHECK(house.follow(confirm, token));
        CHECK(house.choice().confirmed_at.has_value());
    });
}

TEST_CASE("digest: a link runs out, and proves nothing for an address that was changed") {
    db::on_each_migrated_database([](db::Database& database) {
        House house(database);
        if (!house.post.is_open()) return;
        house.choose("mei@mail.example").value();
        ask_to_confirm(house.office, house.mei);
        const std::string token =
            House::token_in(mail::TestPostOffice::text_of(house.post.wait()), "confirm");
        house.choose("other@mail.example").value();
        CHECK(!house.follow(confirm, token));
        house.choose("mei@mail.example").value();
        house.clock.advance(std::chrono::days(3));
        CHECK(!house.follow(confirm, token));
        house.clock.advance(-std::chrono::days(2));
        CHECK(house.follow(confirm, token));
    });
}

TEST_CASE("digest: one letter a day at most, of what waited an hour, and one click ends it") {
    db::on_each_migrated_database([](db::Database& database) {
        House house(database);
        if (!house.post.is_open()) return;
        house.choose("mei@mail.example").value();
        database.write([&](db::Writer& writer) {
            Choice confirmed = *store::find(writer, house.mei);
            confirmed.confirmed_at = house.clock.now();
            store::put(writer, confirmed);
        });
        for (int i = 0; i < 25; ++i) house.tell("thing " + std::to_string(i));
        send_due(house.office);
        CHECK(!house.choice().mailed_at);  // nothing has waited long enough
        house.clock.advance(std::chrono::minutes(61));
        send_due(house.office);
        const std::string raw = house.post.wait();
        CHECK(mail::TestPostOffice::subject_of(raw) == "25 new");
        const std::string text = mail::TestPostOffice::text_of(raw);
        CHECK(text.starts_with("Hello Mei"));
        CHECK(text.find("It shipped: thing 24\n  because you said it\n  https://talk.example/notices/") !=
              std::string::npos);
        CHECK(text.find("thing 4\n") == std::string::npos);
        CHECK(text.find("and 5 more") != std::string::npos);
        const Time mailed = *house.choice().mailed_at;
        house.tell("one more");
        house.clock.advance(std::chrono::hours(20));
        send_due(house.office);
        CHECK(house.choice().mailed_at == mailed);
        house.clock.advance(std::chrono::hours(5));
        CHECK(house.follow(stop, House::token_in(text, "stop")));
        send_due(house.office);
        CHECK(house.choice().mailed_at == mailed);
        CHECK(house.choice().rhythm == Rhythm::never);
    });
}

TEST_CASE(
    "digest: a weekly letter tells the week besides, also where nothing is unread; a daily one does not") {
    db::on_each_migrated_database([](db::Database& database) {
        House house(database);
        if (!house.post.is_open()) return;
        house.office.of_the_week = [&](db::Reader&, Id person, web::Language language) {
            CHECK(person == house.mei);
            return std::string(language == web::Language::en ? "a week of rain\n" : "");
        };
        house.choose("mei@mail.example", Rhythm::daily).value();
        const auto confirm = [&] {
            database.write([&](db::Writer& writer) {
                Choice confirmed = *store::find(writer, house.mei);
                confirmed.confirmed_at = house.clock.now();
                store::put(writer, confirmed);
            });
        };
        confirm();
        send_due(house.office);
        CHECK(!house.choice().mailed_at);
        house.choose("mei@mail.example", Rhythm::weekly).value();
        confirm();
        send_due(house.office);
        const std::string raw = house.post.wait();
        CHECK(mail::TestPostOffice::subject_of(raw) == "the week");
        CHECK(mail::TestPostOffice::text_of(raw).starts_with("Dear Mei"));
        CHECK(mail::TestPostOffice::text_of(raw).find("a week of rain") != std::string::npos);
        const Time mailed = *house.choice().mailed_at;
        house.clock.advance(std::chrono::days(6));
        send_due(house.office);
        CHECK(house.choice().mailed_at == mailed);
    });
}

TEST_CASE(
    "digest: a server that does not take the letter loses nothing, and the fourth question of a day is "
    "refused") {
    db::on_each_migrated_database([](db::Database& database) {
        House house(database);
        const mail::Mailer nowhere({"smtp://127.0.0.1:1", "", "", "canyu@talk.example"});
        const Office closed{database,
                            house.clock,
                            house.catalog,
                            nowhere,
                            "https://talk.example",
                            [] { return std::string("Canyu"); }};
        for (int i = 0; i < 3; ++i) {
            CHECK(house.choose("mei@mail.example").value());
            CHECK_THROWS_AS(ask_to_confirm(closed, house.mei), std::runtime_error);
        }
        CHECK(house.choose("mei@mail.example").error().message.key == "digest.asked_often");
        database.write([&](db::Writer& writer) {
            Choice confirmed = *store::find(writer, house.mei);
            confirmed.confirmed_at = house.clock.now();
            store::put(writer, confirmed);
        });
        house.tell("the camera");
        house.clock.advance(std::chrono::hours(2));
        send_due(closed);
        CHECK(!house.choice().mailed_at);
    });
}
