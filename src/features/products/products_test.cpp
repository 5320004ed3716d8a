#include "features/products/products.hpp"

#include <doctest/doctest.h>

#include <set>

#include "platform/db/test_migrated.hpp"

using namespace canyu;
using namespace canyu::products;

namespace {

Product phone() {
    Product product;
    product.slug = "phone";
    product.name_zh = "手机";
    product.name_en = "Phone";
    product.about_zh = "一台手机";
    product.about_en = "A phone";
    product.capacity = 6;
    return product;
}

Product of_slug(const std::string& slug) {
    Product product = phone();
    product.slug = slug;
    return product;
}

struct Shelf {
    db::Database& store;
    ManualClock clock{time_from_milliseconds(1'800'000'000'000)};
    IdSource ids{clock, 1};

    Result<Product> create(const Product& product) {
        clock.advance(Milliseconds{1000});
        return store.write(
            [&](db::Writer& writer) { return products::create(writer, ids, product, clock.now()); });
    }
    Result<void> update(const Product& product) {
        return store.write([&](db::Writer& writer) { return products::update(writer, product); });
    }
    std::optional<Product> find(std::string_view slug) {
        return store.read([&](db::Reader& reader) { return products::find(reader, slug); });
    }
    std::vector<Product> all() {
        return store.read([](db::Reader& reader) { return products::all(reader); });
    }
    std::int64_t next_number(Id product, std::string_view kind) {
        return store.write([&](db::Writer& writer) { return products::next_number(writer, product, kind); });
    }
};

std::set<std::string> wrong_fields(const Product& product) {
    const auto checked = check(product);
    std::set<std::string> fields;
    if (!checked)
        for (const FieldProblem& problem : checked.error().fields) fields.insert(problem.field);
    return fields;
}

}  // namespace

TEST_CASE("products: a product is kept and found by id and slug") {
    db::on_each_migrated_database([](db::Database& store) {
        Shelf shelf{store};
        const auto made = shelf.create(phone());
        REQUIRE(made);
        CHECK(made->id);
        CHECK(made->created_at == shelf.clock.now());
        const auto by_slug = shelf.find("phone");
        REQUIRE(by_slug);
        CHECK(by_slug->id == made->id);
        CHECK(by_slug->capacity == 6);
        CHECK(name(*by_slug, web::Language::zh) == "手机");
        CHECK(about(*by_slug, web::Language::en) == "A phone");
        const auto by_id = store.read([&](db::Reader& reader) { return find(reader, made->id); });
        REQUIRE(by_id);
        CHECK(by_id->slug == "phone");
        CHECK_FALSE(shelf.find("tablet"));
        CHECK_FALSE(shelf.find(std::string_view("pho\0ne", 6)));
        CHECK_FALSE(shelf.find("phone' or '1'='1"));
    });
}

TEST_CASE("products: the first made is the first of all") {
    db::on_each_migrated_database([](db::Database& store) {
        Shelf shelf{store};
        REQUIRE(shelf.create(of_slug("zz")));
        REQUIRE(shelf.create(of_slug("aa")));
        const auto all = shelf.all();
        REQUIRE(all.size() == 2);
        CHECK(all[0].slug == "zz");
        CHECK(all[1].slug == "aa");
    });
}

TEST_CASE("products: a slug belongs to one product") {
    db::on_each_migrated_database([](db::Database& store) {
        Shelf shelf{store};
        REQUIRE(shelf.create(phone()));
        const auto second = shelf.create(phone());
        REQUIRE_FALSE(second);
        CHECK(second.error().status == 409);
        CHECK(second.error().fields.at(0).field == "slug");
        CHECK(shelf.all().size() == 1);

        auto watch = shelf.create(of_slug("watch"));
        REQUIRE(watch);
        watch->slug = "phone";
        const auto moved = shelf.update(*watch);
        REQUIRE_FALSE(moved);
        CHECK(moved.error().status == 409);
        CHECK(shelf.find("watch"));
    });
}

TEST_CASE("products: all but the time of making can change") {
    db::on_each_migrated_database([](db::Database& store) {
        Shelf shelf{store};
        auto made = shelf.create(phone());
        REQUIRE(made);
        const Time created_at = made->created_at;
        made->slug = "phone-2";
        made->name_en = "  Phone\nTwo ";
        made->capacity = 1;
        made->created_at = Time{};
        REQUIRE(shelf.update(*made));
        const auto found = shelf.find("phone-2");
        REQUIRE(found);
        CHECK(found->name_en == "Phone Two");
        CHECK(found->capacity == 1);
        CHECK(found->created_at == created_at);

        Product nobodys = of_slug("ghost");
        nobodys.id = Id{1};
        const auto updated = shelf.update(nobodys);
        REQUIRE_FALSE(updated);
        CHECK(updated.error().status == 404);
    });
}

TEST_CASE("products: what does not fit is named by its field") {
    CHECK(wrong_fields(phone()).empty());
    for (const char* slug :
         {"", "a", "Phone", "my phone", "手机", "a/b", "12345678901234567890123456789012345678901"})
        CHECK(wrong_fields(of_slug(slug)) == std::set<std::string>{"slug"});
    CHECK(wrong_fields(of_slug("1234567890123456789012345678901234567890")).empty());
    CHECK(wrong_fields(Product{.capacity = 0}) ==
          std::set<std::string>{"slug", "name_zh", "name_en", "about_zh", "about_en", "capacity"});
    Product product = phone();
    product.capacity = 1001;
    product.name_zh = std::string(41, 'x');
    product.about_en = " ";
    CHECK(wrong_fields(product) == std::set<std::string>{"name_zh", "about_en", "capacity"});
}

TEST_CASE("products: short numbers count from one, by product and kind") {
    db::on_each_migrated_database([](db::Database& store) {
        Shelf shelf{store};
        CHECK(shelf.next_number(Id{1}, "demand") == 1);
        CHECK(shelf.next_number(Id{1}, "demand") == 2);
        CHECK(shelf.next_number(Id{1}, "topic") == 1);
        CHECK(shelf.next_number(Id{2}, "demand") == 1);
        CHECK(shelf.next_number(Id{1}, "demand") == 3);
    });
}
