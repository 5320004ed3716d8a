// Markdown as people write it becomes HTML that is safe to show, plain words for previews, and quotes.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/shape.hpp"
#include "platform/media/address.hpp"

namespace canyu::markdown {

inline constexpr std::size_t byte_limit = 64 * 1024;  // of a source

// What the community knows of the names and pictures a text speaks of; an empty function knows none.
struct Known {
    // Whether somebody has this name, which is in lower case. Asked for at most 50 names of a text.
    std::function<bool(const std::string& name)> person;
    // The stored picture of this digest.
    std::function<std::optional<media::Picture>(const std::string& digest)> picture;
};

struct Rendered {
    Html html;
    // Existing names, in lower case, each once, in the order of the text.
    std::vector<std::string> mentions;
    // The text is nested or woven beyond the limits (README.md): it is shown as it was typed.
    bool as_typed = false;
};

// 422 "markdown.too_long" above byte_limit; any other text, broken UTF-8 included, has a rendering. Any
// thread may call it, but one text is parsed at a time.
Result<Rendered> render(std::string_view markdown, const Known& known);

// The words alone on one line, at most `characters` of them with "…" where something was cut. What the text
// quotes is left out unless there is nothing else. Never fails: it reads the first byte_limit bytes.
std::string excerpt(std::string_view markdown, std::size_t characters);

// A Markdown quote of the text with a mention of its author (a name as in /u/{name}) above it, ready for an
// answer below. Holds whole lines up to about 1,000 characters, and not what the text quotes itself.
std::string quote(std::string_view markdown, std::string_view author);

// The source with every mention of this name (in lower case) replaced by `instead`.
std::string replace_mentions(std::string_view markdown, std::string_view name, std::string_view instead);

}  // namespace canyu::markdown
