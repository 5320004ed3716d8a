// The two languages, which one a reader gets, and the sentences in both.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.hpp"

namespace canyu::web {

enum class Language { zh, en };
inline constexpr std::array languages{Language::zh, Language::en};

constexpr std::string_view tag(Language language) {
    return language == Language::zh ? "zh-CN" : "en";
}
constexpr Language other(Language language) {
    return language == Language::zh ? Language::en : Language::zh;
}
// "zh-CN", "zh-TW", "zh" … and "en-GB", "en"; nothing for any other.
std::optional<Language> language_from_tag(std::string_view tag);
// The first of ours by the header's weights, else `fallback`.
Language language_from_accept(std::string_view accept_language, Language fallback);

// All sentences of all slices. Filled once at start, then read from any thread.
class Catalog {
  public:
    // Takes the entries of a .po file. Throws std::runtime_error naming file and line on a broken file, or on
    // an entry that another file gave a different text.
    void add(Language language, std::string_view po, std::string_view file);
    // The text of a key or sentence; nothing when there is none. A sentence's English text is the sentence
    // itself.
    std::optional<std::string_view> find(Language language, std::string_view key) const;
    // As find, but a missing text is logged and shown as the key: better an ugly word than no page.
    std::string_view text(Language language, std::string_view key) const;
    // With "{name}" replaced by the message's arguments.
    std::string say(Language language, const Message& message) const;

  private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    using Texts = std::unordered_map<std::string, std::string, Hash, std::equal_to<>>;
    std::array<Texts, languages.size()> texts_;
};

}  // namespace canyu::web
