#include "platform/markdown/mentions.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace canyu::markdown {
namespace {

constexpr std::size_t asked_limit = 50;  // names of one text that are looked up
constexpr std::size_t name_limit = 32;   // bytes of a name worth looking up

bool is_name_character(char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Within an address (ann@example.org, example.org/@ann) the sign names nobody here.
bool in_address(std::string_view text, std::size_t sign, std::size_t end) {
    const char before = sign > 0 ? text[sign - 1] : ' ';
    return is_name_character(before) || std::string_view("@/.+-").contains(before) ||
           (end < text.size() && text[end] == '@');
}

}  // namespace

std::optional<Mentions::Found> Mentions::next(std::string_view text, std::size_t from) {
    for (std::size_t at = text.find('@', from); at != std::string_view::npos; at = text.find('@', at + 1)) {
        std::size_t end = at + 1;
        while (end < text.size() && is_name_character(text[end])) ++end;
        if (in_address(text, at, end)) continue;
        std::string name = fold(text.substr(at + 1, end - at - 1));
        if (!is_person(name)) continue;
        if (std::ranges::find(names_, name) == names_.end()) names_.push_back(name);
        return Found{at, end, std::move(name)};
    }
    return std::nullopt;
}

bool Mentions::is_person(const std::string& name) {
    if (name.empty() || name.size() > name_limit || !exists_) return false;
    const auto asked = asked_.find(name);
    if (asked != asked_.end()) return asked->second;
    if (asked_.size() == asked_limit) return false;
    const bool exists = exists_(name);
    asked_.emplace(name, exists);
    return exists;
}

}  // namespace canyu::markdown
