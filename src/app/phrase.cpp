// Chooses the language by the environment, as gettext does.
#include "app/phrase.hpp"

#include <fmt/core.h>

#include <cstdlib>

#include "base/embedded.hpp"
#include "platform/web/language.hpp"

namespace canyu {
namespace {

// The sentences of all slices in the language of this process.
const web::Catalog& catalog(web::Language language) {
    static const web::Catalog catalog = [language] {
        web::Catalog read;
        const std::string ending = "/locale/" + std::string(tag(language)) + ".po";
        for (const EmbeddedFile& file : embedded_files())
            if (file.path.ends_with(ending)) read.add(language, file.bytes, file.path);
        return read;
    }();
    return catalog;
}

}  // namespace

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

std::string sentence(const Message& message) {
    const web::Language language = speaks_chinese() ? web::Language::zh : web::Language::en;
    return catalog(language).say(language, message);
}

std::string sentence(const Problem& problem) {
    std::string text;
    for (const FieldProblem& field : problem.fields)
        text += fmt::format("\n  {}: {}", field.field, sentence(field.message));
    return text.empty() ? sentence(problem.message) : text;
}

}  // namespace canyu
