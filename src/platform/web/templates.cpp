#include "platform/web/templates.hpp"

#include <ctemplate/template.h>
#include <fmt/core.h>

#include <optional>
#include <stdexcept>
#include <unordered_map>

#include "base/check.hpp"
#include "platform/web/dictionary.hpp"
#include "platform/web/format.hpp"
#include "platform/web/template_source.hpp"

namespace canyu::web {
namespace {

constexpr std::string_view pragma = "{{%AUTOESCAPE context=\"HTML\"}}";
constexpr auto strip = ctemplate::STRIP_BLANK_LINES;

// "src/features/demand/templates/page.html" with "/templates/" is {"demand", "page.html"}.
std::optional<std::pair<std::string_view, std::string_view>> split_path(std::string_view path,
                                                                        std::string_view folder) {
    const std::size_t at = path.find(folder);
    if (at == std::string_view::npos) return std::nullopt;
    const std::size_t slash = path.rfind('/', at - 1);
    return std::pair(path.substr(slash + 1, at - slash - 1), path.substr(at + folder.size()));
}

void replace_once(std::string& text, std::string_view what, std::string_view by) {
    const std::size_t at = text.find(what);
    if (at != std::string::npos) text.replace(at, what.size(), by);
}

}  // namespace

struct Templates::Core {
    struct Page {
        std::unique_ptr<Scope> layout_scope;
        std::unique_ptr<Scope> view_scope;
        std::array<std::string, languages.size()> keys;
        std::string tab;
    };
    std::map<std::string, TemplateSource, std::less<>> sources;
    std::map<std::string, Page, std::less<>> pages;
    Catalog catalog;
    mutable ctemplate::TemplateCache cache;

    const TemplateSource& source(std::string_view name) const {
        const auto found = sources.find(name);
        if (found == sources.end()) throw std::runtime_error(fmt::format("there is no template {}", name));
        return found->second;
    }
    // The layout with the page's title and body in their places.
    std::string assemble(const TemplateSource& page) const {
        std::string text = page.body;
        if (page.layout != "none") {
            text = source(page.layout).body;
            replace_once(text, "{{>title}}", page.title);
            replace_once(text, "{{>body}}", page.body);
        }
        return include_parts(std::move(text),
                             [&](std::string_view part) -> std::string_view { return source(part).body; });
    }
};

Templates::Templates() : core_(std::make_unique<Core>()) {
    register_modifiers();
}
Templates::~Templates() = default;

void Templates::load(const std::vector<EmbeddedFile>& files) {
    for (const EmbeddedFile& file : files) {
        if (const auto part = split_path(file.path, "/templates/")) {
            const std::string name = fmt::format("{}/{}", part->first, part->second);
            core_->sources.emplace(name, parse_template(file.bytes, name));
        } else if (const auto locale = split_path(file.path, "/locale/")) {
            const auto language = language_from_tag(locale->second.substr(0, locale->second.find('.')));
            if (!language)
                throw std::runtime_error(fmt::format("{}: locales are zh-CN.po and en.po", file.path));
            core_->catalog.add(*language, file.bytes, file.path);
        }
    }
}

const Catalog& Templates::catalog() const {
    return core_->catalog;
}

void Templates::compile(std::string_view name, const Shape& view, const Shape& layout) {
    if (core_->pages.contains(name)) return;
    for (const Member& member : view.members)
        if (layout.find(member.name))
            throw std::runtime_error(
                fmt::format("template {}: \"{}\" is a name of the frame; {} needs another", name, member.name,
                            view.name));
    const TemplateSource& source = core_->source(name);
    const std::string assembled = core_->assemble(source);
    Core::Page page;
    page.tab = source.tab;
    page.layout_scope = std::make_unique<Scope>(layout, nullptr, std::string(name));
    page.view_scope = std::make_unique<Scope>(view, page.layout_scope.get(), std::string(name));
    for (const Language language : languages) {
        const std::string text = translate(assembled, core_->catalog, language, name);
        page.view_scope->add(text, scan_markers(text));
        std::string& key = page.keys[static_cast<std::size_t>(language)];
        key = fmt::format("{}@{}", name, tag(language));
        if (!core_->cache.StringToTemplateCache(key, std::string(pragma) + text, strip))
            throw std::runtime_error(
                fmt::format("template {}: ctemplate refuses it; its log line says why", key));
    }
    core_->pages.emplace(name, std::move(page));
}

void Templates::freeze() {
    core_->cache.Freeze();
}

std::string Templates::render(std::string_view name, Language language, Time now, ViewRef view,
                              ViewRef layout, const std::vector<FieldSentence>& problems) const {
    const auto found = core_->pages.find(name);
    CANYU_CHECK(found != core_->pages.end());
    const Core::Page& page = found->second;
    ctemplate::TemplateDictionary dictionary("page");
    const Frame layout_frame{layout.value, nullptr};
    page.layout_scope->fill(dictionary, layout_frame, core_->catalog, language);
    page.view_scope->fill(dictionary, {view.value, &layout_frame}, core_->catalog, language);
    for (const auto& [field, sentence] : problems) {
        dictionary.SetValue("error_" + field, sentence);
        dictionary.ShowSection("error_" + field);
    }
    ctemplate::PerExpandData data;
    data.InsertForModifiers("language", tag(language).data());
    data.InsertForModifiers("now", &now);
    std::string html;
    CANYU_CHECK(core_->cache.ExpandWithData(page.keys[static_cast<std::size_t>(language)], strip, &dictionary,
                                            &data, &html));
    return html;
}

std::string_view Templates::tab(std::string_view name) const {
    const auto found = core_->pages.find(name);
    return found == core_->pages.end() ? std::string_view{} : std::string_view(found->second.tab);
}

}  // namespace canyu::web
