#include "platform/db/cells.hpp"

#include <cmath>
#include <stdexcept>

#include "base/check.hpp"
#include "base/text.hpp"

namespace canyu::db {
namespace {

void append_types(const Shape& shape, CellType bytes, bool inside_record, std::vector<CellType>& types) {
    switch (shape.kind) {
        case Kind::boolean:
        case Kind::integer:
        case Kind::time:
        case Kind::id:
            types.push_back(CellType::integer);
            return;
        case Kind::real:
            types.push_back(CellType::real);
            return;
        case Kind::text:
        case Kind::html:
        case Kind::enumeration:
            types.push_back(CellType::text);
            return;
        case Kind::bytes:
            types.push_back(bytes);
            return;
        case Kind::money:
            types.insert(types.end(), {CellType::integer, CellType::text});
            return;
        case Kind::optional:
            append_types(shape.element(), bytes, true, types);
            return;
        case Kind::record:
            CANYU_CHECK(!inside_record);
            for (const Member& member : shape.members) append_types(member.shape(), bytes, true, types);
            return;
        case Kind::list:
            CANYU_CHECK(!"a row holds no list");
    }
}

void put_integer(std::int64_t value, Cell*& at) {
    at->integer = value;
    at->indicator = soci::i_ok;
    ++at;
}

void put_text(std::string_view text, Cell*& at) {
    if (text.find('\0') != text.npos || !valid_utf8(text))
        throw std::invalid_argument("text is not storable UTF-8");
    at->text = text;
    at->indicator = soci::i_ok;
    ++at;
}

void put_real(double value, Cell*& at) {
    if (!std::isfinite(value)) throw std::invalid_argument("a number is not finite");
    at->real = value;
    at->indicator = soci::i_ok;
    ++at;
}

void put_bytes(const std::string& bytes, Cell*& at) {
    if (at->type == CellType::hex) {
        at->text = "\\x" + to_hex(bytes);
    } else {
        // SOCI binds an empty blob that was never written as null.
        if (bytes.empty())
            at->blob->write(0, "", 1);
        else
            at->blob->write(0, bytes.data(), bytes.size());
        at->blob->trim(bytes.size());
    }
    at->indicator = soci::i_ok;
    ++at;
}

void put_nulls(std::size_t count, Cell*& at) {
    for (; count > 0; --count, ++at) at->indicator = soci::i_null;
}

std::string from_hex(std::string_view text) {
    CANYU_CHECK(text.starts_with("\\x") && text.size() % 2 == 0);
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    std::string bytes;
    bytes.reserve(text.size() / 2 - 1);
    for (std::size_t i = 2; i < text.size(); i += 2)
        bytes += static_cast<char>(digit(text[i]) << 4 | digit(text[i + 1]));
    return bytes;
}

Cell& next(Cell*& at) {
    if (at->indicator == soci::i_null)
        throw std::runtime_error("the row holds a null that its struct cannot");
    return *at++;
}

void take_enum(const Shape& shape, void* value, Cell*& at) {
    if (!shape.set_enum_name(value, next(at).text))
        throw std::runtime_error("the row holds a name that " + std::string(shape.name) + " does not have");
}

void take_optional(const Shape& shape, void* value, Cell*& at) {
    if (at->indicator == soci::i_null) {
        shape.reset(value);
        at += shape.element().kind == Kind::money ? 2 : 1;
    } else {
        take(shape.element(), shape.emplace(value), at);
    }
}

}  // namespace

std::vector<CellType> cell_types(const Shape& shape, CellType bytes) {
    std::vector<CellType> types;
    append_types(shape, bytes, false, types);
    return types;
}

void put(const Shape& shape, const void* value, Cell*& at) {
    switch (shape.kind) {
        case Kind::boolean:
            return put_integer(*static_cast<const bool*>(value), at);
        case Kind::integer:
            return put_integer(*static_cast<const std::int64_t*>(value), at);
        case Kind::time:
            return put_integer(to_milliseconds(*static_cast<const Time*>(value)), at);
        case Kind::id:
            return put_integer(static_cast<const Id*>(value)->value, at);
        case Kind::real:
            return put_real(*static_cast<const double*>(value), at);
        case Kind::text:
            return put_text(*static_cast<const std::string*>(value), at);
        case Kind::html:
            return put_text(static_cast<const Html*>(value)->value, at);
        case Kind::enumeration:
            return put_text(shape.enum_name(value), at);
        case Kind::bytes:
            return put_bytes(static_cast<const Bytes*>(value)->value, at);
        case Kind::money:
            put_integer(static_cast<const Money*>(value)->amount, at);
            return put_text(static_cast<const Money*>(value)->currency, at);
        case Kind::optional: {
            const void* held = shape.get_optional(value);
            if (held) return put(shape.element(), held, at);
            return put_nulls(shape.element().kind == Kind::money ? 2 : 1, at);
        }
        case Kind::record:
            for (const Member& member : shape.members) put(member.shape(), member.of(value), at);
            return;
        case Kind::list:
            CANYU_CHECK(!"a row holds no list");
    }
}

void take(const Shape& shape, void* value, Cell*& at) {
    switch (shape.kind) {
        case Kind::boolean:
            *static_cast<bool*>(value) = next(at).integer != 0;
            return;
        case Kind::integer:
            *static_cast<std::int64_t*>(value) = next(at).integer;
            return;
        case Kind::time:
            *static_cast<Time*>(value) = time_from_milliseconds(next(at).integer);
            return;
        case Kind::id:
            static_cast<Id*>(value)->value = next(at).integer;
            return;
        case Kind::real:
            *static_cast<double*>(value) = next(at).real;
            return;
        case Kind::text:
            *static_cast<std::string*>(value) = std::move(next(at).text);
            return;
        case Kind::html:
            static_cast<Html*>(value)->value = std::move(next(at).text);
            return;
        case Kind::enumeration:
            return take_enum(shape, value, at);
        case Kind::bytes: {
            Cell& cell = next(at);
            static_cast<Bytes*>(value)->value =
                cell.type == CellType::hex ? from_hex(cell.text) : std::move(cell.text);
            return;
        }
        case Kind::money:
            static_cast<Money*>(value)->amount = next(at).integer;
            static_cast<Money*>(value)->currency = std::move(next(at).text);
            return;
        case Kind::optional:
            return take_optional(shape, value, at);
        case Kind::record:
            for (const Member& member : shape.members) take(member.shape(), member.at(value), at);
            return;
        case Kind::list:
            CANYU_CHECK(!"a row holds no list");
    }
}

}  // namespace canyu::db
