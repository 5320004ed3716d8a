// Looking for a word also finds what says it otherwise, less surely, and changes nothing for anybody else.
#include "engines/surfacing/synonyms.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "engines/surfacing/collection.hpp"
#include "engines/surfacing/test_reports.hpp"

using namespace canyu;
using namespace canyu::surfacing;

namespace {

Synonyms heat() {
    Synonyms synonyms;
    synonyms.add("发热", "发烫");
    return synonyms;
}

std::vector<std::string> terms_of(const std::vector<TermCount>& counts) {
    std::vector<std::string> terms;
    for (const TermCount& count : counts) terms.emplace_back(count.term);
    return terms;
}

// One report a demand, of the demand's number.
Index index_of(const std::vector<std::string>& bodies) {
    Index index;
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        const Id id{static_cast<std::int64_t>(i + 1)};
        index.add({id, id, {}, bodies[i]});
    }
    return index;
}

}  // namespace

TEST_CASE("who says 发热 finds 发烫, with the word that was found, and finds it less surely than 发热") {
    const Index index = index_of({"手机打游戏发烫", "手机充电发热", "闹钟不响", "相机打不开", "地图没声音"});
    const Synonyms synonyms = heat();
    const auto plain = index.find({.body = "发热"});
    REQUIRE(plain.size() == 2);  // by the one character that both have
    CHECK(std::ranges::find(plain[1].terms, "发烫") == plain[1].terms.end());
    const auto matches = index.find({.body = "发热", .synonyms = &synonyms});
    REQUIRE(matches.size() == 2);
    CHECK(matches[0].demand == Id{2});
    CHECK(matches[1].demand == Id{1});
    CHECK(matches[0].score > matches[1].score);
    CHECK(std::ranges::find(matches[1].terms, "发烫") != matches[1].terms.end());
    CHECK(matches[1].score > plain[1].score);
}

TEST_CASE("both ways, and in words with spaces whatever their ending") {
    const Index index = index_of({"the lock screens flicker", "standby picture is dark", "alarm", "maps"});
    Synonyms synonyms;
    synonyms.add("Lock Screen", "standby picture");
    CHECK(index.find({.body = "my lock screen"}).size() == 1);
    CHECK(index.find({.body = "my lock screen", .synonyms = &synonyms}).size() == 2);
    CHECK(index.find({.body = "standby pictures", .synonyms = &synonyms}).size() == 2);
    CHECK(index.find({.body = "the lock of the screen", .synonyms = &synonyms}).size() == 1);
}

TEST_CASE("without synonyms, and for a query that says none, answers are the same to the last bit") {
    std::mt19937 random(31);
    std::map<std::int64_t, Stored> stored;
    const Index index = random_index(random, {}, stored);
    const Synonyms empty;
    Synonyms others;
    others.add("屏幕保护", "待机画面");
    for (int round = 0; round < 50; ++round) {
        const std::string body = random_text(random, 10);
        const auto plain = index.find({.body = body});
        CHECK(same(plain, index.find({.body = body, .synonyms = &empty})));
        CHECK(same(plain, index.find({.body = body, .synonyms = &others})));
    }
}

TEST_CASE("what a text means in other words is what it does not say itself, as often as it says the word") {
    const Synonyms synonyms = heat();
    const auto meant = synonyms.meant(tokenise("发热"), tokenise("边充边发热，放着也发热"));
    CHECK(terms_of(meant) == std::vector<std::string>{"烫", "发烫"});
    CHECK(meant.at(0).title == 1);
    CHECK(meant.at(0).body == 2);
    CHECK(terms_of(synonyms.meant(tokenise(""), tokenise("发热又发烫"))).empty());
    CHECK(terms_of(synonyms.meant(tokenise(""), tokenise("先发，热死了"))).empty());
}

TEST_CASE("a text said otherwise keeps everything but the word") {
    Synonyms synonyms = heat();
    synonyms.add("发热", "烫手");
    CHECK(synonyms.variants("手机发热怎么办") ==
          std::vector<std::string>{"手机发烫怎么办", "手机烫手怎么办"});
    CHECK(synonyms.variants("手机很慢").empty());
    for (const char* word : {"甲", "乙", "丙", "丁", "戊"}) synonyms.add("慢", word);
    CHECK(synonyms.variants("慢").size() == Synonyms::most_variants);
}

TEST_CASE("a word is compared without case, width and ending; nothing is no word") {
    CHECK(folded_word("ＷiFi Signals") == folded_word("wifi signal"));
    CHECK(folded_word("发热") != folded_word("热发"));
    CHECK(folded_word("，。!").empty());
    Synonyms synonyms;
    synonyms.add("!", "发热");
    synonyms.add("Crash", "crashes");
    CHECK(synonyms.empty());
    CHECK(where_said("屏幕，发热了", "发热") == Range{9, 15});
    CHECK(!where_said("屏幕", "发热"));
    CHECK(!where_said("屏幕", ""));
}
