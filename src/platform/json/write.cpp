// to_json: appends straight to one string, without a tree of values in between.
#include <sodium.h>

#include <charconv>
#include <cmath>

#include "base/text.hpp"
#include "platform/json/json.hpp"
#include "platform/json/rfc3339.hpp"

namespace canyu::json {
namespace {

void append_value(std::string& out, const Shape& shape, const void* value);

template <class Number>
void append_number(std::string& out, Number number) {
    char digits[32];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

void append_escaped(std::string& out, char c) {
    switch (c) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\r':
            out += "\\r";
            return;
        case '\t':
            out += "\\t";
            return;
        default: {
            constexpr char digits[] = "0123456789abcdef";
            out += "\\u00";
            out += digits[static_cast<unsigned char>(c) >> 4];
            out += digits[static_cast<unsigned char>(c) & 15];
        }
    }
}

void append_valid_text(std::string& out, std::string_view text) {
    out += '"';
    std::size_t copied = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\' && c != '<') continue;
        out.append(text, copied, i - copied);
        append_escaped(out, c);
        copied = i + 1;
    }
    out.append(text, copied);
    out += '"';
}

void append_text(std::string& out, std::string_view text) {
    if (valid_utf8(text))
        append_valid_text(out, text);
    else
        append_valid_text(out, repair_utf8(text));
}

void append_base64(std::string& out, std::string_view bytes) {
    std::string encoded(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(encoded.data(), encoded.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                      bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    encoded.pop_back();  // the terminating NUL it counts
    out += '"';
    out += encoded;
    out += '"';
}

void append_record(std::string& out, const Shape& shape, const void* record) {
    char separator = '{';
    for (const Member& member : shape.members) {
        out += separator;
        out += '"';
        out += member.name;
        out += "\":";
        append_value(out, member.shape(), member.of(record));
        separator = ',';
    }
    out += shape.members.empty() ? "{}" : "}";
}

void append_list(std::string& out, const Shape& shape, const void* list) {
    const Shape& element = shape.element();
    const std::size_t size = shape.size(list);
    out += '[';
    for (std::size_t i = 0; i < size; ++i) {
        if (i > 0) out += ',';
        append_value(out, element, shape.at(list, i));
    }
    out += ']';
}

void append_value(std::string& out, const Shape& shape, const void* value) {
    switch (shape.kind) {
        case Kind::boolean:
            out += *static_cast<const bool*>(value) ? "true" : "false";
            return;
        case Kind::integer:
            append_number(out, *static_cast<const std::int64_t*>(value));
            return;
        case Kind::real: {
            const double number = *static_cast<const double*>(value);
            if (std::isfinite(number))
                append_number(out, number);
            else
                out += "null";
            return;
        }
        case Kind::text:
            append_text(out, *static_cast<const std::string*>(value));
            return;
        case Kind::bytes:
            append_base64(out, static_cast<const Bytes*>(value)->value);
            return;
        case Kind::html:
            append_text(out, static_cast<const Html*>(value)->value);
            return;
        case Kind::time:
            out += '"' + to_rfc3339(*static_cast<const Time*>(value)) + '"';
            return;
        case Kind::id:
            out += '"' + to_string(*static_cast<const Id*>(value)) + '"';
            return;
        case Kind::money: {
            const auto& money = *static_cast<const Money*>(value);
            out += "{\"amount\":";
            append_number(out, money.amount);
            out += ",\"currency\":";
            append_text(out, money.currency);
            out += '}';
            return;
        }
        case Kind::enumeration:
            out += '"';
            out += shape.enum_name(value);
            out += '"';
            return;
        case Kind::optional: {
            const void* held = shape.get_optional(value);
            if (held)
                append_value(out, shape.element(), held);
            else
                out += "null";
            return;
        }
        case Kind::list:
            append_list(out, shape, value);
            return;
        case Kind::record:
            append_record(out, shape, value);
            return;
    }
}

}  // namespace

std::string to_json(const Shape& shape, const void* value) {
    std::string out;
    append_value(out, shape, value);
    return out;
}

}  // namespace canyu::json
