// What people write in two languages and machines in none, cut into terms that know their place.
#include "engines/surfacing/tokens.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "base/text.hpp"

using namespace canyu::surfacing;

namespace {

std::vector<std::string> terms_of(std::string_view text) {
    const Tokens tokens = tokenise(text);
    std::vector<std::string> terms;
    terms.reserve(tokens.all.size());
    for (const Token& token : tokens.all) terms.emplace_back(tokens.term(token));
    return terms;
}

using Terms = std::vector<std::string>;

}  // namespace

TEST_CASE("Han text becomes single characters and overlapping pairs") {
    CHECK(terms_of("锁屏慢") == Terms{"锁", "屏", "锁屏", "慢", "屏慢"});
    CHECK(terms_of("锁，屏") == Terms{"锁", "屏"});
}

TEST_CASE("width, case and traditional characters do not tell terms apart") {
    CHECK(terms_of("鎖屏") == terms_of("锁屏"));
    CHECK(terms_of("ＷｉＦｉ") == terms_of("WiFi"));
    CHECK(terms_of("CAFÉ") == terms_of("cafe\u0301"));
}

TEST_CASE("English words are stemmed, with their apostrophes") {
    CHECK(terms_of("Crashes, crashing: crashed!") == Terms{"crash", "crash", "crash"});
    CHECK(terms_of("doesn't") == terms_of("doesn’t"));
    CHECK(terms_of("doesn't").size() == 1);
}

TEST_CASE("identifiers are kept whole and cut into their parts") {
    CHECK(terms_of("onCreateView") == Terms{"oncreateview", "on", "creat", "view"});
    CHECK(terms_of("XMLParser") == Terms{"xmlparser", "xml", "parser"});
    CHECK(terms_of("save_draft_2") == Terms{"save_draft_2", "save", "draft"});
    CHECK(terms_of("sqlite3") == Terms{"sqlite3", "sqlite"});
    CHECK(terms_of("version 4.4.2.") == Terms{"version", "4.4.2"});
}

TEST_CASE("scripts mix without losing a word") {
    CHECK(terms_of("用WiFi上网") == Terms{"用", "wifi", "wi", "fi", "上", "网", "上网"});
    CHECK(terms_of("没电了😂") == Terms{"没", "电", "没电", "了", "电了", "😂"});
}

TEST_CASE("a token's range shows the word as it was written") {
    const std::string_view text = "（ＷＩＦＩ）斷線了";
    const Tokens tokens = tokenise(text);
    const auto shown = [&](std::size_t i) {
        const Range range = tokens.all[i].shown;
        return text.substr(range.begin, range.end - range.begin);
    };
    REQUIRE(tokens.all.size() == 6);
    CHECK(shown(0) == "ＷＩＦＩ");
    CHECK(shown(1) == "斷");
    CHECK(shown(3) == "斷線");
    CHECK(tokens.term(tokens.all[3]) == "断线");
}

TEST_CASE("nothing gives nothing") {
    CHECK(terms_of("").empty());
    CHECK(terms_of(" \n\t　，。!?…").empty());
    CHECK(terms_of("___").empty());
}

TEST_CASE("broken UTF-8 separates words and is no term") {
    CHECK(terms_of("slow\xff\xfephone") == Terms{"slow", "phone"});
    CHECK(terms_of("\xe9\x94 屏") == Terms{"屏"});
    CHECK(terms_of("\xc0\xaf").empty());
}

TEST_CASE("any bytes give tokens within the text that cut no character") {
    std::mt19937 random(7);
    const std::vector<std::string> pieces = {
        "锁",   "鎖",   "é",  "e\u0301", "A",  "b",      "9", ".",  "_",  "'",
        "\xff", "\xe4", "㎏", "ﬁ",       "😂", "\u200d", "ก", "한", "ー", std::string(1, '\0'),
        " "};
    for (int round = 0; round < 300; ++round) {
        std::string text;
        for (int i = 0; i < 30; ++i) text += pieces[random() % pieces.size()];
        const Tokens tokens = tokenise(text);
        for (const Token& token : tokens.all) {
            REQUIRE(token.shown.begin < token.shown.end);
            REQUIRE(token.shown.end <= text.size());
            const std::string shown = text.substr(token.shown.begin, token.shown.end - token.shown.begin);
            REQUIRE(canyu::valid_utf8(shown));
            REQUIRE(canyu::valid_utf8(tokens.term(token)));
            REQUIRE(!tokens.term(token).empty());
        }
    }
}

TEST_CASE("one endless word is one short term, and a huge text is read to its limit") {
    const Tokens tokens = tokenise(std::string(1'000'000, 'a'));
    REQUIRE(tokens.all.size() == 1);
    CHECK(tokens.terms.size() <= 64);
    CHECK(tokens.all[0].shown == Range{0, readable_bytes});
}

TEST_CASE("ranges of terms are in order and joined where they touch") {
    const Tokens tokens = tokenise("锁屏后拍照很慢，锁屏");
    const std::vector<std::string> terms = {"锁屏", "拍照", "照"};
    CHECK(ranges_of(tokens, terms) == std::vector<Range>{{0, 6}, {9, 15}, {24, 30}});
    CHECK(ranges_of(tokens, {}).empty());
}
