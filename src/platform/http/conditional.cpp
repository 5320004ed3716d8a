// Tags are BLAKE2b sums, so that nobody can make two pages of one tag.
#include "platform/http/conditional.hpp"

#include <sodium.h>

#include "base/check.hpp"
#include "base/text.hpp"
#include "platform/http/field_text.hpp"

namespace canyu::http {
namespace {

// The opaque part, quotes included, of a strong or weak tag.
std::string_view opaque(std::string_view etag) {
    return etag.starts_with("W/") ? etag.substr(2) : etag;
}

}  // namespace

std::string strong_etag(std::string_view bytes) {
    char sum[crypto_generichash_BYTES_MIN];
    CANYU_CHECK(crypto_generichash(reinterpret_cast<unsigned char*>(sum), sizeof sum,
                                   reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                                   nullptr, 0) == 0);
    return '"' + to_hex({sum, sizeof sum}) + '"';
}

bool etag_matches(std::string_view if_none_match, std::string_view etag) {
    if (etag.empty()) return false;
    if (trim_blanks(if_none_match) == "*") return true;
    // A tag may hold commas, so the list is read by its quotes.
    for (;;) {
        const std::size_t open = if_none_match.find('"');
        if (open == std::string_view::npos) return false;
        const std::size_t close = if_none_match.find('"', open + 1);
        if (close == std::string_view::npos) return false;
        if (if_none_match.substr(open, close + 1 - open) == opaque(etag)) return true;
        if_none_match.remove_prefix(close + 1);
    }
}

}  // namespace canyu::http
