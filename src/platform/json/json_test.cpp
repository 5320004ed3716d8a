#include "platform/json/json.hpp"

#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <cmath>
#include <limits>

#include "platform/json/rfc3339.hpp"

using namespace canyu;

namespace {

enum class Mood { calm, cross };
BOOST_DESCRIBE_ENUM(Mood, calm, cross)

struct Note {
    std::string words;
    std::optional<Mood> mood;
    std::vector<Note> answers;
    bool operator==(const Note&) const = default;
};
BOOST_DESCRIBE_STRUCT(Note, (), (words, mood, answers))

struct Everything {
    bool flag = false;
    std::int64_t whole = 0;
    double real = 0;
    std::string text;
    Bytes bytes;
    Html html;
    Time time{};
    Id id;
    Money price;
    Mood mood = Mood::calm;
    std::optional<std::int64_t> maybe;
    std::vector<Note> notes;
    bool operator==(const Everything&) const = default;
};
BOOST_DESCRIBE_STRUCT(Everything, (),
                      (flag, whole, real, text, bytes, html, time, id, price, mood, maybe, notes))

struct Empty {};
BOOST_DESCRIBE_STRUCT(Empty, (), ())

Everything sample() {
    Everything value;
    value.flag = true;
    value.whole = std::numeric_limits<std::int64_t>::min();
    value.real = 0.1;
    value.text = "锁屏 \"慢\"\n\\ </script>";
    for (int i = 0; i < 256; ++i) value.bytes.value += static_cast<char>(i);
    value.html.value = "<p>好</p>";
    value.time = *parse_rfc3339("2026-11-22T05:56:12.345Z");
    value.id = Id{9007199254740993};
    value.price = {1999, "CNY"};
    value.mood = Mood::cross;
    value.notes = {{"a", Mood::calm, {{"b", {}, {}}}}, {"c", {}, {}}};
    return value;
}

std::vector<std::string> problem_fields(std::string_view text) {
    const Result<Everything> read = json::from_json<Everything>(text);
    CHECK(!read.has_value());
    std::vector<std::string> fields;
    if (!read) {
        CHECK(read.error().status == 422);
        for (const FieldProblem& problem : read.error().fields)
            fields.push_back(problem.field + " " + problem.message.key);
    }
    return fields;
}

}  // namespace

TEST_CASE("a struct is written in its members' order") {
    const Note note{"a<b", Mood::cross, {{"", {}, {}}}};
    CHECK(json::to_json(note) ==
          R"({"words":"a\u003cb","mood":"cross","answers":[{"words":"","mood":null,"answers":[]}]})");
    CHECK(json::to_json(Empty{}) == "{}");
    CHECK(json::to_json(std::numeric_limits<double>::infinity()) == "null");
    CHECK(json::to_json(std::string("\x01\xff")) == "\"\\u0001\uFFFD\"");
}

TEST_CASE("what is written is read back as it was") {
    const Result<Everything> read = json::from_json<Everything>(json::to_json(sample()));
    REQUIRE(read.has_value());
    CHECK(*read == sample());
    Everything plain;
    plain.maybe = 0;
    CHECK(json::from_json<Everything>(json::to_json(plain)).value() == plain);
}

TEST_CASE("another JSON parser reads what is written") {
    const boost::json::value value = boost::json::parse(json::to_json(sample()));
    CHECK(value.at("text").as_string() == "锁屏 \"慢\"\n\\ </script>");
    CHECK(value.at("id").as_string() == "9007199254740993");
    CHECK(value.at("price").at("amount").as_int64() == 1999);
    CHECK(value.at("time").as_string() == "2026-11-22T05:56:12.345Z");
}

TEST_CASE("every value that does not fit is named") {
    std::string text = json::to_json(sample());
    const auto put = [&](std::string_view from, std::string_view to) {
        const std::size_t at = text.find(from);
        REQUIRE(at != text.npos);
        text.replace(at, from.size(), to);
    };
    put("true", "1");
    put("-9223372036854775808", "9223372036854775808");
    put("0.1", "\"0.1\"");
    put("\"cross\"", "\"angry\"");
    put("\"CNY\"", "\"cny\"");
    put("\"9007199254740993\"", "9007199254740993");
    put("\"calm\"", "7");
    put("2026-11-22T", "2026-13-22T");
    CHECK(problem_fields(text) ==
          std::vector<std::string>{"flag json.expected_boolean", "whole json.expected_integer",
                                   "real json.expected_number", "time json.expected_time",
                                   "id json.expected_id", "price json.expected_money",
                                   "mood json.expected_choice", "notes[0].mood json.expected_choice"});
    CHECK(problem_fields("[]") == std::vector<std::string>{" json.expected_object"});
    CHECK(problem_fields("{}").front() == "whole json.missing");
    CHECK(json::from_json<Note>(R"({"words":"a\u0000"})").error().fields.at(0).message.key ==
          "json.expected_text");
    CHECK(json::from_json<Bytes>("\"a?\"").error().fields.at(0).message.key == "json.expected_bytes");
}

TEST_CASE("missing optionals and lists are empty, unknown members are ignored") {
    CHECK(json::from_json<Note>(R"({"words":"a","new":{"x":[1]}})").value() == Note{"a", {}, {}});
}

TEST_CASE("what is no JSON is refused") {
    for (const char* bad : {"", "{", "{'words':1}", "\"\xff\"", "nul", "{} {}", "01"})
        CHECK(json::from_json<Note>(bad).error().message.key == "json.broken");
    const std::string deep(10000, '[');
    CHECK(json::from_json<Note>(deep).error().message.key == "json.broken");
}

TEST_CASE("times are RFC 3339") {
    CHECK(to_rfc3339(time_from_milliseconds(0)) == "1970-01-01T00:00:00.000Z");
    CHECK(to_rfc3339(time_from_milliseconds(-1)) == "1969-12-31T23:59:59.999Z");
    const Time noon = *parse_rfc3339("2026-11-22T12:00:00Z");
    CHECK(parse_rfc3339("2026-11-22T20:00:00+08:00") == noon);
    CHECK(parse_rfc3339("2026-11-22t08:30:00.0-03:30") == noon);
    CHECK(parse_rfc3339("2026-11-22T12:00:00.1239999z") == noon + Milliseconds{123});
    CHECK(parse_rfc3339("2026-11-22T11:59:60Z") == noon);
    for (const char* bad : {"", "2026-11-22", "2026-11-22T12:00:00", "2026-02-30T12:00:00Z",
                            "2026-11-22T24:00:00Z", "2026-11-22T12:00:00.Z", "2026-11-22T12:00:00Zx",
                            "2026-11-22T12:00:00+08", "0000-01-01T00:00:00+01:00", "-026-11-22T12:00:00Z"})
        CHECK_MESSAGE(!parse_rfc3339(bad), bad);
}

TEST_CASE("schemas reference the records inside") {
    const boost::json::value note = boost::json::parse(json::schema_of(shape_of<Note>()));
    CHECK(note.at("properties").at("answers").at("items").at("$ref").as_string() ==
          "#/components/schemas/Note");
    CHECK(boost::json::serialize(note.at("required")) == R"(["words"])");
    CHECK(boost::json::serialize(note.at("properties").at("mood")) ==
          R"({"anyOf":[{"type":"string","enum":["calm","cross"]},{"type":"null"}]})");
    const boost::json::value all = boost::json::parse(json::schema_of(shape_of<Everything>()));
    CHECK(all.at("properties").as_object().size() == 12);
    const auto records = json::records_in(shape_of<std::vector<Everything>>());
    REQUIRE(records.size() == 2);
    CHECK(records[0]->name == "Everything");
    CHECK(records[1]->name == "Note");
}
