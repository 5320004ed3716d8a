// What the server and the child process that reads a picture (canyu reencode-image) agree on.
//
// The child is the same program on the same machine, so its answer is a plain struct: a ReencodingHeader,
// then the bytes of the picture, then those of its preview. Its exit code is an Ending.
#pragma once

#include <cstddef>
#include <cstdint>

namespace canyu::media {

inline constexpr const char* reencode_command = "reencode-image";

inline constexpr std::size_t upload_limit = 10 * 1024 * 1024;  // bytes
inline constexpr std::int64_t pixel_limit = 50'000'000;        // width by height, of all frames together
inline constexpr std::int64_t height_limit = 16'000;           // pixels of the result; WebP ends at 16,383
inline constexpr std::size_t answer_limit = 12 * 1024 * 1024;  // bytes

struct ReencodingHeader {
    std::int64_t width = 0;  // of one frame, in pixels
    std::int64_t height = 0;
    std::int64_t frames = 0;
    std::int64_t full_bytes = 0;
    std::int64_t preview_bytes = 0;
};

// 1 and 2 are the program's own: it could not work at all.
enum class Ending : int { done = 0, broken = 3, too_large = 4 };

}  // namespace canyu::media
