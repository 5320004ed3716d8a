// JSON Schema fragments for OpenAPI 3.1, written from the same shapes as the JSON itself.
#include <algorithm>

#include "base/check.hpp"
#include "platform/json/json.hpp"
#include "platform/json/missing.hpp"

namespace canyu::json {
namespace {

std::string_view scalar_schema(Kind kind) {
    switch (kind) {
        case Kind::boolean:
            return R"({"type":"boolean"})";
        case Kind::integer:
            return R"({"type":"integer","format":"int64"})";
        case Kind::real:
            return R"({"type":["number","null"]})";
        case Kind::text:
            return R"({"type":"string"})";
        case Kind::html:
            return R"({"type":"string","contentMediaType":"text/html"})";
        case Kind::bytes:
            return R"({"type":"string","contentEncoding":"base64"})";
        case Kind::time:
            return R"({"type":"string","format":"date-time"})";
        case Kind::id:
            return R"({"type":"string","pattern":"^[0-9]{1,19}$"})";
        case Kind::money:
            return R"({"type":"object","properties":{"amount":{"type":"integer","format":"int64"},)"
                   R"("currency":{"type":"string","pattern":"^([A-Z]{3})?$"}},"required":["amount","currency"]})";
        default:
            break;
    }
    CANYU_CHECK(!"not a scalar");
    return {};
}

std::string enum_schema(const Shape& shape) {
    std::string names;
    for (const EnumValue& value : shape.values)
        names += (names.empty() ? "\"" : ",\"") + std::string(value.name) + '"';
    return R"({"type":"string","enum":[)" + names + "]}";
}

std::string inner_schema(const Shape& shape) {
    switch (shape.kind) {
        case Kind::record:
            return R"({"$ref":"#/components/schemas/)" + std::string(shape.name) + "\"}";
        case Kind::list:
            return R"({"type":"array","items":)" + inner_schema(shape.element()) + '}';
        case Kind::optional:
            return R"({"anyOf":[)" + inner_schema(shape.element()) + R"(,{"type":"null"}]})";
        case Kind::enumeration:
            return enum_schema(shape);
        default:
            return std::string(scalar_schema(shape.kind));
    }
}

}  // namespace

std::string schema_of(const Shape& shape) {
    if (shape.kind != Kind::record) return inner_schema(shape);
    std::string properties;
    std::string required;
    for (const Member& member : shape.members) {
        const std::string name = '"' + std::string(member.name) + '"';
        properties += (properties.empty() ? "" : ",") + name + ':' + inner_schema(member.shape());
        if (!may_be_missing(member.shape())) required += (required.empty() ? "" : ",") + name;
    }
    return R"({"type":"object","properties":{)" + properties + R"(},"required":[)" + required + "]}";
}

std::vector<const Shape*> records_in(const Shape& shape) {
    std::vector<const Shape*> found;
    const auto visit = [&](const auto& self, const Shape& at) -> void {
        if (at.element) return self(self, at.element());
        if (at.kind != Kind::record || std::ranges::find(found, &at) != found.end()) return;
        found.push_back(&at);
        for (const Member& member : at.members) self(self, member.shape());
    };
    visit(visit, shape);
    return found;
}

}  // namespace canyu::json
