#include "base/text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>

#include "base/check.hpp"

namespace canyu {
namespace {

bool is_white_space(char32_t c) {
    return u_isUWhiteSpace(static_cast<UChar32>(c));
}

const icu::Normalizer2& case_folding_normalizer() {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* instance = icu::Normalizer2::getNFKCCasefoldInstance(status);
    CANYU_CHECK(U_SUCCESS(status));
    return *instance;
}

// A transliterator keeps state while it works, so each thread has its own.
const icu::Transliterator& traditional_to_simplified() {
    thread_local const std::unique_ptr<icu::Transliterator> instance = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Transliterator> made(
            icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status));
        CANYU_CHECK(U_SUCCESS(status));
        return made;
    }();
    return *instance;
}

std::string keep_printable(std::string_view text, bool keep_line_breaks) {
    std::string kept;
    kept.reserve(text.size());
    for (std::size_t position = 0; position < text.size();) {
        const char32_t c = next_character(text, position);
        if (c == '\n' || c == '\t') {
            kept += keep_line_breaks ? static_cast<char>(c) : ' ';
        } else if (u_charType(static_cast<UChar32>(c)) != U_CONTROL_CHAR) {
            append_utf8(kept, c);
        }
    }
    return std::string(trim(kept));
}

}  // namespace

bool valid_utf8(std::string_view text) {
    for (std::int32_t i = 0, length = static_cast<std::int32_t>(text.size()); i < length;) {
        UChar32 c = 0;
        U8_NEXT(reinterpret_cast<const std::uint8_t*>(text.data()), i, length, c);
        if (c < 0) return false;
    }
    return true;
}

char32_t next_character(std::string_view text, std::size_t& position) {
    auto i = static_cast<std::int32_t>(position);
    UChar32 c = 0;
    U8_NEXT(reinterpret_cast<const std::uint8_t*>(text.data()), i, static_cast<std::int32_t>(text.size()), c);
    if (c < 0) {
        ++position;
        return 0xFFFD;
    }
    position = static_cast<std::size_t>(i);
    return static_cast<char32_t>(c);
}

void append_utf8(std::string& text, char32_t character) {
    std::uint8_t bytes[U8_MAX_LENGTH];
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, static_cast<UChar32>(character));
    text.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

std::string repair_utf8(std::string_view text) {
    std::string repaired;
    repaired.reserve(text.size());
    for (std::size_t position = 0; position < text.size();)
        append_utf8(repaired, next_character(text, position));
    return repaired;
}

std::size_t count_characters(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
}

std::string shorten(std::string_view text, std::size_t limit) {
    std::size_t position = 0;
    for (std::size_t count = 0; position < text.size(); ++count) {
        if (count == limit) return std::string(text.substr(0, position)) + "…";
        next_character(text, position);
    }
    return std::string(text);
}

std::string_view trim(std::string_view text) {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool inside = false;
    for (std::size_t position = 0; position < text.size();) {
        const std::size_t start = position;
        if (is_white_space(next_character(text, position))) continue;
        if (!inside) begin = start;
        inside = true;
        end = position;
    }
    return text.substr(begin, end - begin);
}

std::string clean_line(std::string_view text) {
    return keep_printable(text, false);
}
std::string clean_text(std::string_view text) {
    return keep_printable(text, true);
}

std::string fold(std::string_view text) {
    bool ascii = true;
    for (const char c : text) ascii = ascii && static_cast<unsigned char>(c) < 0x80;
    if (ascii) {
        std::string lower(text);
        for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        return lower;
    }
    UErrorCode status = U_ZERO_ERROR;
    const auto source =
        icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int>(text.size())));
    icu::UnicodeString folded = case_folding_normalizer().normalize(source, status);
    CANYU_CHECK(U_SUCCESS(status));
    traditional_to_simplified().transliterate(folded);
    std::string result;
    folded.toUTF8String(result);
    return result;
}

std::string look(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    // Only read after it is made, which ICU allows from any thread.
    static const std::unique_ptr<USpoofChecker, void (*)(USpoofChecker*)> checker{uspoof_open(&status),
                                                                                  uspoof_close};
    CANYU_CHECK(U_SUCCESS(status));
    const std::string folded = fold(text);
    icu::UnicodeString skeleton;
    uspoof_getSkeletonUnicodeString(
        checker.get(), 0,
        icu::UnicodeString::fromUTF8(icu::StringPiece(folded.data(), static_cast<int>(folded.size()))),
        skeleton, &status);
    CANYU_CHECK(U_SUCCESS(status));
    std::string result;
    skeleton.toUTF8String(result);
    return fold(result);
}

bool is_han(char32_t character) {
    UErrorCode status = U_ZERO_ERROR;
    return character >= 0x2E80 && uscript_getScript(static_cast<UChar32>(character), &status) == USCRIPT_HAN;
}

std::vector<std::string> search_terms(std::string_view text) {
    const std::string folded = fold(text);
    std::vector<std::string> terms;
    std::string word;
    std::string before;  // the Han character before this one, when they touch
    bool paired = true;  // whether `before` is part of a pair already
    const auto end_han = [&] {
        if (!paired) terms.push_back(before);
        before.clear();
        paired = true;
    };
    const auto end_word = [&] {
        if (!word.empty()) terms.push_back(std::move(word));
        word.clear();
    };
    for (std::size_t position = 0; position < folded.size();) {
        const std::size_t start = position;
        const char32_t c = next_character(folded, position);
        const std::string_view bytes = std::string_view(folded).substr(start, position - start);
        if (is_han(c)) {
            end_word();
            if (!before.empty()) {
                terms.push_back(before + std::string(bytes));
                paired = true;
            } else {
                paired = false;
            }
            before = bytes;
        } else {
            end_han();
            if (u_isalnum(static_cast<UChar32>(c)))
                word += bytes;
            else
                end_word();
        }
    }
    end_han();
    end_word();
    return terms;
}

std::string to_hex(std::string_view bytes) {
    constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    hex.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        hex += digits[static_cast<unsigned char>(c) >> 4];
        hex += digits[static_cast<unsigned char>(c) & 15];
    }
    return hex;
}

bool is_hex(std::string_view text, std::size_t length) {
    return text.size() == length &&
           std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace canyu
