// What is written of an index is read again or refused.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "engines/surfacing/frames.hpp"
#include "engines/surfacing/index.hpp"
#include "engines/surfacing/test_reports.hpp"

using namespace canyu;
using namespace canyu::surfacing;

namespace {

std::string written(const Index& index, std::string_view mark = "") {
    std::ostringstream out;
    REQUIRE(index.write(out, mark));
    return out.str();
}

std::optional<IndexImage> read(const std::string& bytes) {
    std::istringstream in(bytes);
    return Index::read(in);
}

Index filled(std::mt19937& random) {
    std::map<std::int64_t, Stored> stored;
    return random_index(random, Options{}, stored, random_form);
}

}  // namespace

TEST_CASE("an index read again knows and answers what it did, and goes on") {
    std::mt19937 random(21);
    for (int round = 0; round < 10; ++round) {
        Index index = filled(random);
        index.add({Id{500}, Id{3}, "", std::string(300, 'x') + " 拍拍拍 slow slow", 7, -5});
        index.mark(Id{500}, 1LL << 60);
        std::optional<IndexImage> image = read(written(index, "as new as\nthis"));
        REQUIRE(image.has_value());
        CHECK(image->mark == "as new as\nthis");
        CHECK(image->index.stored() == index.stored());
        CHECK(image->index.stored().back() == StoredReport{Id{500}, Id{3}, 1LL << 60});
        for (int change = 0; change < 2; ++change) {
            for (int i = 0; i < 10; ++i) {
                const std::string body = random_form(random);
                CHECK(same(index.find({.body = body}), image->index.find({.body = body})));
            }
            for (Index* each : {&index, &image->index}) {
                each->add({Id{600 + change}, Id{4}, "锁屏拍照", "the camera is slow", 30});
                each->merge(Id{4}, Id{3});
                each->remove(each->stored().front().report);
                each->assign(Id{500}, Id{7});
            }
        }
        CHECK(image->index.stored() == index.stored());
    }
}

TEST_CASE("many removed in one go leave the index that removing them one by one leaves") {
    std::mt19937 random(16);
    for (int round = 0; round < 20; ++round) {
        std::map<std::int64_t, Stored> stored;
        const std::string image = written(random_index(random, Options{}, stored, random_form));
        Index together = std::move(read(image)->index);
        Index one_by_one = std::move(read(image)->index);
        std::vector<Id> gone{Id{999}};
        for (const auto& [id, report] : stored)
            if (random() % 4 > 0) gone.push_back(report.id);
        std::ranges::shuffle(gone, random);
        CHECK(together.remove(gone) == gone.size() - 1);
        for (const Id report : gone) one_by_one.remove(report);
        CHECK(together.stored() == one_by_one.stored());
        for (Index* index : {&together, &one_by_one}) index->add({Id{777}, Id{2}, "锁屏", "camera slow", 60});
        for (int asked = 0; asked < 10; ++asked) {
            const std::string body = random_form(random);
            CHECK(same(together.find({.body = body}), one_by_one.find({.body = body})));
        }
        CHECK(written(together) == written(one_by_one));
    }
}

TEST_CASE("an empty index and one that was emptied are written and read") {
    Index index;
    CHECK(read(written(index))->index.size() == 0);
    index.add({Id{1}, Id{1}, "somebody's secret", ""});
    index.remove(Id{1});
    CHECK(written(index).find("secret") == std::string::npos);
    CHECK(read(written(index))->index.size() == 0);
}

TEST_CASE("an image with any byte changed, left out or added is refused") {
    std::mt19937 random(22);
    const std::string whole = written(filled(random), "mark");
    REQUIRE(read(whole).has_value());
    for (std::size_t at = 0; at < whole.size(); ++at) {
        std::string damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ 1 << random() % 8);
        CHECK_FALSE(read(damaged).has_value());
        CHECK_FALSE(read(whole.substr(0, at)).has_value());
    }
    CHECK_FALSE(read(whole + '\0').has_value());
    CHECK_FALSE(read("").has_value());
}

TEST_CASE("bytes with right checksums that contradict each other are refused") {
    const std::string empty = written(Index());
    constexpr std::size_t line = 24;
    constexpr std::size_t head = 8;
    const std::string payload = empty.substr(line + head);  // how terms are made, "", 0 terms, 0 reports
    const auto with = [&](const std::string& records) {
        std::ostringstream out;
        FrameWriter frames(out);
        frames.bytes(std::vector<std::uint8_t>(records.begin(), records.end()));
        REQUIRE(frames.finish());
        return empty.substr(0, line) + out.str();
    };
    const std::string start = payload.substr(0, payload.size() - 2);
    const std::string report = std::string(1, '\1') + std::string(31, '\0');  // id 1, the rest 0
    const auto bytes = [](std::initializer_list<char> all) { return std::string(all); };
    // Of every term how many reports say it, and each by how many lie before it, once in the body.
    const std::string said_once = bytes({1, 0});
    const std::string b_once = bytes({1, 'b'}) + said_once;
    const auto two_terms = [&](const std::string& postings_of_a, const std::string& b) {
        return start + bytes({2, 1, 1, 'a'}) + postings_of_a + b + report;
    };
    // Of the report the lengths and what it says, then the number of its lines, and their numbers.
    const std::string no_lines = bytes({0});
    const std::string says_both = bytes({0, 1, 2, 0, 4}) + no_lines;
    const std::string good = two_terms(said_once, b_once);
    CHECK(read(with(good + says_both))->index.size() == 1);
    CHECK(read(with(good + bytes({0, 1, 2, 4, 0}) + no_lines))->index.size() == 1);  // in whatever order
    CHECK_FALSE(read(with(good + bytes({0, 1, 2, 0, 0}) + no_lines)));               // says a term twice
    CHECK_FALSE(read(with(good + bytes({0, 1, 2, 0, 8}) + no_lines)));            // a term that is not there
    CHECK_FALSE(read(with(good + bytes({0, 1, 2, 0, 7, 0, 0}) + no_lines)));      // says it no times
    CHECK_FALSE(read(with(good + bytes({0, 1, 3, 0, 4}) + no_lines)));            // more than there is
    CHECK_FALSE(read(with(good + bytes({0, 1, 2, 0, 4, 9}) + no_lines)));         // less
    CHECK_FALSE(read(with(good + bytes({0, 1, 1, 0}) + no_lines)));               // not what b has
    CHECK_FALSE(read(with(good + bytes({0, 1, 2, 0, 5}) + no_lines)));            // in the title
    CHECK_FALSE(read(with(good + bytes({0, 1, 2, 0, 7, 0, 2}) + no_lines)));      // twice
    CHECK_FALSE(read(with(two_terms(bytes({0}), b_once) + says_both)));           // nobody says a
    CHECK_FALSE(read(with(two_terms(bytes({1, 4}), b_once) + says_both)));        // another report does
    CHECK_FALSE(read(with(two_terms(bytes({1, 3, 0, 0}), b_once) + says_both)));  // no times
    CHECK_FALSE(read(with(two_terms(bytes({2, 0, 0}), b_once) + says_both)));     // more than there are
    const std::string a_and_b = two_terms(said_once, bytes({1, 'b', 1, 3, 0, 2}));
    CHECK(read(with(a_and_b + bytes({0, 1, 2, 0, 7, 0, 2}) + no_lines))->index.size() == 1);
    CHECK_FALSE(read(with(a_and_b + says_both)));
    // More reports than there may be, and one among the last that says a.
    CHECK_FALSE(read(with(start + "\1\x81\x80\x80\x80\x08\1a\1\x80\x80\x80\x80\x20")));
    const std::string no_terms = start + bytes({0, 1}) + report + bytes({0, 0, 0});
    CHECK(read(with(no_terms + bytes({2, 7, 0, 0, 0, 0, 7, 0, 0})))->index.size() == 1);
    CHECK_FALSE(read(with(no_terms + bytes({2, 7, 0, 0, 0, 7, 0, 0, 0}))));  // a line twice
    CHECK_FALSE(read(with(no_terms + bytes({2, 0, 7, 0, 0, 7, 0, 0, 0}))));  // in no order
    std::string many = bytes({65});
    for (char number = 1; number <= 65; ++number) many += bytes({number, 0, 0, 0});
    CHECK_FALSE(read(with(no_terms + many)));                              // too many
    CHECK_FALSE(read(with(start + bytes({2, 0, 1, 'a', 0, 1, 'a', 0}))));  // a term twice
    CHECK_FALSE(read(with(start + bytes({1, 0, 0, 0}))));                  // an empty term
    CHECK_FALSE(read(with(start + bytes({1, 0, 1, '\xff', 0}))));          // broken UTF-8
    const std::string nothing = bytes({0, 0, 0, 0});
    CHECK(read(with(start + bytes({0, 1}) + report + nothing))->index.size() == 1);
    CHECK_FALSE(read(with(start + bytes({0, 2}) + report + nothing + report + nothing)));
    CHECK_FALSE(read(with(start + bytes({0, 1}) + std::string(32, '\0') + nothing)));  // no id
}
