#include "features/demand/marking.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace canyu::demand;

namespace {

const std::vector<std::string> camera{"camera"};
const std::vector<std::string> zh{"相机"};

}  // namespace

TEST_CASE("marking: escapes everything around and inside a mark") {
    CHECK(mark("a <b> & \"camera\"", camera).value == "a &lt;b&gt; &amp; &quot;<mark>camera</mark>&quot;");
    CHECK(mark("", camera).value.empty());
    CHECK(mark("it's", {}).value == "it&#39;s");
}

TEST_CASE("marking: a snippet stands around the match and says where something is missing") {
    std::string text;
    for (int i = 0; i < 50; ++i) text += "很长的话";
    text += "打开相机要等";
    for (int i = 0; i < 50; ++i) text += "还有很多";
    const std::string html = mark_snippet(text, zh, 30).value;
    CHECK(html.starts_with("…"));
    CHECK(html.ends_with("…"));
    CHECK(html.find("<mark>相机</mark>") != std::string::npos);
    CHECK(html.size() < 200);
}

TEST_CASE("marking: a short text is whole, and its lines are one") {
    CHECK(mark_snippet("打开\n相机", zh, 30).value == "打开 <mark>相机</mark>");
}
