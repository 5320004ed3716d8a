#include "features/f_codes/code_text.hpp"

#include <sodium.h>

#include <array>
#include <bit>
#include <cstring>

#include "base/check.hpp"

namespace canyu::f_codes {
namespace {

constexpr std::size_t text_bytes = 10;
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
// Other numbers than a holder's id, which is positive.
constexpr std::int64_t sign_of_offers = -1;

using Hashed = std::array<std::int64_t, 3>;
static_assert(std::endian::native == std::endian::little, "the numbers are hashed as they lie");

std::string in_fours(const std::array<std::uint8_t, text_bytes>& bytes) {
    std::string text;
    for (std::size_t bit = 0; bit < bytes.size() * 8; bit += 5) {
        if (bit > 0 && bit % 20 == 0) text += '-';
        const unsigned pair = bytes[bit / 8] << 8 | (bit / 8 + 1 < bytes.size() ? bytes[bit / 8 + 1] : 0);
        text += alphabet[pair >> (11 - bit % 8) & 31];
    }
    return text;
}

std::string hashed_text(const Batch& batch, const Hashed& what) {
    std::array<std::uint8_t, 32> key{};
    std::size_t length = 0;
    CANYU_CHECK(sodium_hex2bin(key.data(), key.size(), batch.secret.data(), batch.secret.size(), nullptr,
                               &length, nullptr) == 0 &&
                length == key.size());
    // BLAKE2b gives no less than 16 bytes; any of them are as good as the others.
    std::array<std::uint8_t, crypto_generichash_BYTES_MIN> hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const std::uint8_t*>(what.data()),
                       sizeof what, key.data(), key.size());
    std::array<std::uint8_t, text_bytes> bytes{};
    std::memcpy(bytes.data(), hash.data(), bytes.size());
    return in_fours(bytes);
}

std::string plain(std::string_view typed) {
    std::string letters;
    for (const char typed_letter : typed) {
        char letter = typed_letter;
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
        if (letter == 'O') letter = '0';
        if (letter == 'I' || letter == 'L') letter = '1';
        if (alphabet.find(letter) != std::string_view::npos) letters += letter;
    }
    return letters;
}

}  // namespace

std::string code_text(const Batch& batch, Id code, Id holder) {
    return hashed_text(batch, {code.value, holder.value, 0});
}

bool is_typed(std::string_view typed, std::string_view text) {
    const std::string given = plain(typed);
    const std::string wanted = plain(text);
    return given.size() == wanted.size() && sodium_memcmp(given.data(), wanted.data(), wanted.size()) == 0;
}

std::string text_of(const Batch& batch, const Code& code) {
    return code_text(batch, code.id, code.holder_id);
}

std::string token_of(const Batch& batch, const Code& code) {
    CANYU_CHECK(code.offered_at.has_value());
    return hashed_text(batch, {code.id.value, sign_of_offers, to_milliseconds(*code.offered_at)});
}

}  // namespace canyu::f_codes
