// Keeping house, on each database: who may become what, and that every act is in the audit log.
#include "features/admin/admin.hpp"

#include <doctest/doctest.h>

#include "platform/audit/audit.hpp"
#include "platform/db/test_migrated.hpp"

using namespace canyu;
using namespace canyu::admin;

namespace {

struct House {
    db::Database& store;
    ManualClock clock{time_from_milliseconds(1'800'000'000'000)};
    IdSource ids{clock, 1};

    template <class F>
    auto write(F&& act) {
        return store.write([&](db::Writer& writer) { return act(writer); });
    }
    std::vector<std::string> acts() {
        std::vector<std::string> acts;
        for (const audit::Entry& entry :
             store.read([](db::Reader& reader) { return audit::list(reader, {}, {}, 100); }))
            acts.insert(acts.begin(), entry.act);
        return acts;
    }
    Result<Id> begin(const FirstRun& first) {
        return write([&](db::Writer& w) { return carry_out(w, ids, first, "hash", clock.now()); });
    }
};

void in_a_house(const std::function<void(House&)>& test) {
    db::on_each_migrated_database([&](db::Database& database) {
        House house{database};
        test(house);
    });
}

FirstRun first_run() {
    FirstRun first;
    first.settings = {"Tea house", web::Language::en};
    first.product.emplace();
    first.product->slug = "pot";
    first.product->name_zh = first.product->name_en = "Pot";
    first.product->about_zh = first.product->about_en = "A pot";
    first.administrator.name = "keeper";
    first.administrator.role = web::Role::admin;
    first.administrator.password = "a quiet morning";
    return first;
}

std::vector<std::string> fields(const Result<void>& result) {
    std::vector<std::string> names;
    if (!result)
        for (const FieldProblem& problem : result.error().fields) names.push_back(problem.field);
    return names;
}

}  // namespace

TEST_CASE("admin: the first run makes the administrator, the settings and the product, once") {
    in_a_house([](House& house) {
        const auto before = house.store.read([](db::Reader& r) { return settings(r); });
        CHECK(before.community_name == "Canyu");
        const auto person = house.begin(first_run());
        REQUIRE(person.has_value());
        house.store.read([&](db::Reader& reader) {
            CHECK(people::has_admin(reader));
            CHECK(people::find(reader, *person)->role == web::Role::admin);
            CHECK(settings(reader).community_name == "Tea house");
            CHECK(settings(reader).default_language == web::Language::en);
            CHECK(products::find(reader, std::string_view("pot")).has_value());
        });
        CHECK(house.acts() == std::vector<std::string>{"admin.act_product_created", "admin.act_first_run"});
        CHECK(house.begin(first_run()).error().status == 404);
    });
}

TEST_CASE("admin: everything wrong with a first run is said by the form's fields") {
    FirstRun first = first_run();
    CHECK(check(first).has_value());
    first.settings.community_name = " ";
    first.product->slug = "P";
    first.product->name_zh = first.product->name_en = "";
    first.administrator.name = "x";
    first.administrator.password = "short";
    CHECK(fields(check(first)) ==
          std::vector<std::string>{"community_name", "product_name", "product_slug", "name", "password"});
}

TEST_CASE("admin: roles change with a trace, and the last administrator stays one") {
    in_a_house([](House& house) {
        const Id keeper = house.begin(first_run()).value();
        people::NewPerson other;
        other.name = "helper";
        const auto by_command = [&](db::Writer& w) {
            return add_person(w, house.ids, other, "", Id{}, house.clock.now());
        };
        const Id helper = house.write(by_command).value();
        const auto set = [&](Id person, web::Role role) {
            return house.write([&](db::Writer& w) {
                return set_role(w, house.ids, person, role, keeper, house.clock.now());
            });
        };
        CHECK(set(keeper, web::Role::staff).error().message.key == "people.last_admin");
        CHECK(set(helper, web::Role::admin).has_value());
        CHECK(set(keeper, web::Role::member).has_value());
        CHECK(house.acts().size() == 5);
        const auto of_helper =
            house.store.read([&](db::Reader& r) { return audit::list_of(r, {"person", helper}, 10); });
        REQUIRE(of_helper.size() == 2);
        CHECK(of_helper[0].detail == "admin");
        CHECK(of_helper[0].person_id == keeper);
        CHECK_FALSE(of_helper[1].person_id);
    });
}

TEST_CASE("admin: products and boards are made and changed with a trace, refused ones leave none") {
    in_a_house([](House& house) {
        const Id keeper = house.begin(first_run()).value();
        const std::size_t before = house.acts().size();
        auto product = house.store.read([](db::Reader& r) { return products::all(r).front(); });
        product.capacity = 0;
        const auto change = [&] {
            return house.write([&](db::Writer& w) {
                return change_product(w, house.ids, product, keeper, house.clock.now());
            });
        };
        CHECK(fields(change()) == std::vector<std::string>{"capacity"});
        CHECK(house.acts().size() == before);
        product.capacity = 7;
        CHECK(change().has_value());
        forum::Board board;
        board.product_id = product.id;
        board.slug = "kitchen";
        board.name_zh = board.name_en = "Kitchen";
        const auto open = [&] {
            return house.write(
                [&](db::Writer& w) { return create_board(w, house.ids, board, keeper, house.clock.now()); });
        };
        CHECK(open().has_value());
        CHECK_FALSE(open().has_value());
        CHECK(house.acts().size() == before + 2);
        CHECK(house.acts().back() == "admin.act_board_created");
    });
}

TEST_CASE("admin: people are found by a part of what they are called") {
    in_a_house([](House& house) {
        const Id keeper = house.begin(first_run()).value();
        people::NewPerson person;
        person.name = "old_zhou";
        person.display = "老周 100%";
        house
            .write([&](db::Writer& w) {
                return add_person(w, house.ids, person, "", keeper, house.clock.now());
            })
            .value();
        const auto found = [&](std::string_view text) {
            return house.store.read([&](db::Reader& r) { return people::count_found(r, text); });
        };
        CHECK(found("") == 2);
        CHECK(found("老周") == 1);
        CHECK(found("OLD_Z") == 1);
        CHECK(found("0%") == 1);
        CHECK(found("%zhou%") == 0);
    });
}
