// Where a stored picture is found: /media/{digest}, and its small copy at /media/{digest}?size=preview.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/shape.hpp"

namespace canyu::media {

enum class Size { full, preview };
BOOST_DESCRIBE_ENUM(Size, full, preview)

inline constexpr std::int64_t full_width = 1600;   // pixels, at most
inline constexpr std::int64_t preview_side = 320;  // pixels, at most, of both sides

// What is known of a stored picture without its bytes.
struct Picture {
    std::int64_t width = 0;  // of Size::full, in pixels
    std::int64_t height = 0;
    std::int64_t frames = 1;  // above 1 it moves; its preview stands still

    bool operator==(const Picture&) const = default;
};
BOOST_DESCRIBE_STRUCT(Picture, (), (width, height, frames))

// The width and height (with frames 1) of the preview of that picture.
Picture preview_of(const Picture& picture);

// 64 hexadecimal digits in lower case.
bool is_digest(std::string_view text);
std::string address(std::string_view digest, Size size);
// The digest a path on this site leads to, whichever the size; nothing for every other path.
std::optional<std::string> digest_in(std::string_view path);

}  // namespace canyu::media
