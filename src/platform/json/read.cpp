// from_json: parses with Boost.JSON, then walks shape and value side by side and collects what does not fit.
#include <sodium.h>

#include <boost/json.hpp>

#include "platform/json/json.hpp"
#include "platform/json/missing.hpp"
#include "platform/json/rfc3339.hpp"

namespace canyu::json {
namespace {

namespace bj = boost::json;

// The sentence for a value that is not of the kind.
std::string_view expected_key(Kind kind) {
    switch (kind) {
        case Kind::boolean:
            return "json.expected_boolean";
        case Kind::integer:
            return "json.expected_integer";
        case Kind::real:
            return "json.expected_number";
        case Kind::text:
        case Kind::html:
            return "json.expected_text";
        case Kind::bytes:
            return "json.expected_bytes";
        case Kind::time:
            return "json.expected_time";
        case Kind::id:
            return "json.expected_id";
        case Kind::money:
            return "json.expected_money";
        case Kind::enumeration:
            return "json.expected_choice";
        case Kind::list:
            return "json.expected_list";
        case Kind::optional:
        case Kind::record:
            break;
    }
    return "json.expected_object";
}

std::optional<std::string> decode_base64(std::string_view text) {
    std::string bytes(text.size() / 4 * 3 + 3, '\0');
    std::size_t size = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                          text.size(), nullptr, &size, nullptr, sodium_base64_VARIANT_ORIGINAL) != 0)
        return std::nullopt;
    bytes.resize(size);
    return bytes;
}

// Answers false when the string cannot be a value of that kind.
bool set_from_string(const Shape& shape, void* value, std::string_view text) {
    switch (shape.kind) {
        case Kind::text:
        case Kind::html: {
            // Both databases refuse U+0000 in text, so it is stopped where text comes in.
            if (text.find('\0') != text.npos) return false;
            (shape.kind == Kind::text ? *static_cast<std::string*>(value)
                                      : static_cast<Html*>(value)->value) = text;
            return true;
        }
        case Kind::bytes: {
            std::optional<std::string> bytes = decode_base64(text);
            if (bytes) static_cast<Bytes*>(value)->value = *std::move(bytes);
            return bytes.has_value();
        }
        case Kind::time: {
            const std::optional<Time> time = parse_rfc3339(text);
            if (time) *static_cast<Time*>(value) = *time;
            return time.has_value();
        }
        case Kind::id: {
            const std::optional<Id> id = text == "0" ? Id{} : parse_id(text);
            if (id) *static_cast<Id*>(value) = *id;
            return id.has_value();
        }
        case Kind::enumeration:
            return shape.set_enum_name(value, text);
        default:
            return false;
    }
}

bool set_integer(std::int64_t& value, const bj::value& json) {
    if (!json.is_int64()) return false;
    value = json.get_int64();
    return true;
}

bool set_real(double& value, const bj::value& json) {
    if (json.is_double())
        value = json.get_double();
    else if (json.is_int64())
        value = static_cast<double>(json.get_int64());
    else if (json.is_uint64())
        value = static_cast<double>(json.get_uint64());
    else
        return false;
    return true;
}

bool set_money(Money& money, const bj::value& json) {
    const bj::object* object = json.if_object();
    const bj::value* amount = object ? object->if_contains("amount") : nullptr;
    const bj::value* currency = object ? object->if_contains("currency") : nullptr;
    if (!amount || !currency || !currency->is_string() || !set_integer(money.amount, *amount)) return false;
    money.currency = std::string_view(currency->get_string());
    for (const char c : money.currency)
        if (c < 'A' || c > 'Z') return false;
    return money.currency.empty() || money.currency.size() == 3;
}

class Reading {
  public:
    std::vector<FieldProblem> problems;

    void read(const Shape& shape, void* value, const bj::value& json, const std::string& path) {
        if (shape.kind == Kind::optional) {
            if (!json.is_null()) read(shape.element(), shape.emplace(value), json, path);
        } else if (shape.kind == Kind::list && json.is_array()) {
            read_list(shape, value, json.get_array(), path);
        } else if (shape.kind == Kind::record && json.is_object()) {
            read_record(shape, value, json.get_object(), path);
        } else if (!set_scalar(shape, value, json)) {
            problems.push_back({path, expected(shape)});
        }
    }

  private:
    static Message expected(const Shape& shape) {
        Message message{std::string(expected_key(shape.kind)), {}};
        if (shape.kind != Kind::enumeration) return message;
        std::string choices;
        for (const EnumValue& choice : shape.values)
            choices += (choices.empty() ? "" : ", ") + std::string(choice.name);
        message.arguments.emplace_back("choices", choices);
        return message;
    }

    static bool set_scalar(const Shape& shape, void* value, const bj::value& json) {
        switch (shape.kind) {
            case Kind::boolean:
                return json.is_bool() && (*static_cast<bool*>(value) = json.get_bool(), true);
            case Kind::integer:
                return set_integer(*static_cast<std::int64_t*>(value), json);
            case Kind::real:
                return set_real(*static_cast<double*>(value), json);
            case Kind::money:
                return set_money(*static_cast<Money*>(value), json);
            default:
                return json.is_string() && set_from_string(shape, value, std::string_view(json.get_string()));
        }
    }

    void read_list(const Shape& shape, void* list, const bj::array& json, const std::string& path) {
        for (std::size_t i = 0; i < json.size(); ++i)
            read(shape.element(), shape.emplace(list), json[i], path + '[' + std::to_string(i) + ']');
    }

    void read_record(const Shape& shape, void* record, const bj::object& json, const std::string& path) {
        for (const Member& member : shape.members) {
            const std::string member_path = (path.empty() ? "" : path + '.') + std::string(member.name);
            const bj::value* found = json.if_contains(member.name);
            if (found) {
                read(member.shape(), member.at(record), *found, member_path);
                continue;
            }
            if (!may_be_missing(member.shape())) problems.push_back({member_path, {"json.missing", {}}});
        }
    }
};

}  // namespace

Result<void> from_json(const Shape& shape, void* value, std::string_view text) {
    bj::monotonic_resource memory(text.size() + 1024);
    bj::error_code error;
    const bj::value json = bj::parse(text, error, &memory);
    if (error) return refuse(400, "json.broken");
    Reading reading;
    reading.read(shape, value, json, "");
    if (!reading.problems.empty())
        return std::unexpected(Problem{422, {"json.invalid", {}}, std::move(reading.problems)});
    return {};
}

}  // namespace canyu::json
