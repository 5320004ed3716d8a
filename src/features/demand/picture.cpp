#include "features/demand/picture.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "features/demand/bubble_name.hpp"

namespace canyu::demand {
namespace {

// A drawing's measures: zones above and under the water, each from `top` to `bottom`.
struct Zone {
    double top = 0;
    double bottom = 0;
};
struct Frame {
    double width = 0;
    double height = 0;
    double water = 0;
    Zone above;
    Zone under;
    double name_width = 0;       // 0: no names
    std::size_t most_above = 0;  // bubbles
    std::size_t most_under = 0;
};

constexpr double edge = 8;
constexpr double gap = 6;
constexpr double line_height = 17;  // of names
constexpr double name_room = 7;     // under a bubble, besides the lines of its name
constexpr double baseline = 18;     // of the name, under the bubble

// How large the bubbles are, and how much of a zone's height their buoyancy may use; 0 packs them in rows
// from the top. Tried one after the other until everything that floats has room: heights that tell something
// come before size.
struct Attempt {
    double scale = 1;
    double spread = 0;
};
constexpr std::array attempts{Attempt{1, 0.8},    Attempt{0.85, 0.8}, Attempt{0.7, 0.8}, Attempt{1, 0.5},
                              Attempt{0.85, 0.5}, Attempt{0.7, 0.5},  Attempt{0.7, 0.2}, Attempt{0.55, 0.5},
                              Attempt{0.55, 0.2}, Attempt{0.7, 0},    Attempt{0.55, 0}};
constexpr std::array spreads{0.8, 0.5, 0.2, 0.0};

// Room is left for the sentences on the waterline and on the ground.
constexpr Frame wide{760, 540, 262, {8, 248}, {298, 514}, 150, 14, 10};
constexpr Frame upright{360, 700, 348, {8, 334}, {384, 674}, 150, 9, 8};
constexpr Frame small{280, 160, 92, {6, 84}, {104, 154}, 0, 5, 6};

const Frame& frame_of(PictureForm drawing) {
    switch (drawing) {
        case PictureForm::wide:
            return wide;
        case PictureForm::upright:
            return upright;
        case PictureForm::small:
            return small;
    }
    return wide;
}

// The area says how many people; small crowds stay small, and digits find room.
double radius_of(std::int64_t people, std::int64_t most, double scale) {
    const double largest = std::min(50.0, 18 + 8 * std::sqrt(static_cast<double>(most))) * scale;
    const double share = static_cast<double>(people) / static_cast<double>(std::max<std::int64_t>(most, 1));
    const double digits = static_cast<double>(std::to_string(people).size());
    return std::max(largest * std::sqrt(share), 8 + 4 * digits);
}

double room_below(const Bubble& bubble) {
    if (bubble.name.empty()) return 0;
    return name_room + line_height * (bubble.name_rest.empty() ? 1 : 2);
}

double name_width(const Bubble& bubble) {
    return std::max(drawn_width(bubble.name), drawn_width(bubble.name_rest));
}

Box box_at(const Bubble& bubble, double x, double y) {
    const auto radius = static_cast<double>(bubble.radius);
    const double half = std::max(radius, name_width(bubble) / 2);
    return {x - half, y - radius, x + half, y + radius + room_below(bubble)};
}

bool overlap(const Box& a, const Box& b) {
    return a.left < b.right + gap && b.left < a.right + gap && a.top < b.bottom + gap &&
           b.top < a.bottom + gap;
}

Bubble bubble_of(const Riser& riser, double radius, double width) {
    Bubble bubble;
    bubble.bubble_id = riser.id;
    bubble.bubble_number = riser.number;
    bubble.full_title = riser.title;
    if (width > 0) {
        BubbleName name = on_lines(riser.title, width);
        bubble.name = std::move(name.first);
        bubble.name_rest = std::move(name.rest);
    }
    bubble.up = riser.up;
    bubble.people = riser.people;
    bubble.newcomers = riser.newcomers;
    bubble.radius = std::llround(radius);
    bubble.large = bubble.radius >= 35;
    bubble.huge = bubble.radius >= 45;
    return bubble;
}

void move_to(Bubble& bubble, double x, double y) {
    bubble.x = std::llround(x);
    bubble.y = std::llround(y);
    const bool with_pace = bubble.huge && bubble.newcomers > 0;
    bubble.people_y = bubble.y + (with_pace ? 2 : bubble.huge ? 9 : bubble.large ? 7 : 5);
    bubble.pace_y = bubble.y + 20;
    bubble.name_y = bubble.y + bubble.radius + static_cast<std::int64_t>(baseline);
    bubble.name_rest_y = bubble.name_y + static_cast<std::int64_t>(line_height);
}

// Columns to try: row by row from the left when packed, else spread over the width so that neighbours in rank
// stand apart.
std::vector<double> columns(const Frame& frame, double half, std::size_t turn, bool packed) {
    constexpr int count = 24;
    constexpr double golden = 0.61803398875;  // each of its multiples falls into the widest gap left
    const double room = frame.width - 2 * (edge + half);
    const double start = packed ? 0 : 0.3 + golden * static_cast<double>(turn);
    std::vector<double> xs;
    for (int i = 0; i < count; ++i) {
        const double place = start + static_cast<double>(i) / (count - (packed ? 1 : 0));
        xs.push_back(edge + half + room * (packed ? place : place - std::floor(place)));
    }
    return xs;
}

// One attempt to give every demand of a zone its place.
class Filling {
  public:
    Filling(const Frame& frame, const Zone& zone, bool packed)
        : frame_(frame), zone_(zone), packed_(packed), highest_(zone.top) {}

    // At `wished` or as little lower as can be, never above the one before; false when there is no room.
    bool add(Bubble bubble, double wished) {
        const double top = std::max(highest_, wished);
        if (!place(bubble, top) && !place(bubble, highest_)) return false;
        highest_ = static_cast<double>(bubble.y);
        taken_.push_back(box_of(bubble));
        bubbles_.push_back(std::move(bubble));
        return true;
    }
    std::vector<Bubble> take() { return std::move(bubbles_); }

  private:
    bool place(Bubble& bubble, double top) const {
        const auto radius = static_cast<double>(bubble.radius);
        const double half = std::max(radius, name_width(bubble) / 2);
        const std::vector<double> xs = columns(frame_, half, bubbles_.size(), packed_);
        for (double y = std::ceil(std::max(top, zone_.top + radius));
             y + radius + room_below(bubble) <= zone_.bottom; y += 4)
            for (const double x : xs) {
                const Box box = box_at(bubble, std::round(x), y);
                if (std::ranges::any_of(taken_, [&](const Box& other) { return overlap(box, other); }))
                    continue;
                move_to(bubble, x, y);
                return true;
            }
        return false;
    }

    const Frame& frame_;
    const Zone& zone_;
    bool packed_;
    double highest_;
    std::vector<Box> taken_;
    std::vector<Bubble> bubbles_;
};

// How far down the zone a demand belongs: 0 for the most buoyant of it, 1 for the least.
double depth_of(const std::vector<Riser>& risers, double buoyancy) {
    const double most = risers.front().buoyancy;
    const double least = risers.back().buoyancy;
    // The square root keeps the many light ones from lying on the ground in one line.
    return most > least ? std::sqrt((most - buoyancy) / (most - least)) : 0;
}

// Nothing when one of them finds no room.
std::optional<std::vector<Bubble>> fill(const Frame& frame, const Zone& zone,
                                        const std::vector<Riser>& risers, std::int64_t most,
                                        const Attempt& attempt) {
    Filling filling(frame, zone, attempt.spread == 0);
    for (const Riser& riser : risers) {
        Bubble bubble = bubble_of(riser, radius_of(riser.people, most, attempt.scale), frame.name_width);
        const auto radius = static_cast<double>(bubble.radius);
        const double room = zone.bottom - zone.top - room_below(bubble) - 2 * radius;
        const double wished = zone.top + radius + depth_of(risers, riser.buoyancy) * room * attempt.spread;
        if (!filling.add(std::move(bubble), wished)) return std::nullopt;
    }
    return filling.take();
}

// As many of the most buoyant as find room.
std::vector<Bubble> fill_as_can_be(const Frame& frame, const Zone& zone, std::vector<Riser> risers,
                                   std::int64_t most, double scale) {
    for (; !risers.empty(); risers.pop_back())
        for (const double spread : spreads)
            if (auto filled = fill(frame, zone, risers, most, {scale, spread})) return *std::move(filled);
    return {};
}

struct Above {
    std::vector<Bubble> bubbles;
    double scale = attempts.front().scale;
};

Above fill_above(const Frame& frame, const std::vector<Riser>& floating, std::int64_t most) {
    for (const Attempt& attempt : attempts)
        if (auto filled = fill(frame, frame.above, floating, most, attempt))
            return {*std::move(filled), attempt.scale};
    const double smallest = attempts.back().scale;
    return {fill_as_can_be(frame, frame.above, floating, most, smallest), smallest};
}

std::vector<Riser> first(auto begin, auto end, std::size_t most) {
    return {begin, begin + std::min<std::ptrdiff_t>(end - begin, static_cast<std::ptrdiff_t>(most))};
}

// A surface with small waves, and everything under it.
std::string water_path(const Frame& frame, double y, double wave) {
    std::string path = fmt::format("M0 {}q{} -10 {} 0", y, wave / 2, wave);
    for (double x = wave; x < frame.width; x += wave) path += fmt::format("t{} 0", wave);
    return path + fmt::format("V{}H0z", frame.height);
}

}  // namespace

Box box_of(const Bubble& bubble) {
    return box_at(bubble, static_cast<double>(bubble.x), static_cast<double>(bubble.y));
}

Picture draw(PictureForm drawing, const std::vector<Riser>& risers) {
    const Frame& frame = frame_of(drawing);
    Picture picture;
    picture.drawing = drawing;
    picture.width = std::llround(frame.width);
    picture.height = std::llround(frame.height);
    picture.shallow = water_path(frame, frame.water, 95);
    picture.depth = water_path(frame, frame.water + (frame.height - frame.water) * 0.45, 120);
    picture.note_y = std::llround(frame.water) + 25;
    picture.ground_y = picture.height - 12;

    std::int64_t most = 1;
    for (const Riser& riser : risers) most = std::max(most, riser.people);
    const auto sunk = std::ranges::find(risers, false, &Riser::up);
    const std::vector<Riser> floating = first(risers.begin(), sunk, frame.most_above);
    Above above = fill_above(frame, floating, most);
    picture.bubbles = std::move(above.bubbles);
    std::vector<Bubble> under =
        fill_as_can_be(frame, frame.under, first(sunk, risers.end(), frame.most_under), most, above.scale);
    std::ranges::move(under, std::back_inserter(picture.bubbles));
    picture.left_out = static_cast<std::int64_t>(risers.size() - picture.bubbles.size());
    return picture;
}

}  // namespace canyu::demand
