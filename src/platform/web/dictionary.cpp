#include "platform/web/dictionary.hpp"

#include <ctemplate/template_dictionary.h>
#include <fmt/core.h>

#include <algorithm>
#include <stdexcept>

#include "base/check.hpp"
#include "platform/web/format.hpp"

namespace canyu::web {
namespace {

using Dictionary = ctemplate::TemplateDictionary;

// Looks through an optional: the shape of what is inside, and the value or null.
const Shape& inside(const Shape& shape) {
    return shape.kind == Kind::optional ? shape.element() : shape;
}
const void* inside(const Shape& shape, const void* value) {
    return shape.kind == Kind::optional ? shape.get_optional(value) : value;
}

// A list of scalars is read as a list of records with the one member "item".
template <class T>
const Shape& item_shape() {
    static constexpr std::array members = {
        Member{"item", &shape_of<T>, [](void* value) -> void* { return value; }}};
    static constexpr Shape shape{.kind = Kind::record, .name = "item", .members = members};
    return shape;
}

const Shape& scalar_element(const Shape& element) {
    switch (element.kind) {
        case Kind::text:
            return item_shape<std::string>();
        case Kind::integer:
            return item_shape<std::int64_t>();
        case Kind::id:
            return item_shape<Id>();
        case Kind::html:
            return item_shape<Html>();
        default:
            CANYU_CHECK(!"a list holds records, text, integers, ids or html");
            return element;
    }
}

bool is_true(const Shape& shape, const void* value) {
    switch (shape.kind) {
        case Kind::boolean:
            return *static_cast<const bool*>(value);
        case Kind::integer:
            return *static_cast<const std::int64_t*>(value) != 0;
        case Kind::real:
            return *static_cast<const double*>(value) != 0;
        case Kind::text:
            return !static_cast<const std::string*>(value)->empty();
        case Kind::bytes:
            return !static_cast<const Bytes*>(value)->value.empty();
        case Kind::html:
            return !static_cast<const Html*>(value)->value.empty();
        case Kind::time:
            return *static_cast<const Time*>(value) != Time{};
        case Kind::id:
            return static_cast<bool>(*static_cast<const Id*>(value));
        case Kind::list:
            return shape.size(value) > 0;
        case Kind::optional: {
            const void* held = shape.get_optional(value);
            return held && is_true(shape.element(), held);
        }
        default:
            return true;
    }
}

void set_value(Dictionary& dictionary, const std::string& name, const Shape& shape, const void* value) {
    const ctemplate::TemplateString key(name.data(), name.size());
    // The view outlives the rendering, so its text is not copied.
    const auto set_text = [&](const std::string& text) {
        dictionary.SetValueWithoutCopy(key, ctemplate::TemplateString(text.data(), text.size()));
    };
    switch (shape.kind) {
        case Kind::text:
            return set_text(*static_cast<const std::string*>(value));
        case Kind::html:
            return set_text(static_cast<const Html*>(value)->value);
        case Kind::integer:
            return dictionary.SetValue(key, std::to_string(*static_cast<const std::int64_t*>(value)));
        case Kind::real:
            return dictionary.SetValue(key, real_text(*static_cast<const double*>(value)));
        case Kind::time:
            return dictionary.SetValue(key,
                                       std::to_string(to_milliseconds(*static_cast<const Time*>(value))));
        case Kind::id:
            return dictionary.SetValue(key, to_string(*static_cast<const Id*>(value)));
        case Kind::boolean:
            return dictionary.SetValue(key, *static_cast<const bool*>(value) ? "true" : "false");
        case Kind::enumeration:
            return dictionary.SetValue(key, std::string(shape.enum_name(value)));
        case Kind::money: {
            const auto& money = *static_cast<const Money*>(value);
            return dictionary.SetValue(key, fmt::format("{} {}", money.amount, money.currency));
        }
        default:
            CANYU_CHECK(!"refused when the template was compiled");
    }
}

bool is_container(const Shape& shape) {
    return shape.kind == Kind::list || shape.kind == Kind::record ||
           (shape.kind == Kind::optional && shape.element().kind == Kind::record);
}

}  // namespace

Scope::Scope(const Shape& record, Scope* outer, std::string template_name)
    : record_(record), outer_(outer), template_name_(std::move(template_name)) {}

void Scope::fail(std::string_view what) const {
    throw std::runtime_error(
        fmt::format("template {}: {} (looked in {})", template_name_, what, record_.name));
}

Scope* Scope::enter(const Member& member) {
    const Shape& shape = member.shape();
    const Shape& element = shape.kind == Kind::record ? shape : shape.element();
    auto& inner = inner_[&member];
    if (!inner) {
        const Shape& record = element.kind == Kind::record ? element : scalar_element(element);
        inner = std::make_unique<Scope>(record, this, template_name_);
    }
    return inner.get();
}

std::optional<Scope::Step> Scope::resolve_here(const Marker& marker) const {
    const std::string& name = marker.name;
    const Member* exact = record_.find(name);
    if (marker.kind == Marker::Kind::variable) {
        if (exact) return Step{Act::value, exact, name};
        const Member* labelled =
            name.ends_with("_label") ? record_.find(name.substr(0, name.size() - 6)) : nullptr;
        if (labelled && inside(labelled->shape()).kind == Kind::enumeration)
            return Step{Act::label, labelled, name};
        return std::nullopt;
    }
    if (exact) return Step{is_container(exact->shape()) ? Act::each : Act::truth, exact, name};
    const auto strip = [&](std::string_view prefix, std::string_view suffix) -> const Member* {
        if (!name.starts_with(prefix) || !name.ends_with(suffix)) return nullptr;
        return record_.find(
            std::string_view(name).substr(prefix.size(), name.size() - prefix.size() - suffix.size()));
    };
    if (const Member* member = strip("no_", "")) return Step{Act::untruth, member, name};
    if (const Member* member = strip("any_", "")) return Step{Act::any, member, name};
    if (const Member* member = strip("", "_one")) return Step{Act::one, member, name};
    if (const Member* member = strip("", "_many")) return Step{Act::many, member, name};
    const std::size_t is = name.find("_is_");
    const Member* member =
        is == std::string::npos ? nullptr : record_.find(std::string_view(name).substr(0, is));
    if (!member || inside(member->shape()).kind != Kind::enumeration) return std::nullopt;
    for (const EnumValue& value : inside(member->shape()).values)
        if (value.name == std::string_view(name).substr(is + 4))
            return Step{Act::is, member, name, value.value};
    return std::nullopt;
}

void Scope::refuse_if_outer_too(const std::string& name) const {
    const Marker section{Marker::Kind::section_start, name, {}, 0};
    for (const Scope* outer = outer_; outer; outer = outer->outer_)
        if (outer->resolve_here(section))
            fail(fmt::format("{{{{#{}}}}} exists in {} and in {}; rename one", name, record_.name,
                             outer->record_.name));
}

Scope::Step Scope::resolve(const Marker& marker, Scope*& owner) {
    int outward = 0;
    for (owner = this; owner; owner = owner->outer_, ++outward) {
        auto step = owner->resolve_here(marker);
        if (!step) continue;
        if (marker.kind == Marker::Kind::section_start) owner->refuse_if_outer_too(marker.name);
        if (marker.kind == Marker::Kind::section_start) {
            // Shown where it stands, or the names around it would not be found inside.
            if (step->act == Act::each) step->inner = enter(*step->member);
            step->outward = outward;
            owner = this;
        }
        return *step;
    }
    fail(fmt::format("there is no \"{}\"", marker.name));
}

void Scope::check_modifiers(const Marker& marker, const Step& step) const {
    if (marker.kind != Marker::Kind::variable || step.act == Act::label) return;
    const Shape& shape = inside(step.member->shape());
    const bool raw = std::ranges::count(marker.modifiers, "none") > 0;
    if (raw != (shape.kind == Kind::html))
        fail(fmt::format("\"{}\": :none belongs on html, and only there", marker.name));
    if (shape.kind == Kind::record || shape.kind == Kind::list || shape.kind == Kind::bytes)
        fail(fmt::format("\"{}\" is no single value", marker.name));
    const bool formatted =
        std::ranges::any_of(marker.modifiers, [](const auto& m) { return m.starts_with("x-"); });
    if ((shape.kind == Kind::time || shape.kind == Kind::money) && !formatted)
        fail(fmt::format("\"{}\" needs an x- modifier, so that people can read it", marker.name));
}

void Scope::add_step(Step step) {
    if (std::ranges::find(steps_, step) == steps_.end()) steps_.push_back(std::move(step));
}

void Scope::add(std::string_view text, const std::vector<Marker>& markers) {
    check_variable_places(text, markers, template_name_);
    Scope* current = this;
    std::vector<std::pair<std::string, Scope*>> open;  // the sections entered, with the scope to come back to
    for (const Marker& marker : markers) {
        if (marker.kind == Marker::Kind::section_end) {
            if (open.empty() || open.back().first != marker.name)
                fail(fmt::format("{{{{/{}}}}} closes nothing", marker.name));
            current = open.back().second;
            open.pop_back();
            continue;
        }
        Scope* before = current;
        if (!marker.name.starts_with("error_")) {
            Scope* owner = nullptr;
            const Step step = current->resolve(marker, owner);
            check_modifiers(marker, step);
            owner->add_step(step);
            if (step.inner) current = step.inner;
        }
        if (marker.kind == Marker::Kind::section_start) open.emplace_back(marker.name, before);
    }
    if (!open.empty()) fail(fmt::format("{{{{#{}}}}} is not closed", open.back().first));
}

void Scope::fill(Dictionary& dictionary, const Frame& frame, const Catalog& catalog,
                 Language language) const {
    for (const Step& step : steps_) {
        const Frame* at = &frame;
        for (int i = 0; i < step.outward; ++i) at = at->outer;
        const Shape& shape = step.member->shape();
        const void* value = step.member->of(at->record);
        const void* held = inside(shape, value);
        const auto show_if = [&](bool condition) {
            if (condition)
                dictionary.ShowSection(ctemplate::TemplateString(step.name.data(), step.name.size()));
        };
        const auto integer = [&] { return held ? *static_cast<const std::int64_t*>(held) : 0; };
        switch (step.act) {
            case Act::value:
                // An empty optional is set too, lest the name be taken from a record further out.
                if (held)
                    set_value(dictionary, step.name, inside(shape), held);
                else
                    dictionary.SetValue(step.name, "");
                break;
            case Act::label:
                if (held) {
                    const Shape& type = inside(shape);
                    const auto label =
                        catalog.text(language, fmt::format("{}.{}", type.name, type.enum_name(held)));
                    dictionary.SetValue(step.name, ctemplate::TemplateString(label.data(), label.size()));
                }
                break;
            case Act::truth:
            case Act::any:
                show_if(is_true(shape, value));
                break;
            case Act::untruth:
                show_if(!is_true(shape, value));
                break;
            case Act::one:
                show_if(integer() == 1);
                break;
            case Act::many:
                show_if(integer() != 1);
                break;
            case Act::is:
                show_if(held && inside(shape).get_enum(held) == step.value);
                break;
            case Act::each: {
                const std::size_t count = shape.kind == Kind::list ? shape.size(value) : held ? 1 : 0;
                for (std::size_t i = 0; i < count; ++i) {
                    const void* element = shape.kind == Kind::list ? shape.at(value, i) : held;
                    step.inner->fill(*dictionary.AddSectionDictionary(step.name), {element, &frame}, catalog,
                                     language);
                }
            }
        }
    }
}

}  // namespace canyu::web
