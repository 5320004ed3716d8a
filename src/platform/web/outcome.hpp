// What a handler answers: a view to show, an act that is done, a problem, or bytes.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <variant>

#include "base/result.hpp"
#include "base/shape.hpp"
#include "platform/http/message.hpp"

namespace canyu::web {

// An act that took place. A browser is sent on to `location` (303) and told `said` there; an API client gets
// both as JSON.
struct Done {
    std::string location;
    Message said;
};

// A described struct of any type, held with its Shape.
struct View {
    const Shape* shape = nullptr;
    std::shared_ptr<const void> value;
};

template <class T>
View make_view(T value) {
    return {&shape_of<T>(), std::make_shared<const T>(std::move(value))};
}

using Outcome = std::variant<View, Done, Problem, http::Response>;

inline Outcome to_outcome(Done done) {
    return done;
}
inline Outcome to_outcome(http::Response response) {
    return response;
}
template <class T>
Outcome to_outcome(T view) {
    return make_view(std::move(view));
}
template <class T>
Outcome to_outcome(Result<T> result) {
    if (!result) return std::move(result).error();
    return to_outcome(*std::move(result));
}

}  // namespace canyu::web
