#include "platform/web/openapi.hpp"

#include <fmt/core.h>

#include <boost/json.hpp>
#include <set>
#include <stdexcept>

#include "platform/json/json.hpp"
#include "platform/web/site.hpp"

namespace canyu::web {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

object reference(std::string_view schema) {
    return {{"$ref", "#/components/schemas/" + std::string(schema)}};
}

object json_content(object schema, std::string_view type = "application/json") {
    return {{type, object{{"schema", std::move(schema)}}}};
}

// An input's members are optional on the wire where an absent one has a default; all are accepted as text.
object input_schema(const Shape& shape) {
    object properties;
    array required;
    for (const Member& member : shape.members) {
        const Shape& type = member.shape();
        properties[member.name] = boost::json::parse(json::schema_of(type));
        if (type.kind == Kind::integer || type.kind == Kind::real || type.kind == Kind::id ||
            type.kind == Kind::enumeration)
            required.push_back(boost::json::string(member.name));
    }
    object schema{{"type", "object"}, {"properties", std::move(properties)}};
    if (!required.empty()) schema["required"] = std::move(required);
    return schema;
}

array path_parameters(std::string_view pattern) {
    array parameters;
    for (std::size_t open = pattern.find('{'); open != std::string_view::npos;
         open = pattern.find('{', open + 1)) {
        const std::string_view name = pattern.substr(open + 1, pattern.find('}', open) - open - 1);
        parameters.push_back(object{
            {"name", name}, {"in", "path"}, {"required", true}, {"schema", object{{"type", "string"}}}});
    }
    return parameters;
}

object operation(const Route& route) {
    object made{{"summary", route.options.summary}, {"x-access", enum_name(route.access)}};
    array parameters = path_parameters(route.pattern);
    if (route.input && http::is_safe(route.method)) {
        for (const Member& member : route.input->members)
            parameters.push_back(object{{"name", member.name},
                                        {"in", "query"},
                                        {"schema", boost::json::parse(json::schema_of(member.shape()))}});
    } else if (route.input) {
        const object schema = input_schema(*route.input);
        made["requestBody"] =
            object{{"content", object{{"application/json", object{{"schema", schema}}},
                                      {"application/x-www-form-urlencoded", object{{"schema", schema}}}}}};
    }
    made["parameters"] = std::move(parameters);
    object success{{"description", "Success"}};
    if (route.output)
        success["content"] = json_content(reference(route.output->name));
    else if (!http::is_safe(route.method))
        success["content"] = json_content(reference("Done"));
    const object problem{{"description", "A problem, in the reader's language"},
                         {"content", json_content(reference("Problem"), "application/problem+json")}};
    made["responses"] = object{{"200", std::move(success)}, {"default", problem}};
    return made;
}

object fixed_schemas() {
    return {
        {"Done", boost::json::parse(R"({"type":"object","required":["location","message"],
                     "properties":{"location":{"type":"string"},"message":{"type":"string"}}})")},
        {"Problem", boost::json::parse(
                        R"({"type":"object","required":["type","title","status","code","request_id","errors"],
                     "properties":{"type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},
                     "code":{"type":"string"},"request_id":{"type":"string"},
                     "errors":{"type":"array","items":{"type":"object","required":["field","code","message"],
                     "properties":{"field":{"type":"string"},"code":{"type":"string"},"message":{"type":"string"}}}}}})")}};
}

std::string_view verb(http::Method method) {
    switch (method) {
        case http::Method::get:
            return "get";
        case http::Method::post:
            return "post";
        case http::Method::put:
            return "put";
        case http::Method::patch:
            return "patch";
        case http::Method::del:
            return "delete";
        default:
            return "options";
    }
}

}  // namespace

std::string openapi_document(const std::vector<Route>& routes) {
    object paths;
    object schemas = fixed_schemas();
    for (const Route& route : routes) {
        value& path = paths[route.pattern];
        if (path.is_null()) path = object{};
        path.as_object()[verb(route.method)] = operation(route);
        if (!route.output) continue;
        for (const Shape* record : json::records_in(*route.output)) {
            value schema = boost::json::parse(json::schema_of(*record));
            const auto [known, is_new] = schemas.emplace(record->name, schema);
            // Two of one name would each be documented as the other.
            if (!is_new && known->value() != schema)
                throw std::logic_error(fmt::format("two views are called {}", record->name));
        }
    }
    const object document{
        {"openapi", "3.1.0"},
        {"info", object{{"title", "Canyu"},
                        {"version", "1"},
                        {"description",
                         "Every page is an API: ask for application/json, or add .json to its path. "
                         "Signed-in clients send the session cookie and X-CSRF-Token."}}},
        {"paths", std::move(paths)},
        {"components", object{{"schemas", std::move(schemas)}}}};
    return boost::json::serialize(document);
}

}  // namespace canyu::web
