// Fills a ctemplate dictionary from a described struct: only with the names a template really uses.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/shape.hpp"
#include "platform/web/language.hpp"
#include "platform/web/template_source.hpp"

namespace ctemplate {
class TemplateDictionary;
}

namespace canyu::web {

// A record being filled in, and the one it stands in.
struct Frame {
    const void* record;
    const Frame* outer;
};

// The part of a template that is filled from one record: what to set, and the records inside it.
class Scope {
  public:
    // outer may be null. `record` outlives the scope.
    Scope(const Shape& record, Scope* outer, std::string template_name);

    // Resolves the markers of a template's text into this scope and those inside; throws on a name that does
    // not exist.
    void add(std::string_view text, const std::vector<Marker>& markers);
    void fill(ctemplate::TemplateDictionary& dictionary, const Frame& frame, const Catalog& catalog,
              Language language) const;

  private:
    enum class Act { value, label, truth, untruth, any, one, many, is, each };
    struct Step {
        Act act;
        const Member* member;
        std::string name;        // as the template says it
        std::int64_t value = 0;  // of the enumeration, for `is`
        Scope* inner = nullptr;  // for `each`
        int outward = 0;         // for a section: how many records further out the member is
        bool operator==(const Step&) const = default;
    };
    Step resolve(const Marker& marker, Scope*& owner);
    std::optional<Step> resolve_here(const Marker& marker) const;
    Scope* enter(const Member& member);
    void refuse_if_outer_too(const std::string& name) const;
    void check_modifiers(const Marker& marker, const Step& step) const;
    void add_step(Step step);
    [[noreturn]] void fail(std::string_view what) const;

    const Shape& record_;
    Scope* outer_;
    std::string template_name_;
    std::vector<Step> steps_;
    std::map<const Member*, std::unique_ptr<Scope>> inner_;
};

}  // namespace canyu::web
