// Folding by ICU: NFKC_Casefold with its edit record for the offsets, and a character table for traditional
// to simplified.
#include "engines/surfacing/folding.hpp"

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/uniset.h>
#include <unicode/uscript.h>
#include <unicode/usetiter.h>

#include <array>
#include <memory>
#include <numeric>
#include <string>
#include <utility>

#include "base/check.hpp"
#include "base/text.hpp"

namespace canyu::surfacing {
namespace {

constexpr char32_t first_han = 0x3400;
constexpr char32_t last_han = 0x9FFF;

using HanTable = std::array<char16_t, last_han - first_han + 1>;

// Characters are converted one by one: phrase rules would change lengths and tie a letter's form to its
// neighbours, so that a matched word could no longer be marked in the shown text.
std::unique_ptr<const HanTable> make_simplified_table() {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Transliterator> simplify(
        icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status));
    CANYU_CHECK(U_SUCCESS(status));
    auto table = std::make_unique<HanTable>();
    std::iota(table->begin(), table->end(), static_cast<char16_t>(first_han));
    icu::UnicodeSet traditional;
    simplify->getSourceSet(traditional);
    traditional.retain(static_cast<UChar32>(first_han), static_cast<UChar32>(last_han));
    icu::UnicodeSetIterator letter(traditional);
    icu::UnicodeString line;
    while (letter.next()) {
        line.setTo(letter.getCodepoint());
        simplify->transliterate(line);
        if (line.length() == 1)
            (*table)[static_cast<char32_t>(letter.getCodepoint()) - first_han] = line.charAt(0);
    }
    return table;
}

char32_t simplified(char32_t letter) {
    static const std::unique_ptr<const HanTable> table = make_simplified_table();
    return letter >= first_han && letter <= last_han ? (*table)[letter - first_han] : letter;
}

bool is_upper(std::string_view shown, std::size_t at) {
    const char first = shown[at];
    if (static_cast<unsigned char>(first) < 0x80) return first >= 'A' && first <= 'Z';
    const auto letter = static_cast<UChar32>(next_character(shown, at));
    return u_isupper(letter) || u_istitle(letter);
}

// Appends the letters of folded[begin, end). An unchanged span maps letter to letter; every letter of a
// changed one to the whole span.
class LetterWriter {
  public:
    LetterWriter(std::string_view shown, std::string_view folded) : shown_(shown), folded_(folded) {
        letters_.reserve(shown.size());
    }

    void unchanged(std::size_t source, std::size_t begin, std::size_t end) {
        while (begin < end) {
            const std::size_t start = begin;
            const char32_t letter = next_character(folded_, begin);
            append(letter, source, source + (begin - start));
            source += begin - start;
        }
    }

    void changed(std::size_t source, std::size_t source_end, std::size_t begin, std::size_t end) {
        while (begin < end) append(next_character(folded_, begin), source, source_end);
    }

    std::vector<Letter> take() { return std::move(letters_); }

  private:
    void append(char32_t letter, std::size_t begin, std::size_t end) {
        letters_.push_back({simplified(letter), static_cast<std::uint32_t>(begin),
                            static_cast<std::uint32_t>(end), is_upper(shown_, begin)});
    }

    std::string_view shown_;
    std::string_view folded_;
    std::vector<Letter> letters_;
};

LetterClass classify_beyond_ascii(char32_t letter) {
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(static_cast<UChar32>(letter), &status)) {
        case USCRIPT_HAN:
        case USCRIPT_HIRAGANA:
        case USCRIPT_KATAKANA:
        case USCRIPT_BOPOMOFO:
        case USCRIPT_THAI:
        case USCRIPT_LAO:
        case USCRIPT_KHMER:
        case USCRIPT_MYANMAR:
            return LetterClass::dense;
        default:
            break;
    }
    const auto type = static_cast<UChar32>(letter);
    if (u_isdigit(type)) return LetterClass::digit;
    const std::uint32_t category = U_GET_GC_MASK(type);
    if ((category & (U_GC_L_MASK | U_GC_M_MASK)) != 0) return LetterClass::word;
    if (letter != 0xFFFD && (category & U_GC_SO_MASK) != 0) return LetterClass::symbol;
    return LetterClass::other;
}

}  // namespace

std::vector<Letter> fold_letters(std::string_view shown) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* form = icu::Normalizer2::getNFKCCasefoldInstance(status);
    CANYU_CHECK(U_SUCCESS(status));
    std::string folded;
    icu::StringByteSink<std::string> sink(&folded, static_cast<std::int32_t>(shown.size()));
    icu::Edits edits;
    form->normalizeUTF8(0, icu::StringPiece(shown.data(), static_cast<std::int32_t>(shown.size())), sink,
                        &edits, status);
    CANYU_CHECK(U_SUCCESS(status));

    LetterWriter writer(shown, folded);
    icu::Edits::Iterator span = edits.getFineIterator();
    while (span.next(status)) {
        const auto source = static_cast<std::size_t>(span.sourceIndex());
        const auto begin = static_cast<std::size_t>(span.destinationIndex());
        const std::size_t end = begin + static_cast<std::size_t>(span.newLength());
        if (span.hasChange()) {
            writer.changed(source, source + static_cast<std::size_t>(span.oldLength()), begin, end);
        } else {
            writer.unchanged(source, begin, end);
        }
    }
    CANYU_CHECK(U_SUCCESS(status));
    return writer.take();
}

LetterClass classify(char32_t letter) {
    if (letter >= 0x80) return classify_beyond_ascii(letter);
    if ((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')) return LetterClass::word;
    if (letter >= '0' && letter <= '9') return LetterClass::digit;
    return letter == '_' ? LetterClass::underscore : LetterClass::other;
}

}  // namespace canyu::surfacing
