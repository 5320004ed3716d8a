// Pictures as people upload them, through the program itself.
#include <doctest/doctest.h>

#include <array>

#include "app/commands/test_pictures.hpp"
#include "platform/media/reencoder.hpp"
#include "platform/media/reencoding.hpp"

using namespace canyu;
using namespace canyu::commands;
using media::Reencoded;

namespace {

Result<Reencoded> reencode(std::string_view upload) {
    static media::Reencoder reencoder({.program = CANYU_PROGRAM, .timeout = Milliseconds(300'000)});
    return reencoder.reencode(upload);
}

Reencoded accepted(std::string_view upload) {
    auto result = reencode(upload);
    REQUIRE_MESSAGE(result.has_value(), result.error().message.key);
    return *std::move(result);
}

std::string problem(std::string_view upload) {
    const auto result = reencode(upload);
    return result ? "accepted" : result.error().message.key;
}

// What is in a WebP we made: its frames, the size of one, and the colour at a place given in hundredths.
struct Opened {
    explicit Opened(const Bytes& webp) : bytes(webp.value) {
        image = vips_image_new_from_buffer(bytes.data(), bytes.size(), "n=-1", nullptr);
        REQUIRE(image != nullptr);
        loader = loader_of(image);
    }
    ~Opened() { g_object_unref(image); }
    Opened(const Opened&) = delete;
    Opened& operator=(const Opened&) = delete;

    static std::string loader_of(VipsImage* image) {
        const char* name = nullptr;
        REQUIRE(vips_image_get_string(image, VIPS_META_LOADER, &name) == 0);
        return name;
    }
    media::Picture size() const {
        return {vips_image_get_width(image), vips_image_get_page_height(image),
                vips_image_get_n_pages(image)};
    }
    char colour(int x_hundredth, int y_hundredth) const {
        double* values = nullptr;
        int count = 0;
        REQUIRE(vips_getpoint(image, &values, &count, vips_image_get_width(image) * x_hundredth / 100,
                              vips_image_get_page_height(image) * y_hundredth / 100, nullptr) == 0);
        REQUIRE(count >= 3);
        const std::array<bool, 3> high = {values[0] > 150, values[1] > 150, values[2] > 150};
        g_free(values);
        if (high == std::array{true, true, true}) return 'W';
        if (high == std::array{true, false, false}) return 'R';
        return high == std::array{false, false, true} ? 'B' : '?';
    }

    std::string bytes;
    VipsImage* image = nullptr;
    std::string loader;
};

}  // namespace

// These tests make and open pictures in their own process, and the picture libraries are not built with the
// thread sanitizer: it does not see their locks.
#ifdef __has_feature
constexpr bool libraries_look_racy = __has_feature(thread_sanitizer);
#else
constexpr bool libraries_look_racy = false;
#endif

TEST_SUITE_BEGIN("pictures" * doctest::skip(libraries_look_racy));

TEST_CASE("a picture becomes a WebP of our size with a preview") {
    for (const char* kind :
         {".jpg", ".png", ".webp[lossless]", ".gif", ".png[interlace]", ".jpg[interlace]"}) {
        CAPTURE(kind);
        const Reencoded large = accepted(encode(draw(2400, 1000), kind));
        CHECK(large.picture == media::Picture{1600, 667, 1});
        const Opened full(large.full);
        CHECK(full.loader == "webpload_buffer");
        CHECK(full.size() == large.picture);
        CHECK(full.colour(25, 50) == 'R');
        CHECK(full.colour(75, 50) == 'B');
        CHECK(full.colour(25, 97) == 'W');
        CHECK(Opened(large.preview).size() == media::preview_of(large.picture));
        CHECK(Opened(large.preview).size() == media::Picture{320, 133, 1});
        CHECK(large.digest.size() == 64);
    }
}

TEST_CASE("a picture is never enlarged, and a long one keeps its width") {
    CHECK(accepted(encode(draw(7, 5), ".png")).picture == media::Picture{7, 5, 1});
    CHECK(Opened(accepted(encode(draw(7, 5), ".png")).preview).size() == media::Picture{7, 5, 1});
    CHECK(accepted(encode(draw(1, 1), ".gif")).picture == media::Picture{1, 1, 1});
    const Reencoded screenshot = accepted(encode(draw(1080, 9000), ".png"));
    CHECK(screenshot.picture == media::Picture{1080, 9000, 1});
    CHECK(Opened(screenshot.preview).size() == media::Picture{38, 320, 1});
    CHECK(accepted(encode(draw(80, 32'000), ".png")).picture == media::Picture{40, 16'000, 1});
    CHECK(accepted(encode(draw(30'000, 20), ".png")).picture == media::Picture{1600, 1, 1});
}

TEST_CASE("a picture stands the right way up and tells nothing about its maker") {
    VipsImage* photograph = draw(400, 200);
    vips_image_set_int(photograph, VIPS_META_ORIENTATION, 6);  // its top is at the right
    vips_image_set_string(photograph, "exif-ifd0-ImageDescription",
                          "SECRETPLACE (SECRETPLACE, ASCII, 12 components, 12 bytes)");
    const std::string packet = "<x:xmpmeta>SECRETPLACE</x:xmpmeta>";
    vips_image_set_blob_copy(photograph, VIPS_META_XMP_NAME, packet.data(), packet.size());
    const std::string upload = encode(photograph, ".jpg");
    REQUIRE(upload.contains("SECRETPLACE"));
    REQUIRE(upload.contains("Exif"));
    const Reencoded picture = accepted(upload);
    CHECK(picture.picture == media::Picture{200, 400, 1});
    const Opened full(picture.full);
    CHECK(full.colour(50, 25) == 'R');
    CHECK(full.colour(50, 75) == 'B');
    CHECK(full.colour(3, 50) == 'W');
    for (const Bytes& bytes : {picture.full, picture.preview}) {
        for (const char* trace : {"SECRETPLACE", "EXIF", "Exif", "XMP", "ICCP"})
            CHECK_MESSAGE(!bytes.value.contains(trace), trace);
    }
}

TEST_CASE("other colours than ours are understood") {
    VipsImage* grey = nullptr;
    VipsImage* source = draw(60, 40);
    REQUIRE(vips_colourspace(source, &grey, VIPS_INTERPRETATION_GREY16, nullptr) == 0);
    CHECK(accepted(encode(grey, ".png")).picture == media::Picture{60, 40, 1});
    VipsImage* print = nullptr;
    REQUIRE(vips_colourspace(source, &print, VIPS_INTERPRETATION_CMYK, nullptr) == 0);
    CHECK(Opened(accepted(encode(print, ".jpg")).full).colour(25, 50) == 'R');
    VipsImage* glass = nullptr;
    REQUIRE(vips_bandjoin_const1(source, &glass, 100, nullptr) == 0);
    CHECK(vips_image_hasalpha(Opened(accepted(encode(glass, ".png")).full).image) == 1);
    g_object_unref(source);
}

TEST_CASE("what moves keeps moving, its preview stands still") {
    for (const char* kind : {".gif", ".webp"}) {
        CAPTURE(kind);
        const Reencoded moving = accepted(encode(draw(640, 480, 4), kind));
        CHECK(moving.picture == media::Picture{640, 480, 4});
        CHECK(Opened(moving.full).size() == moving.picture);
        CHECK(Opened(moving.preview).size() == media::Picture{320, 240, 1});
    }
    // Each frame is small; all of them together are not.
    VipsImage* black = nullptr;
    REQUIRE(vips_black(&black, 1000, 1000 * 51, "bands", 3, nullptr) == 0);
    VipsImage* frames = nullptr;
    REQUIRE(vips_copy(black, &frames, "interpretation", VIPS_INTERPRETATION_sRGB, nullptr) == 0);
    vips_image_set_int(frames, VIPS_META_PAGE_HEIGHT, 1000);
    g_object_unref(black);
    CHECK(problem(encode(frames, ".gif")) == "media.too_large");
}

TEST_CASE("the same picture has the same digest") {
    const std::string upload = encode(draw(50, 40), ".png");
    CHECK(accepted(upload).digest == accepted(upload).digest);
    CHECK(accepted(upload).digest != accepted(encode(draw(50, 41), ".png")).digest);
}

TEST_CASE("what only says that it is a picture is refused") {
    const std::string page = "<!doctype html><script>alert(1)</script>";
    for (const std::string& other : std::vector<std::string>{
             "", "x", page, "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"x()\"/>", "%PDF-1.4\n",
             std::string("BM\0\0\0\0", 6), std::string("II*\0", 4), std::string("RIFF\1\0\0\0WAVEfmt ", 16)})
        CHECK_MESSAGE(problem(other) == "media.not_an_image", other);
    for (const std::string& start :
         {std::string("\x89PNG\r\n\x1A\n"), std::string("\xFF\xD8\xFF"), std::string("GIF89a"),
          std::string("GIF89a/*"), std::string("RIFF\x40\0\0\0WEBP", 12)})
        CHECK_MESSAGE(problem(start + page) == "media.broken", start);
    CHECK(problem("\x89PNG\r\n\x1A\n") == "media.broken");
}

TEST_CASE("of a file that is a picture and something else only the picture stays") {
    for (const char* kind : {".jpg", ".png", ".gif", ".webp"}) {
        CAPTURE(kind);
        const std::string upload = encode(draw(60, 40), kind) + "<script>alert(1)</script>PK\3\4";
        const Reencoded picture = accepted(upload);
        CHECK_FALSE(picture.full.value.contains("script"));
        CHECK_FALSE(picture.full.value.contains("PK\3\4"));
        CHECK_FALSE(picture.preview.value.contains("script"));
    }
}

TEST_CASE("a picture that was cut off is refused") {
    for (const char* kind : {".jpg", ".png", ".gif", ".webp"}) {
        const std::string whole = encode(draw(700, 500), kind);
        for (const std::size_t part : {1, 3, 7, 9}) {
            CAPTURE(kind);
            CAPTURE(part);
            const std::string answer = problem(whole.substr(0, whole.size() * part / 10));
            CHECK(answer == "media.broken");
        }
    }
    CHECK(problem(bilevel_png(3000, 3000, 1)) == "media.broken");
}

TEST_CASE("bombs are refused by what they say, before they are unpacked") {
    const std::string bomb = bilevel_png(30'000, 30'000, 30'000);
    CHECK(bomb.size() < 200'000);
    CHECK(problem(bomb) == "media.too_large");
    CHECK(problem(bilevel_png(7072, 7072, 1)) == "media.too_large");
    CHECK(problem(bilevel_png(2'000'000'000, 2'000'000'000, 0)) != "accepted");
    CHECK(accepted(bilevel_png(7071, 7071, 7071)).picture == media::Picture{1600, 1600, 1});
    CHECK(problem("\xFF\xD8\xFF" + std::string(media::upload_limit, 'x')) == "media.too_large");
}

TEST_SUITE_END();
