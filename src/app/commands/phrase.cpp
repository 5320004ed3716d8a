// Chooses the language by the environment, as gettext does.
#include "app/commands/phrase.hpp"

#include <cstdlib>

namespace canyu::commands {

bool speaks_chinese() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* locale = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing here sets it
        if (locale != nullptr && *locale != '\0') return std::string_view(locale).starts_with("zh");
    }
    return false;
}

std::string say(const Phrase& phrase, const std::vector<std::pair<std::string, std::string>>& arguments) {
    std::string said(speaks_chinese() ? phrase.chinese : phrase.english);
    for (const auto& [name, value] : arguments) {
        const std::string mark = "{" + name + "}";
        const std::size_t at = said.find(mark);
        if (at != std::string::npos) said.replace(at, mark.size(), value);
    }
    return said;
}

}  // namespace canyu::commands
