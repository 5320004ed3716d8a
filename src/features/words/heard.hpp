// What a product's people said, as the counting of words reads it.
#pragma once

#include <string>
#include <vector>

#include "features/words/words.hpp"

namespace canyu::words {

struct Heard {
    Id report;
    Id person;
    Id demand;  // Id{}: of none
    Time said{};
    std::string text;
};

// What everybody may read and was said since then, the earliest said first; of the newest no more than
// most_heard bytes. Read in pieces, so that no transaction lasts.
std::vector<Heard> heard_since(db::Database& store, Id product, Time since);

}  // namespace canyu::words
