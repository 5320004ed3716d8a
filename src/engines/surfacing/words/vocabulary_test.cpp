// Words are learned from how they are said, without a dictionary, and found again in any text.
#include "engines/surfacing/words/vocabulary.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "engines/surfacing/words/test_words.hpp"

using namespace canyu::surfacing;

namespace {

std::vector<std::string> stream() {
    std::mt19937 random(41);
    std::vector<std::string> texts;
    const std::vector<std::string> chinese = {"通知栏", "发烫", "锁屏", "WiFi断流"};
    const std::vector<std::string> english = {"dark mode", "battery drains", "camera",
                                              "mode",      "dark",           "battery"};
    const std::vector<std::string> between = {"lately", "badly",  "today", "somehow",
                                              "twice",  "mostly", "slowly"};
    for (int i = 0; i < 200; ++i) {
        texts.push_back(text_saying(random, {chinese[random() % 4], chinese[random() % 4]}));
        texts.push_back(between[random() % 7] + " " + english[random() % 6] + " " + between[random() % 7]);
    }
    return texts;
}

Vocabulary learn(const std::vector<std::string>& texts) {
    return Vocabulary::learn(std::vector<std::string_view>(texts.begin(), texts.end()));
}

std::vector<std::string> terms_of(const Vocabulary& vocabulary, std::string_view text) {
    std::vector<std::string> terms;
    for (const SaidTerm& said : vocabulary.terms_of(text)) terms.push_back(said.term);
    return terms;
}

using Terms = std::vector<std::string>;

}  // namespace

TEST_CASE("what holds together and stands free is a word, and its pieces are none") {
    const Vocabulary vocabulary = learn(stream());
    Terms words;
    for (const LearnedWord& word : vocabulary.words()) words.push_back(word.term);
    CHECK(words == Terms{"batteri drain", "dark mode", "wifi断流", "发烫", "通知栏", "锁屏"});
    for (const LearnedWord& word : vocabulary.words()) {
        CHECK(word.count >= 5);
        CHECK(word.cohesion > 2.5);
        CHECK(word.freedom > 0.9);
    }
}

TEST_CASE("a text is cut into learned words with their places, in any spelling") {
    const Vocabulary vocabulary = learn(stream());
    CHECK(terms_of(vocabulary, "通知栏发烫，鎖屏！") == Terms{"通知栏", "发烫", "锁屏"});
    CHECK(terms_of(vocabulary, "通知") == Terms{});
    const std::string_view text = "The Dark Modes of 1 camera";
    CHECK(terms_of(vocabulary, text) == Terms{"dark mode", "dark", "mode", "camera"});
    const SaidTerm phrase = vocabulary.terms_of(text).front();
    CHECK(text.substr(phrase.shown.begin, phrase.shown.end - phrase.shown.begin) == "Dark Modes");
    CHECK(terms_of(vocabulary, "用WiFi断流") == Terms{"wifi断流", "wifi"});
    CHECK(terms_of(vocabulary, "dark, mode") == Terms{"dark", "mode"});
}

TEST_CASE("a long word also says the shorter words in it") {
    std::vector<std::string> texts;
    std::mt19937 random(42);
    for (int i = 0; i < 300; ++i) texts.push_back(text_saying(random, {"锁屏", "通知栏"}));
    for (int i = 0; i < 60; ++i) {
        texts.push_back(text_saying(random, {"发热", "严重"}));
        texts.push_back(text_saying(random, {"发热严重"}));
    }
    CHECK(terms_of(learn(texts), "发热严重") == Terms{"发热严重", "发热", "严重"});
}

TEST_CASE("the order of the texts does not matter, not even to the last bit") {
    std::vector<std::string> texts = stream();
    const Vocabulary before = learn(texts);
    std::mt19937 random(43);
    std::ranges::shuffle(texts, random);
    const Vocabulary after = learn(texts);
    REQUIRE(before.words().size() == after.words().size());
    for (std::size_t i = 0; i < before.words().size(); ++i) {
        CHECK(before.words()[i].term == after.words()[i].term);
        CHECK(before.words()[i].count == after.words()[i].count);
        CHECK(before.words()[i].cohesion == after.words()[i].cohesion);
        CHECK(before.words()[i].freedom == after.words()[i].freedom);
    }
}

TEST_CASE("nothing, emoji and broken bytes are good input") {
    CHECK(learn({}).words().empty());
    CHECK(terms_of(learn({}), "通知栏 dark mode") == Terms{"dark", "mode"});
    CHECK(terms_of(learn({"", "", ""}), "").empty());
    CHECK(terms_of(learn(std::vector<std::string>(20, "😂🥝")), "😂").empty());
    std::mt19937 random(44);
    std::vector<std::string> noise(300);
    for (std::string& bytes : noise) {
        bytes.resize(random() % 40);
        for (char& byte : bytes) byte = static_cast<char>(random());
    }
    const Vocabulary vocabulary = learn(noise);
    for (const std::string& bytes : noise) {
        for (const SaidTerm& said : vocabulary.terms_of(bytes)) {
            CHECK(said.shown.begin < said.shown.end);
            CHECK(said.shown.end <= bytes.size());
        }
    }
}
