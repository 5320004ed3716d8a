#include "platform/http/compress.hpp"

#include <brotli/decode.h>
#include <doctest/doctest.h>

using namespace canyu::http;

namespace {

std::string page() {
    std::string text;
    for (int i = 0; i < 2000; ++i)
        text += "<li>锁屏拍照慢 number " + std::to_string(i * 7919 % 1000) + "</li>\n";
    return text;
}

std::string unbrotli(std::string_view bytes, std::size_t size) {
    std::string result(size, '\0');
    REQUIRE(BrotliDecoderDecompress(bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                                    reinterpret_cast<std::uint8_t*>(result.data())) ==
            BROTLI_DECODER_RESULT_SUCCESS);
    result.resize(size);
    return result;
}

}  // namespace

TEST_CASE("http coding: the one the client likes best") {
    CHECK(choose_coding("") == Coding::identity);
    CHECK(choose_coding("gzip, deflate, br, zstd") == Coding::brotli);
    CHECK(choose_coding("gzip, deflate") == Coding::gzip);
    CHECK(choose_coding("x-gzip") == Coding::gzip);
    CHECK(choose_coding("GZIP;Q=0.5 , Br ; q=0.2") == Coding::gzip);
    CHECK(choose_coding("br;q=0, gzip;q=0.001") == Coding::gzip);
    CHECK(choose_coding("*") == Coding::brotli);
    CHECK(choose_coding("*, br;q=0") == Coding::gzip);
    CHECK(choose_coding("*;q=0") == Coding::identity);
    CHECK(choose_coding("br;q=0.5, identity") == Coding::identity);
    CHECK(choose_coding("identity;q=0") == Coding::identity);
    CHECK(choose_coding("deflate, compress") == Coding::identity);
}

TEST_CASE("http coding: what is not a weight is as if the coding were not named") {
    for (const char* broken :
         {"br;q=", "br;q=2", "br;q=.5", "br;q=0.5000", "br;q=0,5", "br;x=1", "br;q=-1", "br;q=1x"}) {
        CAPTURE(broken);
        CHECK(choose_coding(broken) == Coding::identity);
    }
    CHECK(choose_coding(",,;,;q=1,,") == Coding::identity);
    CHECK(choose_coding("br;q=1.") == Coding::brotli);
}

TEST_CASE("http compress: what is packed can be unpacked") {
    for (const std::string& text : {std::string(), std::string("x"), page()}) {
        for (int round = 0; round < 2; ++round) {
            CHECK(gunzip(compress(Coding::gzip, text), text.size()) == text);
            CHECK(unbrotli(compress(Coding::brotli, text), text.size() + 1) == text);
            CHECK(compress(Coding::identity, text) == text);
        }
    }
    CHECK(compress(Coding::gzip, page()).size() < page().size() / 4);
    CHECK(compress(Coding::brotli, page()).size() < page().size() / 4);
}

TEST_CASE("http gunzip: a bomb is refused at the limit") {
    const std::string bomb = compress(Coding::gzip, std::string(50'000'000, 'a'));
    CHECK(bomb.size() < 100'000);
    CHECK(gunzip(bomb, 1'000'000).error() == GunzipError::too_large);
    CHECK(gunzip(bomb, 49'999'999).error() == GunzipError::too_large);
    CHECK(gunzip(bomb, 50'000'000)->size() == 50'000'000);
    CHECK(gunzip(compress(Coding::gzip, "a"), 0).error() == GunzipError::too_large);
}

TEST_CASE("http gunzip: several members are one text") {
    const std::string two = compress(Coding::gzip, "one ") + compress(Coding::gzip, "two");
    CHECK(gunzip(two, 100) == "one two");
    CHECK(gunzip(two, 6).error() == GunzipError::too_large);
}

TEST_CASE("http gunzip: broken bytes are refused") {
    const std::string good = compress(Coding::gzip, page());
    for (std::size_t length = 0; length < good.size(); length += 97) {
        CHECK(gunzip(good.substr(0, length), 1'000'000).error() == GunzipError::broken);
    }
    CHECK(gunzip("not gzip at all", 100).error() == GunzipError::broken);
    CHECK(gunzip(good + "tail", 1'000'000).error() == GunzipError::broken);
    std::string flipped = good;
    flipped[good.size() - 6] ^= 1;
    CHECK(gunzip(flipped, 1'000'000).error() == GunzipError::broken);
}
