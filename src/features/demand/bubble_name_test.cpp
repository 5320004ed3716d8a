#include "features/demand/bubble_name.hpp"

#include <doctest/doctest.h>

namespace canyu::demand {
namespace {

std::string lines(const std::string& title) {
    const BubbleName name = on_lines(title, 150);
    CHECK(drawn_width(name.first) <= 150);
    CHECK(drawn_width(name.rest) <= 150);
    return name.first + "|" + name.rest;
}

}  // namespace

TEST_CASE("what fits stays on one line") {
    CHECK(lines("分屏记住上次的比例") == "分屏记住上次的比例|");
    CHECK(lines("Glove mode") == "Glove mode|");
}

TEST_CASE("what does not is parted in the middle, between words and never before a comma") {
    CHECK(lines("Left-handed layout, a mirror switch") == "Left-handed layout,|a mirror switch");
    CHECK(lines("打电话时脸会点到，挂断了电话") == "打电话时脸会点到，|挂断了电话");
}

TEST_CASE("what is too long for two lines is cut, and a single long word too") {
    CHECK(lines("相机从锁屏打开要等两三秒，孩子早跑了，能不能快一点").ends_with("…"));
    CHECK(lines("Donaudampfschifffahrtsgesellschaft").ends_with("…|"));
    CHECK(lines("") == "|");
}

}  // namespace canyu::demand
