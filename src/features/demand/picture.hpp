// The picture of demands rising through the waterline: where every bubble and its name stand.
#pragma once

#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/shape.hpp"

namespace canyu::demand {

// Lengths are units of the drawing's own viewBox.
// small: without names.
enum class PictureForm { wide, upright, small };
BOOST_DESCRIBE_ENUM(PictureForm, wide, upright, small)

struct Bubble {
    Id bubble_id;
    std::int64_t bubble_number = 0;  // of the demand in its product
    std::string full_title;
    std::string url;  // where the page that shows it leads to; "" for nowhere
    // The title on one or two lines, as much of it as fits; "" in a small drawing.
    std::string name;
    std::string name_rest;
    bool up = false;  // above the waterline
    bool chosen = false;
    std::int64_t people = 0;
    std::int64_t newcomers = 0;  // this week
    bool large = false;          // room for larger digits …
    bool huge = false;           // … and for the newcomers
    std::int64_t x = 0;          // of the centre
    std::int64_t y = 0;
    std::int64_t radius = 0;
    std::int64_t people_y = 0;  // baselines of the texts
    std::int64_t pace_y = 0;
    std::int64_t name_y = 0;
    std::int64_t name_rest_y = 0;
};
BOOST_DESCRIBE_STRUCT(Bubble, (),
                      (bubble_id, bubble_number, full_title, url, name, name_rest, up, chosen, people,
                       newcomers, large, huge, x, y, radius, people_y, pace_y, name_y, name_rest_y))

struct Picture {
    PictureForm drawing = PictureForm::wide;
    std::int64_t width = 0;
    std::int64_t height = 0;
    std::string shallow;  // paths of the water
    std::string depth;
    std::int64_t note_y = 0;    // baseline of what the waterline says …
    std::int64_t ground_y = 0;  // … and of how many found no room
    std::vector<Bubble> bubbles;
    std::int64_t left_out = 0;  // for which there was no room
};
BOOST_DESCRIBE_STRUCT(Picture, (),
                      (drawing, width, height, shallow, depth, note_y, ground_y, bubbles, left_out))

struct Riser {
    Id id;
    std::int64_t number = 0;
    std::string title;
    std::int64_t people = 0;
    std::int64_t newcomers = 0;
    double buoyancy = 0;
    bool up = false;
};

// The room a bubble and its name take.
struct Box {
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
};
Box box_of(const Bubble& bubble);

// `risers`: the most buoyant first, the floating ones before the others. Radius by people, height by
// buoyancy: who is more buoyant never stands lower. Nothing overlaps and nothing leaves the frame; who finds
// no room is counted in left_out. Pure.
Picture draw(PictureForm drawing, const std::vector<Riser>& risers);

}  // namespace canyu::demand
