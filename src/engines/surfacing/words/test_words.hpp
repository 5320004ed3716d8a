// Invented texts in which certain words are said, for the tests of words people use.
#pragma once

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace canyu::surfacing {

// Between these any word may stand: each is as likely beside any other.
inline std::string random_filler(std::mt19937& random) {
    static const std::vector<std::string> filler = {
        "山", "水", "火", "木", "金", "土", "日", "星", "云", "雨", "风", "雪", "春", "夏", "秋",
        "冬", "东", "西", "南", "北", "红", "黄", "蓝", "绿", "马", "牛", "羊", "鱼", "鸟", "虫"};
    return filler[random() % filler.size()];
}

// The words in the given order, each between fillers.
inline std::string text_saying(std::mt19937& random, const std::vector<std::string>& words) {
    std::string text = random_filler(random);
    for (const std::string& word : words) text += word + random_filler(random) + random_filler(random);
    return text;
}

}  // namespace canyu::surfacing
