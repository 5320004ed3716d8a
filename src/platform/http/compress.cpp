// Accept-Encoding by RFC 9110, gzip by zlib, brotli by its own library.
#include "platform/http/compress.hpp"

#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>

#include "base/check.hpp"
#include "platform/http/field_text.hpp"
#include "platform/http/message.hpp"

namespace canyu::http {
namespace {

constexpr int gzip_window = 15 + 16;                                  // zlib's way to ask for a gzip frame
constexpr std::size_t size_limit = std::numeric_limits<uInt>::max();  // of one call of zlib
constexpr int gzip_level = 6;
constexpr int brotli_quality = 5;  // 4 packs no better than gzip, 9 takes thirty times as long

// "q=0.25" in thousandths; what is not a weight counts as none, as if the coding were not named.
int weight(std::string_view text) {
    if (!text.starts_with("q=") && !text.starts_with("Q=")) return 0;
    text.remove_prefix(2);
    if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return 0;
    int result = (text[0] - '0') * 1000;
    if (text.size() > 1 && text[1] != '.') return 0;
    int scale = 100;
    for (const char c : text.substr(std::min<std::size_t>(2, text.size()))) {
        if (c < '0' || c > '9') return 0;
        result += (c - '0') * scale;
        scale /= 10;
    }
    return std::min(result, 1000);
}

// One deflate state a thread: setting one up costs as much as a small page.
class Deflater {
  public:
    Deflater() {
        CANYU_CHECK(deflateInit2(&stream_, gzip_level, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) ==
                    Z_OK);
    }
    ~Deflater() { deflateEnd(&stream_); }
    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;

    std::string run(std::string_view bytes) {
        CANYU_CHECK(bytes.size() <= size_limit);
        CANYU_CHECK(deflateReset(&stream_) == Z_OK);
        std::string result(deflateBound(&stream_, bytes.size()), '\0');
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
        stream_.avail_in = static_cast<uInt>(bytes.size());
        stream_.next_out = reinterpret_cast<Bytef*>(result.data());
        stream_.avail_out = static_cast<uInt>(result.size());
        CANYU_CHECK(deflate(&stream_, Z_FINISH) == Z_STREAM_END);
        result.resize(result.size() - stream_.avail_out);
        result.shrink_to_fit();
        return result;
    }

  private:
    z_stream stream_{};
};

std::string brotli(std::string_view bytes) {
    std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
    std::string result(size, '\0');
    CANYU_CHECK(BrotliEncoderCompress(brotli_quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
                                      reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                                      reinterpret_cast<std::uint8_t*>(result.data())) == BROTLI_TRUE);
    result.resize(size);
    result.shrink_to_fit();
    return result;
}

struct InflateEnd {
    void operator()(z_stream* stream) const { inflateEnd(stream); }
};

}  // namespace

std::string_view to_string(Coding coding) {
    switch (coding) {
        case Coding::identity:
            return "identity";
        case Coding::gzip:
            return "gzip";
        case Coding::brotli:
            return "br";
    }
    return "identity";
}

Coding choose_coding(std::string_view accept_encoding) {
    std::optional<int> gzip;
    std::optional<int> br;
    std::optional<int> identity;
    std::optional<int> any;
    while (!accept_encoding.empty()) {
        std::string_view parameters = take_item(accept_encoding, ',');
        const std::string_view name = take_item(parameters, ';');
        const int q = parameters.empty() ? 1000 : weight(trim_blanks(parameters));
        if (equal_ignoring_case(name, "br")) br = q;
        if (equal_ignoring_case(name, "gzip") || equal_ignoring_case(name, "x-gzip")) gzip = q;
        if (equal_ignoring_case(name, "identity")) identity = q;
        if (name == "*") any = q;
    }
    const int br_weight = br.value_or(any.value_or(0));
    const int gzip_weight = gzip.value_or(any.value_or(0));
    // Identity that is not named is acceptable, but anything that is named was asked for.
    const int best = std::max({br_weight, gzip_weight, identity.value_or(0)});
    if (best == 0) return Coding::identity;
    if (br_weight == best) return Coding::brotli;
    return gzip_weight == best ? Coding::gzip : Coding::identity;
}

std::string compress(Coding coding, std::string_view bytes) {
    switch (coding) {
        case Coding::identity:
            return std::string(bytes);
        case Coding::gzip: {
            thread_local Deflater deflater;
            return deflater.run(bytes);
        }
        case Coding::brotli:
            return brotli(bytes);
    }
    return std::string(bytes);
}

std::expected<std::string, GunzipError> gunzip(std::string_view bytes, std::size_t limit) {
    CANYU_CHECK(bytes.size() <= size_limit);
    z_stream stream{};
    CANYU_CHECK(inflateInit2(&stream, gzip_window) == Z_OK);
    const std::unique_ptr<z_stream, InflateEnd> end(&stream);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    std::string result;
    char block[16 * 1024];
    for (;;) {
        stream.next_out = reinterpret_cast<Bytef*>(block);
        stream.avail_out = sizeof block;
        const int status = inflate(&stream, Z_NO_FLUSH);
        if (status != Z_OK && status != Z_STREAM_END) return std::unexpected(GunzipError::broken);
        const std::size_t made = sizeof block - stream.avail_out;
        if (made > limit - result.size()) return std::unexpected(GunzipError::too_large);
        result.append(block, made);
        if (status != Z_STREAM_END) continue;
        if (stream.avail_in == 0) return result;
        if (inflateReset(&stream) != Z_OK) return std::unexpected(GunzipError::broken);
    }
}

}  // namespace canyu::http
