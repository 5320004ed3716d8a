#include "features/people/people.hpp"

#include <doctest/doctest.h>

#include "features/participation/participation.hpp"
#include "features/people/doors.hpp"
#include "features/people/settings.hpp"
#include "features/people/store.hpp"
#include "platform/db/test_migrated.hpp"
#include "platform/web/sessions.hpp"

using namespace canyu;
using namespace canyu::people;

namespace {

NewPerson member(const std::string& name, const std::string& display = "") {
    NewPerson person;
    person.name = name;
    person.display = display;
    person.language = "zh-CN";
    return person;
}

NewPerson staff(const std::string& name, const std::string& display, web::Role role = web::Role::staff) {
    NewPerson person = member(name, display);
    person.role = role;
    return person;
}

struct House {
    db::Database& store;
    ManualClock clock{time_from_milliseconds(1'800'000'000'000)};
    IdSource ids{clock, 1};

    template <class F>
    auto read(F closure) {
        return store.read(closure);
    }
    template <class F>
    auto write(F closure) {
        return store.write(closure);
    }
    Result<Id> add(const NewPerson& person, const std::string& hash = "hash") {
        clock.advance(Milliseconds{1000});
        return write([&](db::Writer& writer) { return people::add(writer, ids, person, hash, clock.now()); });
    }
    std::optional<Person> find(std::string_view name) {
        return read([&](db::Reader& reader) { return people::find(reader, name); });
    }
    Id import(const std::string& source, const std::string& author,
              web::Language language = web::Language::zh) {
        return write([&](db::Writer& writer) {
            return import_author(writer, ids, source, author, clock.now(), language);
        });
    }
    Person person(Id id) {
        return *read([&](db::Reader& reader) { return people::find(reader, id); });
    }
};

template <class T>
std::string field_key(const Result<T>& result) {
    return result ? "" : result.error().fields.at(0).field + ' ' + result.error().fields.at(0).message.key;
}

}  // namespace

TEST_CASE("people: who joins is found by name without case, and recorded as having come") {
    db::on_each_migrated_database([](db::Database& store) {
        House house{store};
        const auto id = house.add(member("XiaoMan", "小满"));
        REQUIRE(id);
        const auto person = house.find("xiaoMAN");
        REQUIRE(person);
        CHECK(person->id == *id);
        CHECK(person->name == "xiaoman");
        CHECK(person->display == "小满");
        CHECK(person->role == web::Role::member);
        CHECK(person->joined_at == house.clock.now());
        CHECK_FALSE(house.find("xiaomi"));
        CHECK_FALSE(house.find(std::string_view("xiao\0man", 8)));
        CHECK(house.read([&](db::Reader& reader) {
            return participation::count(reader, *id, participation::Verb::join);
        }) == 1);
    });
}

TEST_CASE("people: a name is given once, and nothing is kept of a refused one") {
    db::on_each_migrated_database([](db::Database& store) {
        House house{store};
        REQUIRE(house.add(member("xiaoman")));
        CHECK(field_key(house.add(member("XIAOMAN"))) == "name people.name_taken");
        CHECK(field_key(house.add(member("admin"))) == "name people.name_kept");
        CHECK(house.read([](db::Reader& reader) { return count(reader); }) == 1);
        CHECK(house.find("xiaoman")->display == "xiaoman");
    });
}

TEST_CASE("people: a member is not shown as one of the staff is") {
    db::on_each_migrated_database([](db::Database& store) {
        House house{store};
        REQUIRE(house.add(staff("chen_gong", "陈工")));
        CHECK(field_key(house.add(member("other", "陳 工"))) == "display people.display_of_staff");
        const auto ann = house.add(member("ann", "Ann"));
        REQUIRE(ann);
        const auto renamed =
            house.write([&](db::Writer& writer) { return set_profile(writer, *ann, {"陈·工", "", "", ""}); });
        CHECK(field_key(renamed) == "display people.display_of_staff");
        CHECK(house.find("ann")->display == "Ann");
        CHECK(house.add(staff("chen_two", "陈工")));
    });
}

TEST_CASE("people: cards are for exactly those who are there") {
    db::on_each_migrated_database([](db::Database& store) {
        House house{store};
        const Id ann = *house.add(member("ann", "安安"));
        const Id chen = *house.add(staff("chen_gong", "陈工"));
        const auto found =
            house.read([&](db::Reader& reader) { return cards(reader, {chen, Id{7}, ann, ann}); });
        REQUIRE(found.size() == 2);
        CHECK(found.at(ann).name == "ann");
        CHECK(found.at(ann).initial == "安");
        CHECK_FALSE(found.at(ann).staff);
        CHECK(found.at(chen).display == "陈工");
        CHECK(found.at(chen).staff);
        CHECK(card(house.person(chen)).initial == "陈");
    });
}

TEST_CASE("people: the newest come first, page by page, without authors of imports") {
    db::on_each_migrated_database([](db::Database& store) {
        House house{store};
        for (const char* name : {"ann", "bao", "cai"}) REQUIRE(house.add(member(name)));
        house.import("tracker", "someone");
        const auto page = [&](std::int64_t skipped) {
            std::string names;
            for (const Person& person :
                 house.read([&](db::Reader& reader) { return newest(reader, skipped, 2); }))
                names += person.name + ' ';
            return names;
        };
        CHECK(page(0) == "cai bao ");
        CHECK(page(2) == "ann ");
        CHECK(house.read([](db::Reader& reader) { return count(reader); }) == 3);
    });
}

TEST_CASE("people: the last administrator stays one") {
    db::on_each_migrated_database([](db::Database& store) {
        House house{store};
        const Id first = *house.add(staff("guanjia", "管家", web::Role::admin));
        const Id ann = *house.add(member("ann"));
        const auto set = [&](Id person, web::Role role) {
            return house.write([&](db::Writer& writer) { return set_role(writer, person, role); });
        };
        const auto refused = set(first, web::Role::staff);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().status == 409);
        CHECK(set(first, web::Role::admin));
        REQUIRE(set(ann, web::Role::admin));
        REQUIRE(set(first, web::Role::member));
        CHECK(house.person(first).role == web::Role::member);
        CHECK(set(Id{7}, web::Role::staff).error().status == 404);
    });
}

TEST_CASE("people: what a person sets is kept as one line each") {
    db::on_each_migrated_database([](db::Database& store) {
        House house{store};
        const Id ann = *house.add(member("ann"));
        const auto set = [&](const Profile& profile) {
            return house.write([&](db::Writer& writer) { return set_profile(writer, ann, profile); });
        };
        REQUIRE(set({" 安\n安 ", "爱\t拍照", "en", "dark"}));
        const Person person = house.person(ann);
        CHECK(person.display == "安 安");
        CHECK(person.about == "爱 拍照");
        CHECK(person.language == "en");
        CHECK(person.theme == "dark");
        CHECK(field_key(set({"", "", "", ""})) == "display field.required");
        CHECK(field_key(set({"安安", std::string(201, 'x'), "", ""})) == "about field.too_long");

        const auto choose = [&](const char* language, const char* theme) {
            house.write([&](db::Writer& writer) { set_preferences(writer, ann, language, theme); });
            const auto who = house.read([&](db::Reader& reader) { return identity(reader, ann); });
            return who->language + ' ' + who->theme;
        };
        CHECK(choose("zh-CN", "") == "zh-CN dark");
        CHECK(choose("", "light") == "zh-CN light");
        CHECK(choose("", "system") == "zh-CN ");
    });
}

TEST_CASE("people: a new password signs out everywhere") {
    db::on_each_migrated_database([](db::Database& store) {
        House house{store};
        const Id ann = *house.add(member("ann"), "old");
        const Id bao = *house.add(member("bao"), "old");
        const Time now = house.clock.now();
        const auto open = [&](Id person) {
            return house.write(
                [&](db::Writer& writer) { return web::open_session(writer, person, "", now); });
        };
        open(ann);
        open(ann);
        open(bao);
        const auto sessions = [&](Id person) {
            return house.read([&](db::Reader& reader) { return web::count_sessions(reader, person, now); });
        };
        CHECK(sessions(ann) == 2);
        REQUIRE(house.write([&](db::Writer& writer) { return set_password(writer, ann, "new"); }));
        CHECK(sessions(ann) == 0);
        CHECK(sessions(bao) == 1);
        const auto known =
            house.read([&](db::Reader& reader) { return store::credentials(reader, std::string("ann")); });
        REQUIRE(known);
        CHECK(known->password_hash == "new");
        // A sign-in that was checked against the old one comes too late.
        const auto enter = [&](const std::string& checked) {
            return house.write(
                [&](db::Writer& writer) { return open_session(writer, {ann, checked}, "", now); });
        };
        CHECK(enter("old").error().status == 409);
        CHECK(sessions(ann) == 0);
        CHECK(enter("new").has_value());
        CHECK(sessions(ann) == 1);
    });
}

TEST_CASE("people: an outside author is one person, found again, who cannot sign in") {
    db::on_each_migrated_database([](db::Database& store) {
        House house{store};
        const Id code = house.import("tracker", "f977bdd06f4a", web::Language::en);
        CHECK(house.import("tracker", "f977bdd06f4a") == code);
        CHECK(house.import("reviews", "f977bdd06f4a") != code);
        CHECK(house.import("trackerf", "977bdd06f4a") != code);
        const Person person = house.person(code);
        CHECK(person.name.starts_with("import_"));
        CHECK(person.name.size() == 20);
        CHECK(person.display == "Guest " + person.name.substr(7, 4));
        CHECK(house.person(house.import("tracker", "80d246595158")).display.starts_with("访客 "));
        CHECK(house.person(house.import("tracker", "小明")).display == "小明");
        CHECK(house.person(house.import("tracker", "官方客服")).display.starts_with("访客 "));
        CHECK(house.person(house.import("tracker", "")).display.starts_with("访客 "));
        CHECK(house.person(house.import("tracker", "12345")).display.starts_with("访客 "));
        CHECK(house.person(house.import("tracker", std::string("\xff\0", 2) + "Ann")).display == "\uFFFDAnn");
        const auto known =
            house.read([&](db::Reader& reader) { return store::credentials(reader, person.name); });
        REQUIRE(known);
        CHECK(known->password_hash.empty());
    });
}
