// Described structs: one run-time description of a struct serves rows, forms, views, events and OpenAPI
// alike.
//
// A struct is described once, beside its definition, with BOOST_DESCRIBE_STRUCT(Type, (), (members…)); an
// enum with BOOST_DESCRIBE_ENUM(Type, values…). shape_of<Type>() then answers its Shape, a static tree that
// walkers follow over `void*`, so that each walker (JSON, template, SQL, form) is ordinary code compiled once
// and headers stay light.
#pragma once

#include <boost/describe.hpp>
#include <boost/mp11/algorithm.hpp>
#include <cstdint>
#include <optional>
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
    std::string_view name;  // of a record or an enumeration: its C++ name without namespace

    std::vector<Member> members{};                       // record
    std::vector<EnumValue> values{};                     // enumeration
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

std::string_view unqualified(std::string_view type_name);

template <class T>
constexpr std::string_view type_name() {
    const std::string_view text =
        __PRETTY_FUNCTION__;  // "… [with T = ns::Type; …" (gcc) or "… [T = ns::Type]" (clang)
    const std::size_t start = text.find("T = ") + 4;
    return text.substr(start, text.find_first_of(";]", start) - start);
}

template <class T>
Shape make_record() {
    Shape shape{Kind::record, unqualified(type_name<T>())};
    using Members =
        boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;
    boost::mp11::mp_for_each<Members>([&]<class D>(D) {
        using Value = std::remove_reference_t<decltype(std::declval<T&>().*D::pointer)>;
        shape.members.push_back({D::name, &shape_of<Value>, [](void* record) -> void* {
                                     return &(static_cast<T*>(record)->*D::pointer);
                                 }});
    });
    return shape;
}

template <class T>
Shape make_enum() {
    Shape shape{Kind::enumeration, unqualified(type_name<T>())};
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto descriptor) {
        shape.values.push_back({descriptor.name, static_cast<std::int64_t>(descriptor.value)});
    });
    shape.get_enum = [](const void* at) { return static_cast<std::int64_t>(*static_cast<const T*>(at)); };
    shape.set_enum = [](void* at, std::int64_t value) { *static_cast<T*>(at) = static_cast<T>(value); };
    return shape;
}

template <class T>
struct ShapeMaker {
    static Shape make() {
        if constexpr (std::is_enum_v<T>) {
            return make_enum<T>();
        } else {
            return make_record<T>();
        }
    }
};

template <class T>
struct ShapeMaker<std::optional<T>> {
    using Self = std::optional<T>;
    static Shape make() {
        Shape shape{Kind::optional, {}};
        shape.element = &shape_of<T>;
        shape.get_optional = [](const void* at) -> const void* {
            const auto& self = *static_cast<const Self*>(at);
            return self ? &*self : nullptr;
        };
        shape.emplace = [](void* at) -> void* { return &static_cast<Self*>(at)->emplace(); };
        shape.reset = [](void* at) { static_cast<Self*>(at)->reset(); };
        return shape;
    }
};

template <class T>
struct ShapeMaker<std::vector<T>> {
    static_assert(!std::is_same_v<T, bool>, "std::vector<bool> has no addressable elements");
    using Self = std::vector<T>;
    static Shape make() {
        Shape shape{Kind::list, {}};
        shape.element = &shape_of<T>;
        shape.emplace = [](void* at) -> void* { return &static_cast<Self*>(at)->emplace_back(); };
        shape.reset = [](void* at) { static_cast<Self*>(at)->clear(); };
        shape.size = [](const void* at) { return static_cast<const Self*>(at)->size(); };
        shape.at = [](const void* at, std::size_t i) -> const void* {
            return &(*static_cast<const Self*>(at))[i];
        };
        return shape;
    }
};

template <Kind K>
struct ScalarShape {
    static Shape make() { return {K, {}}; }
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
    static const Shape shape = detail::ShapeMaker<std::remove_cv_t<T>>::make();
    return shape;
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
