// The sentence around a word.
#include "features/words/quoting.hpp"

#include <doctest/doctest.h>

using namespace canyu::words;

namespace {

std::string quoted(const std::string& text, const std::string& word) {
    const auto found = quote(text, word);
    return found ? found->before + "[" + found->said + "]" + found->after : "";
}

std::string repeated(const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

}  // namespace

TEST_CASE("words: the sentence that says a word is quoted, and no other") {
    CHECK(quoted("昨天买的。充电时发烫，吓人！今天退了。", "发烫") == "充电时[发烫]，吓人！");
    CHECK(quoted("first line\nthe Lock  Screens flicker\nlast", "lock screen") ==
          "the [Lock  Screens] flicker\n");
    CHECK(quoted("发烫", "发烫") == "[发烫]");
    CHECK(quoted("发热", "发烫").empty());
    CHECK(quoted("", "发烫").empty());
}

TEST_CASE("words: a long sentence is cut on both sides of the word") {
    const std::string text = repeated("长", 100) + "发烫" + repeated("短", 100);
    CHECK(quoted(text, "发烫") == "…" + repeated("长", 24) + "[发烫]" + repeated("短", 40) + "…");
    CHECK(quoted(repeated("长", 24) + "发烫" + repeated("短", 40), "发烫") ==
          repeated("长", 24) + "[发烫]" + repeated("短", 40));
}
