#include "platform/web/input.hpp"

#include <boost/json.hpp>
#include <charconv>

#include "base/check.hpp"
#include "base/text.hpp"

namespace canyu::web {
namespace {

constexpr std::size_t most_fields = 1000;

std::optional<std::string> scalar_text(const boost::json::value& value) {
    if (value.is_string()) return std::string(value.get_string());
    if (value.is_bool()) return value.get_bool() ? "true" : "false";
    if (value.is_null()) return std::string();
    if (value.is_number()) return boost::json::serialize(value);
    return std::nullopt;
}

bool append_json(http::Form& form, const std::string& name, const boost::json::value& value) {
    if (form.fields.size() >= most_fields) return false;
    if (value.is_array()) {
        for (const auto& element : value.get_array())
            if (element.is_array() || !append_json(form, name, element)) return false;
        return true;
    }
    const auto text = scalar_text(value);
    if (text) form.fields.push_back({name, *text, {}, {}, false});
    return text.has_value();
}

Result<http::Form> parse_json(std::string_view body) {
    boost::system::error_code error;
    boost::json::parse_options options;
    options.max_depth = 4;
    const boost::json::value parsed = boost::json::parse({body.data(), body.size()}, error, {}, options);
    if (error || !parsed.is_object()) return refuse(400, "json.broken");
    http::Form form;
    for (const auto& [name, value] : parsed.get_object())
        if (!append_json(form, std::string(name), value)) return refuse(400, "json.broken");
    return form;
}

template <class Number>
bool parse_number(std::string_view text, void* at) {
    auto& number = *static_cast<Number*>(at);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size();
}

// Sets one scalar; answers the problem's key, or "" when it fits.
std::string set_scalar(const Shape& shape, void* at, std::string_view text) {
    switch (shape.kind) {
        case Kind::text:
            *static_cast<std::string*>(at) = clean_text(text);
            return {};
        case Kind::boolean:
            *static_cast<bool*>(at) = text == "on" || text == "true" || text == "1";
            return {};
        case Kind::integer:
            return parse_number<std::int64_t>(trim(text), at) ? "" : "field.number";
        case Kind::real:
            return parse_number<double>(trim(text), at) ? "" : "field.number";
        case Kind::enumeration:
            return shape.set_enum_name(at, text) ? "" : "field.choice";
        case Kind::id: {
            const auto id = parse_id(text);
            if (id) *static_cast<Id*>(at) = *id;
            return id ? "" : "field.choice";
        }
        default:
            CANYU_CHECK(
                !"an input struct holds texts, numbers, booleans, ids, enumerations, optionals and lists");
    }
    return {};
}

bool has_default(const Shape& shape) {
    return shape.kind == Kind::text || shape.kind == Kind::boolean;
}

std::string bind_member(const Member& member, void* at, const http::Form& form) {
    const Shape& shape = member.shape();
    if (shape.kind == Kind::list) {
        for (const std::string_view text : form.get_all(member.name)) {
            if (text.empty()) continue;
            if (std::string key = set_scalar(shape.element(), shape.emplace(at), text); !key.empty())
                return key;
        }
        return {};
    }
    const auto text = form.get(member.name);
    if (shape.kind == Kind::optional) {
        if (!text || trim(*text).empty()) return {};
        return set_scalar(shape.element(), shape.emplace(at), *text);
    }
    if (!text) return has_default(shape) ? "" : "field.required";
    if (text->empty() && !has_default(shape)) return "field.required";
    return set_scalar(shape, at, *text);
}

}  // namespace

Result<http::Form> parse_body(const http::Request& request) {
    const std::string_view type = request.headers.get("Content-Type");
    if (type.starts_with("application/json")) return parse_json(request.body);
    return http::parse_form(request);
}

Result<void> bind(const Shape& shape, void* input, const http::Form& form) {
    Problem problem{422, {"problem.look_again", {}}, {}};
    for (const Member& member : shape.members) {
        std::string key = bind_member(member, member.at(input), form);
        if (!key.empty()) problem.fields.push_back({std::string(member.name), {std::move(key), {}}});
    }
    if (!problem.fields.empty()) return std::unexpected(std::move(problem));
    return {};
}

}  // namespace canyu::web
