#include "features/report/report.hpp"

#include "platform/db/test_migrated.hpp"

using namespace canyu;
using namespace canyu::report;

namespace {

const Time now = time_from_milliseconds(1'800'000'000'000);
constexpr Id product{5};

KeptWords line(const std::string& text) {
    KeptWords words;
    words.product_id = product;
    words.text = text;
    words.fields = "{}";
    return words;
}

}  // namespace

TEST_CASE("report: parts of a form keep their order and lose what is empty or deep") {
    const auto parts = form_parts(R"({"steps":"one\ntwo","version":"","steps_now":4,"deep":{"a":1}})");
    REQUIRE(parts.size() == 2);
    CHECK(parts[0].name == "steps");
    CHECK(parts[0].text == "one\ntwo");
    CHECK(parts[1].text == "4");
    CHECK(to_fields(parts) == R"({"steps":"one\ntwo","steps_now":"4"})");
    CHECK(form_parts("no json").empty());
    CHECK(form_parts("[1]").empty());
    CHECK(to_fields({}) == "{}");
}

TEST_CASE("report: it is quoted by its text, else its title, else its first part") {
    Report said;
    said.fields = R"({"wanted":"tea"})";
    const auto parts = form_parts(said.fields);
    CHECK(quote(said, parts) == "tea");
    said.title = "Tea";
    CHECK(quote(said, parts) == "Tea");
    said.text = "I would like tea";
    CHECK(quote(said, parts) == "I would like tea");
}

TEST_CASE("report: kept words are taken once, by the browser that has their token") {
    db::on_each_migrated_database([](db::Database& store) {
        store.write([](db::Writer& w) { keep(w, "token", line("first"), now); });
        store.write([](db::Writer& w) { keep(w, "token", line("second"), now); });
        const auto take = [&](const char* token) {
            return store.write([&](db::Writer& w) { return take_kept(w, token); });
        };
        CHECK_FALSE(take("another").has_value());
        CHECK(store.read([](db::Reader& r) { return kept(r, "token"); })->text == "second");
        CHECK(take("token")->text == "second");
        CHECK_FALSE(take("token").has_value());
    });
}

TEST_CASE("report: kept words are forgotten when nobody comes back") {
    db::on_each_migrated_database([](db::Database& store) {
        store.write([](db::Writer& w) {
            keep(w, "old", line("old words"), now - std::chrono::days(31));
            keep(w, "new", line("new words"), now);
            forget_kept(w, now - std::chrono::days(30));
        });
        CHECK_FALSE(store.read([](db::Reader& r) { return kept(r, "old"); }).has_value());
        CHECK(store.read([](db::Reader& r) { return kept(r, "new"); }).has_value());
    });
}
