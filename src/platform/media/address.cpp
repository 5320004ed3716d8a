#include "platform/media/address.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace canyu::media {
namespace {

constexpr std::string_view folder = "/media/";
constexpr std::string_view preview_query = "?size=preview";
constexpr std::size_t digest_length = 64;

}  // namespace

Picture preview_of(const Picture& picture) {
    const std::int64_t longer = std::max({picture.width, picture.height, preview_side});
    const auto scaled = [&](std::int64_t side) {
        return std::max<std::int64_t>(1, (side * preview_side + longer / 2) / longer);
    };
    return {scaled(picture.width), scaled(picture.height), 1};
}

bool is_digest(std::string_view text) {
    return is_hex(text, digest_length);
}

std::string address(std::string_view digest, Size size) {
    std::string path(folder);
    path += digest;
    if (size == Size::preview) path += preview_query;
    return path;
}

std::optional<std::string> digest_in(std::string_view path) {
    if (!path.starts_with(folder)) return std::nullopt;
    path.remove_prefix(folder.size());
    if (path.ends_with(preview_query)) path.remove_suffix(preview_query.size());
    return is_digest(path) ? std::optional(std::string(path)) : std::nullopt;
}

}  // namespace canyu::media
