// Described structs: one run-time description of a struct serves rows, forms, views, events and OpenAPI
// alike.
//
// A struct is described once, beside its definition, with BOOST_DESCRIBE_STRUCT(Type, (), (members…)); an
// enum with BOOST_DESCRIBE_ENUM(Type, values…). shape_of<Type>() then answers its Shape, a static tree that
// walkers follow over `void*`, so that each walker (JSON, template, SQL, form) is ordinary code compiled once
// and headers stay light.
#pragma once

#include <array>
#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"

namespace canyu {

// Bytes that are not text.
struct Bytes {
    std::string value;
    bool operator==(const Bytes&) const = default;
};

// Markup that was made safe where it was made; shown as it is. Everything else is escaped.
struct Html {
    std::string value;
    bool operator==(const Html&) const = default;
};

// Integer minor units with an ISO 4217 currency: {1999, "CNY"} is 19.99 yuan.
struct Money {
    std::int64_t amount = 0;
    std::string currency;
    bool operator==(const Money&) const = default;
};

enum class Kind {
    boolean,
    integer,
    real,
    text,
    bytes,
    html,
    time,
    id,
    money,
    enumeration,
    optional,
    list,
    record
};

struct Shape;

struct Member {
    std::string_view name;
    const Shape& (*shape)();
    void* (*at)(void* record);

    const void* of(const void* record) const { return at(const_cast<void*>(record)); }
};

struct EnumValue {
    std::string_view name;
    std::int64_t value;
};

// What a C++ type looks like at run time. The C++ type behind each kind is fixed:
// boolean bool · integer std::int64_t · real double · text std::string · bytes Bytes · html Html · time Time
// · id Id · money Money · enumeration any described enum · optional std::optional<T> · list std::vector<T> ·
// record described.
struct Shape {
    Kind kind;
    std::string_view name{};  // of a record or an enumeration: its C++ name without namespace

    std::span<const Member> members{};                   // record
    std::span<const EnumValue> values{};                 // enumeration
    std::int64_t (*get_enum)(const void*) = nullptr;     // enumeration
    void (*set_enum)(void*, std::int64_t) = nullptr;     // enumeration
    const Shape& (*element)() = nullptr;                 // optional, list
    const void* (*get_optional)(const void*) = nullptr;  // optional: null when empty
    void* (*emplace)(void*) = nullptr;           // optional: makes and answers the value; list: appends one
    void (*reset)(void*) = nullptr;              // optional, list: empties
    std::size_t (*size)(const void*) = nullptr;  // list
    const void* (*at)(const void*, std::size_t) = nullptr;  // list

    const Member* find(std::string_view member) const;
    // The name of the enumeration value held at `value`.
    std::string_view enum_name(const void* value) const;
    // Sets the enumeration at `value` by name; false when there is no such name.
    bool set_enum_name(void* value, std::string_view value_name) const;
};

template <class T>
const Shape& shape_of();

namespace detail {

constexpr std::string_view unqualified(std::string_view type_name) {
    const std::size_t colon = type_name.rfind("::");
    return colon == std::string_view::npos ? type_name : type_name.substr(colon + 2);
}

template <class T>
constexpr std::string_view type_name() {
    const std::string_view text =
        __PRETTY_FUNCTION__;  // "… [with T = ns::Type; …" (gcc) or "… [T = ns::Type]" (clang)
    const std::size_t start = text.find("T = ") + 4;
    return text.substr(start, text.find_first_of(";]", start) - start);
}

// Data and no code, so that a file full of described structs is quickly compiled: a shape is constant, and
// only the small functions it points to are compiled for each type.
template <class T>
struct RecordShape {
    template <class D>
    static void* at(void* record) {
        return &(static_cast<T*>(record)->*D::pointer);
    }
    template <class D>
    using Value = std::remove_reference_t<decltype(std::declval<T&>().*D::pointer)>;
    template <template <class...> class List, class... D>
    static constexpr auto list(List<D...>) {
        return std::array<Member, sizeof...(D)>{Member{D::name, &shape_of<Value<D>>, &at<D>}...};
    }
    static constexpr auto members = list(boost::describe::describe_members < T,
                                         boost::describe::mod_public | boost::describe::mod_inherited > {});
    static constexpr Shape shape{
        .kind = Kind::record, .name = unqualified(type_name<T>()), .members = members};
};

template <class T>
struct EnumShape {
    template <template <class...> class List, class... D>
    static constexpr auto list(List<D...>) {
        return std::array<EnumValue, sizeof...(D)>{
            EnumValue{D::name, static_cast<std::int64_t>(D::value)}...};
    }
    static constexpr auto values = list(boost::describe::describe_enumerators<T>{});
    static constexpr Shape shape{
        .kind = Kind::enumeration,
        .name = unqualified(type_name<T>()),
        .values = values,
        .get_enum = [](const void* at) { return static_cast<std::int64_t>(*static_cast<const T*>(at)); },
        .set_enum = [](void* at, std::int64_t value) { *static_cast<T*>(at) = static_cast<T>(value); }};
};

template <class T>
struct ShapeMaker : std::conditional_t<std::is_enum_v<T>, EnumShape<T>, RecordShape<T>> {};

template <class T>
struct ShapeMaker<std::optional<T>> {
    using Self = std::optional<T>;
    static constexpr Shape shape{
        .kind = Kind::optional,
        .element = &shape_of<T>,
        .get_optional = [](const void* at) -> const void* {
            const auto& self = *static_cast<const Self*>(at);
            return self ? &*self : nullptr;
        },
        .emplace = [](void* at) -> void* { return &static_cast<Self*>(at)->emplace(); },
        .reset = [](void* at) { static_cast<Self*>(at)->reset(); }};
};

template <class T>
struct ShapeMaker<std::vector<T>> {
    static_assert(!std::is_same_v<T, bool>, "std::vector<bool> has no addressable elements");
    using Self = std::vector<T>;
    static constexpr Shape shape{
        .kind = Kind::list,
        .element = &shape_of<T>,
        .emplace = [](void* at) -> void* { return &static_cast<Self*>(at)->emplace_back(); },
        .reset = [](void* at) { static_cast<Self*>(at)->clear(); },
        .size = [](const void* at) { return static_cast<const Self*>(at)->size(); },
        .at = [](const void* at, std::size_t i) -> const void* {
            return &(*static_cast<const Self*>(at))[i];
        }};
};

template <Kind K>
struct ScalarShape {
    static constexpr Shape shape{.kind = K};
};

template <>
struct ShapeMaker<bool> : ScalarShape<Kind::boolean> {};
template <>
struct ShapeMaker<std::int64_t> : ScalarShape<Kind::integer> {};
template <>
struct ShapeMaker<double> : ScalarShape<Kind::real> {};
template <>
struct ShapeMaker<std::string> : ScalarShape<Kind::text> {};
template <>
struct ShapeMaker<Bytes> : ScalarShape<Kind::bytes> {};
template <>
struct ShapeMaker<Html> : ScalarShape<Kind::html> {};
template <>
struct ShapeMaker<Time> : ScalarShape<Kind::time> {};
template <>
struct ShapeMaker<Id> : ScalarShape<Kind::id> {};
template <>
struct ShapeMaker<Money> : ScalarShape<Kind::money> {};

}  // namespace detail

template <class T>
const Shape& shape_of() {
    return detail::ShapeMaker<std::remove_cv_t<T>>::shape;
}

// The name of a described enum's value: enum_name(Status::heard) is "heard".
template <class E>
std::string_view enum_name(E value) {
    return shape_of<E>().enum_name(&value);
}

// The value of that name, or nothing.
template <class E>
std::optional<E> enum_from_name(std::string_view name) {
    E value{};
    if (!shape_of<E>().set_enum_name(&value, name)) return std::nullopt;
    return value;
}

}  // namespace canyu
