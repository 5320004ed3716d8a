// A collection as bytes that start a server without reading every text again. Internal to the engine.
//
// A line that names the format; then frames (frames.hpp) with: how terms are made, the caller's mark, how
// many terms and reports there are; every term, the most said first: its text and its postings, each by how
// many reports lie since the last one and how often it is said; every report: id, demand, when it was said,
// mark, lengths, its sayings by the numbers of those terms, and its lines. Postings and sayings say the same
// twice, since making one of the other means to jump through all memory: a sum over each tells whether they
// do. Words that no stored report says are left out.
#pragma once

#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>

#include "engines/surfacing/collection.hpp"

namespace canyu::surfacing {

// False when the stream failed. Safe to call concurrently while the collection does not change.
bool write_image(const Collection& collection, std::ostream& out, std::string_view mark);

// Nothing when the bytes are not what write_image made here, whatever else they are.
std::unique_ptr<Collection> read_image(std::istream& in, const Options& options, std::string& mark);

}  // namespace canyu::surfacing
