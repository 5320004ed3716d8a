// Described structs as JSON and back: what the API answers and takes, and what waits in the outbox.
//
//     std::string text = json::to_json(view);
//     Result<Entry> entry = json::from_json<Entry>(body);
//
// integer a number · real a number (null when not finite) · text and html strings · bytes base64 · id a
// decimal string · time RFC 3339 in UTC with milliseconds · money {"amount","currency"} · an enumeration its
// name · an empty optional null · list an array · record an object in the members' order. Reading takes
// exactly what writing makes (and any RFC 3339 offset), so every value comes back as it was. All functions
// may be called from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/shape.hpp"

namespace canyu::json {

// Always valid UTF-8 (a broken byte becomes U+FFFD), and "<" is escaped, so that it may stand inside a
// <script>.
std::string to_json(const Shape& shape, const void* value);
template <class T>
std::string to_json(const T& value) {
    return to_json(shape_of<T>(), &value);
}

// Fills `value`, which must be freshly made. Unknown members are ignored; a missing optional, list or boolean
// keeps its default, so that is what may be added to a stored payload later; any other missing member is a
// problem. Problems: 400 "json.broken" for a text that is no JSON or nests deeper than 32; 422 "json.invalid"
// with a field problem
// ("leaves[2].color") for every value that does not fit. A text with U+0000 never fits.
Result<void> from_json(const Shape& shape, void* value, std::string_view text);
template <class T>
Result<T> from_json(std::string_view text) {
    T value{};
    Result<void> read = from_json(shape_of<T>(), &value, text);
    if (!read) return std::unexpected(std::move(read.error()));
    return value;
}

// A JSON Schema 2020-12 fragment (as in OpenAPI 3.1) for what to_json writes and from_json takes. Records
// inside a value are references to "#/components/schemas/<Name>", whose own schemas are schema_of() of each
// of records_in().
std::string schema_of(const Shape& shape);
// Every record reachable from `shape`, itself included, each once, outer ones first.
std::vector<const Shape*> records_in(const Shape& shape);

}  // namespace canyu::json
