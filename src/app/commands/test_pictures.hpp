// Pictures for tests: honest ones made with libvips, and lying ones made by hand.
#pragma once

#include <doctest/doctest.h>
#include <vips/vips.h>
#include <zlib.h>

#include <string>
#include <string_view>

namespace canyu::commands {

// Left half red, right half blue, the lowest tenth white, so that it shows which way up it stands. `frames`
// above 1 are stacked as libvips does, each a little darker.
inline VipsImage* draw(int width, int height, int frames = 1) {
    static const int started = vips_init("test");
    REQUIRE(started == 0);
    std::string pixels;
    for (int frame = 0; frame < frames; ++frame)
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x) {
                const char level = static_cast<char>(255 - frame * 20);
                const bool low = y >= height - height / 10;
                pixels += low || x < width / 2 ? level : '\0';
                pixels += low ? level : '\0';
                pixels += low || x >= width / 2 ? level : '\0';
            }
    VipsImage* image = vips_image_new_from_memory_copy(pixels.data(), pixels.size(), width, height * frames,
                                                       3, VIPS_FORMAT_UCHAR);
    REQUIRE(image != nullptr);
    VipsImage* coloured = nullptr;
    REQUIRE(vips_copy(image, &coloured, "interpretation", VIPS_INTERPRETATION_sRGB, nullptr) == 0);
    if (frames > 1) vips_image_set_int(coloured, VIPS_META_PAGE_HEIGHT, height);
    g_object_unref(image);
    return coloured;
}

// suffix: ".jpg", ".png", ".webp", ".gif", with libvips' options in brackets. Takes the image.
inline std::string encode(VipsImage* image, const std::string& suffix) {
    void* bytes = nullptr;
    std::size_t size = 0;
    REQUIRE(vips_image_write_to_buffer(image, suffix.c_str(), &bytes, &size, nullptr) == 0);
    std::string encoded(static_cast<const char*>(bytes), size);
    g_free(bytes);
    g_object_unref(image);
    return encoded;
}

inline std::string big_endian(std::uint32_t value) {
    return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
            static_cast<char>(value)};
}

inline std::string png_chunk(const std::string& type, const std::string& data) {
    const std::string body = type + data;
    const auto crc = static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size())));
    return big_endian(static_cast<std::uint32_t>(data.size())) + body + big_endian(crc);
}

// A black and white PNG that says it is width by height and holds `rows` rows, all black.
inline std::string bilevel_png(std::uint32_t width, std::uint32_t height, std::uint32_t rows) {
    const std::string pixels((width + 7) / 8 + 1, '\0');
    std::string all;
    for (std::uint32_t row = 0; row < rows; ++row) all += pixels;
    uLongf size = compressBound(all.size());
    std::string packed(size, '\0');
    REQUIRE(compress2(reinterpret_cast<Bytef*>(packed.data()), &size,
                      reinterpret_cast<const Bytef*>(all.data()), all.size(), 9) == Z_OK);
    packed.resize(size);
    const std::string header =
        big_endian(width) + big_endian(height) + std::string("\x01\x00\x00\x00\x00", 5);
    return "\x89PNG\r\n\x1A\n" + png_chunk("IHDR", header) + png_chunk("IDAT", packed) +
           png_chunk("IEND", "");
}

}  // namespace canyu::commands
