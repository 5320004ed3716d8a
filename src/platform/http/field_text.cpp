// Tokens, blanks and lists of header fields.
#include "platform/http/field_text.hpp"

#include <algorithm>
#include <array>

namespace canyu::http {
namespace {

constexpr std::array<bool, 256> make_token_characters() {
    std::array<bool, 256> result{};
    for (std::size_t c = '!'; c < 0x7f; ++c) result[c] = true;
    for (const char c : std::string_view("()<>@,;:\\\"/[]?={}"))
        result[static_cast<unsigned char>(c)] = false;
    return result;
}
constexpr std::array<bool, 256> token_characters = make_token_characters();

}  // namespace

std::string_view trim_blanks(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return text.substr(text.size());
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool is_token(std::string_view text) {
    return !text.empty() &&
           std::ranges::all_of(text, [](char c) { return token_characters[static_cast<unsigned char>(c)]; });
}

std::string_view take_item(std::string_view& list, char separator) {
    const std::size_t end = std::min(list.find(separator), list.size());
    const std::string_view item = trim_blanks(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
    return item;
}

}  // namespace canyu::http
