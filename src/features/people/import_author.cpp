// People who stand for the authors of imported words: found again by source and author, never able to sign
// in.
#include <sodium.h>

#include <algorithm>

#include "base/text.hpp"
#include "features/people/names.hpp"
#include "features/people/people.hpp"
#include "features/people/store.hpp"

namespace canyu::people {
namespace {

constexpr std::size_t longest_display = 20;

// 52 bits of BLAKE2b as hex: among a million authors of one community two share a name once in ten thousand
// imports.
constexpr std::size_t hash_length = 13;

std::string author_hash(const std::string& source, const std::string& author) {
    const std::string key = std::to_string(source.size()) + ':' + source + author;
    unsigned char digest[crypto_generichash_BYTES_MIN];
    crypto_generichash(digest, sizeof digest, reinterpret_cast<const unsigned char*>(key.data()), key.size(),
                       nullptr, 0);
    return to_hex({reinterpret_cast<const char*>(digest), sizeof digest}).substr(0, hash_length);
}

// A number, or a long word of hexadecimal digits: nobody calls themselves that.
bool is_code(std::string_view author) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto hexadecimal = [&](char c) {
        return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == '-';
    };
    return std::ranges::all_of(author, digit) ||
           (author.size() >= 8 && std::ranges::all_of(author, hexadecimal));
}

std::string display_of(const std::string& author, const std::string& hash, web::Language language) {
    const std::string name = as_display(repair_utf8(author));
    web::Checks checks;
    check_display(checks, shorten(name, longest_display - 1), false);
    if (checks.ok() && !is_code(name)) return shorten(name, longest_display - 1);
    return (language == web::Language::zh ? "访客 " : "Guest ") + hash.substr(0, 4);
}

}  // namespace

Id import_author(db::Writer& writer, IdSource& ids, const std::string& source, const std::string& author,
                 Time now, web::Language language) {
    const std::string hash = author_hash(source, author);
    const std::string name = std::string(import_prefix) + hash;
    if (const auto known = store::find(writer, name)) return known->id;
    store::PersonRow row;
    row.id = ids.next();
    row.name = name;
    row.display = display_of(author, hash, language);
    row.language = web::tag(language);
    row.joined_at = now;
    row.imported = true;
    CANYU_CHECK(store::insert(writer, row));
    return row.id;
}

}  // namespace canyu::people
