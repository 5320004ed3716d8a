#include "features/demand/picture.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

namespace canyu::demand {
namespace {

std::vector<Riser> crowd(std::mt19937& random, std::size_t floating, std::size_t sunk) {
    std::vector<Riser> risers;
    for (std::size_t i = 0; i < floating + sunk; ++i) {
        const auto people = static_cast<std::int64_t>(1 + random() % (random() % 2 ? 9 : 20'000));
        const std::string title = random() % 2 ? "锁屏开相机慢，要等两三秒才出画面，孩子早跑了"
                                               : "Camera is slow to open from the lock screen";
        const double buoyancy = 1000.0 / static_cast<double>(1 + i) + static_cast<double>(random() % 2);
        const auto number = static_cast<std::int64_t>(i + 1);
        risers.push_back({Id{number}, number, title.substr(0, 3 * (1 + random() % 14)), people, people / 2,
                          buoyancy, i < floating});
    }
    return risers;
}

bool apart(const Box& a, const Box& b) {
    return a.right < b.left || b.right < a.left || a.bottom < b.top || b.bottom < a.top;
}

void check_picture(const Picture& picture) {
    for (std::size_t i = 0; i < picture.bubbles.size(); ++i) {
        const Box box = box_of(picture.bubbles[i]);
        CHECK(box.left >= 0);
        CHECK(box.top >= 0);
        CHECK(box.right <= static_cast<double>(picture.width));
        CHECK(box.bottom <= static_cast<double>(picture.height));
        for (std::size_t j = 0; j < i; ++j) CHECK(apart(box, box_of(picture.bubbles[j])));
        if (i > 0) CHECK(picture.bubbles[i].y >= picture.bubbles[i - 1].y);
    }
}

}  // namespace

TEST_CASE("nothing in the picture overlaps, leaves the frame or stands above what is more buoyant") {
    std::mt19937 random(11);
    for (int round = 0; round < 200; ++round) {
        auto risers = crowd(random, random() % 12, random() % 30);
        std::ranges::stable_sort(risers, [](const Riser& a, const Riser& b) {
            return std::pair(a.up, a.buoyancy) > std::pair(b.up, b.buoyancy);
        });
        for (const PictureForm drawing : {PictureForm::wide, PictureForm::upright, PictureForm::small}) {
            const Picture picture = draw(drawing, risers);
            check_picture(picture);
            CHECK(picture.left_out + static_cast<std::int64_t>(picture.bubbles.size()) ==
                  static_cast<std::int64_t>(risers.size()));
        }
    }
}

TEST_CASE("a week's worth of demands all find room above the water") {
    std::vector<Riser> risers;
    for (std::int64_t i = 0; i < 5; ++i)
        risers.push_back({Id{i + 1}, i + 1, "Night shots take long", 90 - 10 * i, 3,
                          50.0 - 9 * static_cast<double>(i), true});
    for (const PictureForm drawing : {PictureForm::wide, PictureForm::upright}) {
        const Picture picture = draw(drawing, risers);
        CHECK(picture.left_out == 0);
        for (const Bubble& bubble : picture.bubbles) CHECK(bubble.y + bubble.radius < picture.note_y);
        CHECK(picture.bubbles.front().radius > picture.bubbles.back().radius);
    }
}

TEST_CASE("no demand at all is still a picture of water") {
    const Picture picture = draw(PictureForm::wide, {});
    CHECK(picture.bubbles.empty());
    CHECK(picture.left_out == 0);
    CHECK(picture.shallow.starts_with("M0 "));
}

TEST_CASE("a title too long for its room ends in an ellipsis, and the whole is kept beside it") {
    const std::string title = "相机从锁屏打开要等两三秒，孩子早跑了，能不能快一点";
    const Picture picture = draw(PictureForm::wide, {{Id{1}, 1, title, 5, 1, 3.0, true}});
    const Bubble& bubble = picture.bubbles.front();
    CHECK(bubble.full_title == title);
    CHECK(title.starts_with(bubble.name));
    CHECK(bubble.name_rest.ends_with("…"));
    CHECK(bubble.name_rest_y > bubble.name_y);
}

}  // namespace canyu::demand
