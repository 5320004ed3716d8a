// Praise and complaint: what the lexicon knows, what examples teach, and that a model survives being written.
#include "engines/surfacing/words/sentiment.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "engines/surfacing/words/opinion_lexicon.hpp"
#include "engines/surfacing/words/opinion_terms.hpp"

using namespace canyu::surfacing;

namespace {

Opinion opinion_of(std::string_view text, const SentimentModel& model = {}) {
    return model.judge(text).opinion;
}

// Invented words, so that the lexicon cannot help.
const std::vector<LabelledText> lessons = {
    {"zorb zorb today", true},   {"a zorb indeed", true}, {"呱呱的", true},  {"真呱呱", true},
    {"quux again today", false}, {"a quux it is", false}, {"叽叽的", false}, {"真叽叽", false},
};

}  // namespace

TEST_CASE("every word of the lexicon alone says what the lexicon says of it") {
    const SentimentModel model;
    for (const OpinionGroup& group : opinion_lexicon()) {
        for (std::string_view words = group.words; !words.empty();) {
            const std::string word(words.substr(0, words.find(',')));
            words.remove_prefix(std::min(word.size() + 1, words.size()));
            INFO(word);
            CHECK(model.judge(word).score == doctest::Approx(std::tanh(group.degree / 2)));
        }
    }
}

TEST_CASE("praise, complaint, both, and no opinion in two languages") {
    CHECK(opinion_of("屏幕很清晰，用着很流畅") == Opinion::good);
    CHECK(opinion_of("天天死机，後悔買了") == Opinion::bad);  // traditional characters
    CHECK(opinion_of("屏幕很漂亮，但是充电太慢") == Opinion::mixed);
    CHECK(opinion_of("今天收到第二批") == Opinion::none);
    CHECK(opinion_of("I love the new camera") == Opinion::good);
    CHECK(opinion_of("It crashes whenever I open a photo") == Opinion::bad);
    CHECK(opinion_of("Beautiful screen. The app keeps crashing.") == Opinion::mixed);
    CHECK(opinion_of("I opened the second box on Monday") == Opinion::none);
    CHECK(opinion_of("界面 beautiful，运行很流畅") == Opinion::good);
}

TEST_CASE("a negation turns what follows it, as far as the clause goes") {
    CHECK(opinion_of("not good at all") == Opinion::bad);
    CHECK(opinion_of("it isn't very reliable") == Opinion::bad);
    CHECK(opinion_of("一点都不流畅") == Opinion::bad);
    CHECK(opinion_of("没有卡顿") == Opinion::good);
    CHECK(opinion_of("不但流畅") == Opinion::good);
    CHECK(opinion_of("No, it is good") == Opinion::good);
    const Sentiment sentiment = SentimentModel().judge("it is not very reliable");
    REQUIRE(sentiment.words.size() == 1);
    CHECK(sentiment.words[0].phrase == "not very reliable");
    CHECK(sentiment.words[0].weight < 0);
}

TEST_CASE("the words that decided stand where they are said, strongest first, none within another") {
    const std::string text = "很流畅，很流畅，就是充电太慢";
    const Sentiment sentiment = SentimentModel().judge(text);
    REQUIRE(sentiment.words.size() >= 2);
    CHECK(sentiment.words[0].phrase == "流畅");
    CHECK(sentiment.words[0].ranges == std::vector<Range>{{3, 9}, {15, 21}});
    std::vector<bool> taken(text.size());
    for (std::size_t i = 0; i < sentiment.words.size(); ++i) {
        if (i > 0) CHECK(std::abs(sentiment.words[i].weight) <= std::abs(sentiment.words[i - 1].weight));
        for (const Range& range : sentiment.words[i].ranges) {
            CHECK(text.substr(range.begin, range.end - range.begin) == sentiment.words[i].phrase);
            for (std::size_t at = range.begin; at < range.end; ++at) {
                CHECK(!taken[at]);
                taken[at] = true;
            }
        }
    }
}

TEST_CASE("no text, emoji and broken bytes are judged like any other") {
    const SentimentModel model;
    CHECK(model.judge("").score == 0);
    CHECK(model.judge("").opinion == Opinion::none);
    CHECK(model.judge("😂😂").words.empty());
    std::mt19937 random(31);
    for (int round = 0; round < 300; ++round) {
        std::string bytes(random() % 60, '\0');
        for (char& byte : bytes) byte = static_cast<char>(random());
        CHECK(std::abs(model.judge("很好" + bytes + "bad").score) <= 1);
    }
}

TEST_CASE("examples teach new words, emoji among them, and leave the lexicon's in place") {
    CHECK(opinion_of("zorb") == Opinion::none);
    const SentimentModel model = train_sentiment(lessons);
    CHECK(model.judge("one more zorb").score > 0.1);
    CHECK(model.judge("quux").score < -0.1);
    CHECK(model.judge("呱呱").score > 0.1);
    CHECK(opinion_of("excellent", model) == Opinion::good);
    const std::vector<LabelledText> emoji = {{"🥝", true}, {"🥝🥝", true}, {"🌵", false}, {"🌵🌵", false}};
    CHECK(train_sentiment(emoji).judge("看🥝").score > 0.1);
}

TEST_CASE("the lexicon gives way to what a product's people mean by a word") {
    std::vector<LabelledText> sick;
    for (const std::string_view text : {"sick stupid bass", "so stupid, wow", "stupid deep", "stupid lows"}) {
        for (int times = 0; times < 25; ++times) sick.push_back({text, true});
    }
    for (const std::string_view text : {"thin bass", "thin lows, wow", "so thin", "deep but thin"}) {
        for (int times = 0; times < 25; ++times) sick.push_back({text, false});
    }
    CHECK(SentimentModel().judge("stupid").score < -0.5);
    CHECK(train_sentiment(sick).judge("stupid").score > 0);
}

TEST_CASE("the same examples in any order teach the same bits; examples of one kind teach nothing") {
    std::vector<LabelledText> shuffled = lessons;
    const std::string bytes = train_sentiment(lessons).write();
    std::mt19937 random(32);
    for (int round = 0; round < 5; ++round) {
        std::ranges::shuffle(shuffled, random);
        CHECK(train_sentiment(shuffled).write() == bytes);
    }
    CHECK(train_sentiment({}) == SentimentModel());
    CHECK(train_sentiment(std::span(lessons).first(4)) == SentimentModel());
}

TEST_CASE("a model is read as it was written, and nothing else is read") {
    const SentimentModel model = train_sentiment(lessons);
    const std::string bytes = model.write();
    CHECK(SentimentModel::read(bytes) == model);
    CHECK(!SentimentModel::read(""));
    CHECK(!SentimentModel::read("canyu sentiment 2\n"));
    CHECK(SentimentModel::read("canyu sentiment 1\nbad\t-5\ngood\t7\n"));
    for (const std::string_view lines :
         {"good\t7\nbad\t-5\n", "bad\t-5\nbad\t-5\n", "bad\t-05\n", "bad\t5", "bad\n", "bad\t\n", "bad\t5 \n",
          "bad\t1000001\n", "bad\t99999999999\n", "\xff\t5\n"}) {
        INFO(lines);
        CHECK(!SentimentModel::read("canyu sentiment 1\n" + std::string(lines)));
    }
    std::mt19937 random(33);
    for (int round = 0; round < 300; ++round) {
        std::string broken = bytes;
        broken[random() % broken.size()] = static_cast<char>(random());
        if (const auto read = SentimentModel::read(broken)) CHECK(read->write() == broken);
    }
}
