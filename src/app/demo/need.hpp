// What a made-up story asks for must succeed: a refusal is a mistake in the story.
#pragma once

#include <stdexcept>
#include <string>
#include <type_traits>

#include "base/result.hpp"

namespace canyu::demo {

template <class T>
T need(Result<T> result) {
    if (!result) {
        std::string fields;
        for (const FieldProblem& field : result.error().fields)
            fields += " " + field.field + "=" + field.message.key;
        throw std::runtime_error(result.error().message.key + fields);
    }
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}

}  // namespace canyu::demo
