#include "base/shape.hpp"

#include "base/check.hpp"

namespace canyu {

const Member* Shape::find(std::string_view member) const {
    for (const Member& candidate : members)
        if (candidate.name == member) return &candidate;
    return nullptr;
}

std::string_view Shape::enum_name(const void* value) const {
    const std::int64_t held = get_enum(value);
    for (const EnumValue& candidate : values)
        if (candidate.value == held) return candidate.name;
    CANYU_CHECK(!"the enumeration holds a value it does not have");
    return {};
}

bool Shape::set_enum_name(void* value, std::string_view value_name) const {
    for (const EnumValue& candidate : values)
        if (candidate.name == value_name) {
            set_enum(value, candidate.value);
            return true;
        }
    return false;
}

}  // namespace canyu
