// A product's board as it is published, with everything that it was counted from, so that anybody can count
// again.
#pragma once

#include <expected>
#include <iosfwd>
#include <string>
#include <vector>

#include "engines/surfacing/rising/buoyancy.hpp"

namespace canyu::surfacing {

// Lines of JSON: one of the whole, and of each demand one, followed by one a voice. Numbers are written so
// that reading gives the same bits.
struct Tally {
    struct Demand {
        std::int64_t number = 0;
        std::string title;          // as JSON, quotes and all
        std::vector<Voice> voices;  // as weighed
        std::vector<Id> groups;     // of each voice: the person it speaks with one voice with, or itself
        std::string factors;        // as published; see factors_as_json
    };
    std::string product;  // as JSON
    Time at;              // when it was counted
    std::size_t capacity = 0;
    double waterline = 0;
    std::vector<Demand> demands;
};

// In milliseconds since 1970.
[[nodiscard]] std::string time_as_number(Time time);
// An object.
[[nodiscard]] std::string factors_as_json(const Factors& factors,
                                          std::string (*time_as_json)(Time) = time_as_number);

// People are numbered in the order of their ids, segments too: who they are is not told, and what depends on
// their order stays. Writes in pieces.
void write_tally(std::ostream& output, const Tally& tally);

// Or the number of the first line that is none, from 1; a file without any line gives 1. Any bytes are read.
[[nodiscard]] std::expected<Tally, std::size_t> read_tally(std::istream& input);

// What a demand's voices give now, counted by the reader.
struct Recount {
    Factors factors;
    bool as_published = false;  // every factor, bit for bit
};
[[nodiscard]] Recount recount(const Tally& tally, const Tally::Demand& demand);

}  // namespace canyu::surfacing
