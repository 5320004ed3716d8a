#include "platform/web/language.hpp"

#include <fmt/core.h>

#include <stdexcept>

#include "base/log.hpp"
#include "base/text.hpp"

namespace canyu::web {
namespace {

// Reads one quoted string of a .po line: "a \"b\"\n".
std::string unquote(std::string_view quoted, std::string_view file, int line) {
    quoted = trim(quoted);
    if (quoted.size() < 2 || quoted.front() != '"' || quoted.back() != '"')
        throw std::runtime_error(fmt::format("{}:{}: a quoted string is expected", file, line));
    std::string text;
    for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
        if (quoted[i] != '\\') {
            text += quoted[i];
            continue;
        }
        const char next = quoted[++i];
        text += next == 'n' ? '\n' : next == 't' ? '\t' : next;
    }
    return text;
}

double weight_of(std::string_view parameters) {
    const std::size_t at = parameters.find("q=");
    if (at == std::string_view::npos) return 1;
    const std::string_view number = parameters.substr(at + 2);
    if (number.empty()) return 0;
    double value = number[0] == '1' ? 1 : 0;
    double digit = 0.1;
    for (std::size_t i = 2; i < number.size() && number[i] >= '0' && number[i] <= '9'; ++i, digit /= 10)
        value += digit * (number[i] - '0');
    return value;
}

}  // namespace

std::optional<Language> language_from_tag(std::string_view tag) {
    const std::string primary = fold(tag.substr(0, tag.find('-')));
    if (primary == "zh") return Language::zh;
    if (primary == "en") return Language::en;
    return std::nullopt;
}

Language language_from_accept(std::string_view accept_language, Language fallback) {
    Language best = fallback;
    double best_weight = 0;
    while (!accept_language.empty()) {
        const std::size_t comma = accept_language.find(',');
        const std::string_view item = trim(accept_language.substr(0, comma));
        const std::size_t semicolon = item.find(';');
        const auto language = language_from_tag(trim(item.substr(0, semicolon)));
        const double weight = semicolon == std::string_view::npos ? 1 : weight_of(item.substr(semicolon));
        if (language && weight > best_weight) {
            best = *language;
            best_weight = weight;
        }
        if (comma == std::string_view::npos) break;
        accept_language.remove_prefix(comma + 1);
    }
    return best;
}

void Catalog::add(Language language, std::string_view po, std::string_view file) {
    Texts& texts = texts_[static_cast<std::size_t>(language)];
    std::string key;
    std::string text;
    std::string* target = nullptr;
    int line = 0;
    const auto keep = [&] {
        if (!key.empty()) {
            const auto [entry, added] = texts.try_emplace(key, text);
            if (!added && entry->second != text)
                throw std::runtime_error(
                    fmt::format("{}:{}: \"{}\" has another text elsewhere", file, line, key));
        }
        key.clear();
        text.clear();
    };
    while (!po.empty()) {
        ++line;
        const std::size_t end = po.find('\n');
        const std::string_view content = trim(po.substr(0, end));
        po.remove_prefix(end == std::string_view::npos ? po.size() : end + 1);
        if (content.empty() || content.front() == '#') continue;
        if (content.starts_with("msgid ")) {
            keep();
            key = unquote(content.substr(6), file, line);
            target = &key;
        } else if (content.starts_with("msgstr ")) {
            text = unquote(content.substr(7), file, line);
            target = &text;
        } else if (content.front() == '"' && target) {
            *target += unquote(content, file, line);
        } else {
            throw std::runtime_error(
                fmt::format("{}:{}: only msgid, msgstr and quoted lines are understood", file, line));
        }
    }
    keep();
}

std::optional<std::string_view> Catalog::find(Language language, std::string_view key) const {
    const Texts& texts = texts_[static_cast<std::size_t>(language)];
    const auto entry = texts.find(key);
    if (entry != texts.end()) return entry->second;
    // A sentence (it has a space or a capital) is its own English; a key (slice.words) is not.
    const bool is_sentence =
        key.find(' ') != std::string_view::npos || key.find('.') == std::string_view::npos;
    if (language == Language::en && is_sentence) return key;
    return std::nullopt;
}

std::string_view Catalog::text(Language language, std::string_view key) const {
    if (const auto found = find(language, key)) return *found;
    log::error("sentence.missing", {{"language", tag(language)}, {"key", key}});
    return key;
}

std::string Catalog::say(Language language, const Message& message) const {
    const std::string_view pattern = text(language, message.key);
    std::string said;
    for (std::size_t position = 0; position < pattern.size();) {
        const std::size_t open = pattern.find('{', position);
        const std::size_t close = open == std::string_view::npos ? open : pattern.find('}', open);
        if (close == std::string_view::npos) {
            said += pattern.substr(position);
            break;
        }
        said += pattern.substr(position, open - position);
        const std::string_view name = pattern.substr(open + 1, close - open - 1);
        for (const auto& [argument, value] : message.arguments)
            if (argument == name) said += value;
        position = close + 1;
    }
    return said;
}

}  // namespace canyu::web
