// The name under a bubble of the picture: how wide it is drawn, and where it is parted into two lines.
#pragma once

#include <string>
#include <string_view>

namespace canyu::demand {

// In units of the drawing, for the letters of picture.css. A guess on the safe side: fonts differ.
double drawn_width(std::string_view text);

struct BubbleName {
    std::string first;
    std::string rest;  // "" when one line is enough
};

// As much of the title as two lines of that width take, with "…" where something was cut. No word is parted.
BubbleName on_lines(const std::string& title, double width);

}  // namespace canyu::demand
