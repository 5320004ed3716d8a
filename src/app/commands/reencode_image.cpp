// canyu reencode-image: reads one picture from standard input and writes ours of it
// (platform/media/reencoding.hpp).
//
// Only this process knows libvips. It is loaded here and not linked: it and the hundred libraries behind it
// would cost every server 20 MB of memory.
#include <dlfcn.h>
#include <unistd.h>
#include <vips/vips.h>

#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

#include "app/commands/commands.hpp"
#include "app/commands/confine.hpp"
#include "platform/media/address.hpp"
#include "platform/media/reencoding.hpp"

namespace canyu::commands {
namespace {

using media::Ending;

constexpr int quality = 80;  // of 100, for WebP
constexpr Confinement confinement = {
    .memory = 1024 * 1024 * 1024, .processor_seconds = 20, .file_size = media::answer_limit};

// The picture cannot be made; caught in the command and told by the exit code.
struct Refused {
    Ending ending;
};

template <class Function>
Function* symbol(void* library, const char* name) {
    void* found = ::dlsym(library, name);
    if (!found) throw std::runtime_error(std::string("libvips has no ") + name);
    return reinterpret_cast<Function*>(found);
}

void* open_library() {
    void* library = ::dlopen("libvips.so.42", RTLD_NOW | RTLD_LOCAL);
    if (!library) throw std::runtime_error("libvips.so.42 is not installed");
    return library;
}

#define CANYU_SYMBOL(name) decltype(::name)* name = symbol<decltype(::name)>(library, #name)

// Nothing that these functions give is freed: the process ends with its picture.
struct Vips {
    void* library = open_library();
    CANYU_SYMBOL(vips_init);
    CANYU_SYMBOL(vips_operation_block_set);
    CANYU_SYMBOL(vips_image_new_from_buffer);
    CANYU_SYMBOL(vips_image_get_width);
    CANYU_SYMBOL(vips_image_get_page_height);
    CANYU_SYMBOL(vips_image_get_n_pages);
    CANYU_SYMBOL(vips_thumbnail_buffer);
    CANYU_SYMBOL(vips_webpsave_buffer);

    // Of all that libvips can read, only what we accept: the other readers are never reached.
    Vips() {
        if (vips_init("canyu") != 0) throw std::runtime_error("libvips does not start");
        vips_operation_block_set("VipsForeignLoad", TRUE);
        for (const char* reader :
             {"VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp", "VipsForeignLoadNsgif"})
            vips_operation_block_set(reader, FALSE);
    }
};

std::string read_input() {
    std::string bytes(media::upload_limit + 1, '\0');
    std::size_t size = 0;
    while (size < bytes.size()) {
        const ssize_t got = ::read(STDIN_FILENO, bytes.data() + size, bytes.size() - size);
        if (got < 0 && errno != EINTR) throw std::system_error(errno, std::generic_category(), "read");
        if (got == 0) break;
        if (got > 0) size += static_cast<std::size_t>(got);
    }
    if (size > media::upload_limit) throw Refused{Ending::too_large};
    bytes.resize(size);
    return bytes;
}

void write_output(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) throw std::system_error(errno, std::generic_category(), "write");
        if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

// How many frames there are, once their pixels are known to be few enough; no pixel is unpacked for that.
int count_frames(const Vips& vips, const std::string& input) {
    VipsImage* image = vips.vips_image_new_from_buffer(input.data(), input.size(), "", nullptr);
    if (!image) throw Refused{Ending::broken};
    const std::int64_t width = vips.vips_image_get_width(image);
    const std::int64_t height = vips.vips_image_get_page_height(image);
    const int frames = vips.vips_image_get_n_pages(image);
    if (width * height > media::pixel_limit / frames) throw Refused{Ending::too_large};
    return frames;
}

// As options of the reader: libvips 8.14 does not hand on its own argument for it.
constexpr const char* whole = "fail_on=error";
constexpr const char* whole_with_all_frames = "fail_on=error,n=-1";

// Turned as its orientation says, in sRGB, within the box, never enlarged.
VipsImage* shrink(const Vips& vips, std::string_view input, const char* options, int width, int height) {
    VipsImage* image = nullptr;
    if (vips.vips_thumbnail_buffer(const_cast<char*>(input.data()), input.size(), &image, width, "height",
                                   height, "size", VIPS_SIZE_DOWN, "option_string", options, "export_profile",
                                   "srgb", nullptr) != 0)
        throw Refused{Ending::broken};
    return image;
}

std::size_t little_endian(std::string_view bytes) {
    std::size_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value |= static_cast<std::size_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    return value;
}

// A WebP without its chunks for EXIF (with the place a photograph was taken at), XMP and colour profile; the
// pixels are sRGB already. The option of libvips 8.14 to strip them leaves them in. Layout: RFC 9649,
// section 2.
std::string strip(std::string_view webp) {
    constexpr std::size_t header_size = 12;
    constexpr std::size_t chunk_header_size = 8;
    constexpr unsigned char metadata_flags = 0x20 | 0x08 | 0x04;
    std::string kept(webp.substr(0, header_size));
    for (webp.remove_prefix(header_size); webp.size() >= chunk_header_size;) {
        const std::string_view kind = webp.substr(0, 4);
        const std::size_t size = little_endian(webp.substr(4));
        const std::string_view chunk = webp.substr(0, chunk_header_size + size + size % 2);
        webp.remove_prefix(chunk.size());
        if (kind == "EXIF" || kind == "XMP " || kind == "ICCP") continue;
        const std::size_t at = kept.size() + chunk_header_size;
        kept += chunk;
        if (kind == "VP8X") kept.at(at) = static_cast<char>(kept[at] & ~metadata_flags);
    }
    const std::size_t size = kept.size() - 8;
    for (std::size_t i = 0; i < 4; ++i) kept[4 + i] = static_cast<char>(size >> (8 * i));
    return kept;
}

std::string save(const Vips& vips, VipsImage* image) {
    void* bytes = nullptr;
    std::size_t size = 0;
    if (vips.vips_webpsave_buffer(image, &bytes, &size, "Q", quality, nullptr) != 0)
        throw Refused{Ending::broken};
    return strip({static_cast<const char*>(bytes), size});
}

void reencode(const Vips& vips) {
    const std::string input = read_input();
    const int frames = count_frames(vips, input);
    VipsImage* image = shrink(vips, input, frames > 1 ? whole_with_all_frames : whole, media::full_width,
                              media::height_limit);
    const std::string full = save(vips, image);
    // From the picture made just now: it is small, and its first frame is what stands still.
    const std::string preview =
        save(vips, shrink(vips, full, whole, media::preview_side, media::preview_side));
    if (full.size() + preview.size() + sizeof(media::ReencodingHeader) > media::answer_limit)
        throw Refused{Ending::too_large};
    const media::ReencodingHeader header{
        vips.vips_image_get_width(image), vips.vips_image_get_page_height(image),
        vips.vips_image_get_n_pages(image), static_cast<std::int64_t>(full.size()),
        static_cast<std::int64_t>(preview.size())};
    write_output({reinterpret_cast<const char*>(&header), sizeof header});
    write_output(full);
    write_output(preview);
}

}  // namespace

void reencode_image() {
    const Vips vips;
    confine(confinement);
    Ending ending = Ending::done;
    try {
        reencode(vips);
    } catch (const Refused& refused) {
        ending = refused.ending;
    }
    // At once: libvips' threads and exit handlers have nothing left to do.
    std::_Exit(static_cast<int>(ending));
}

}  // namespace canyu::commands
