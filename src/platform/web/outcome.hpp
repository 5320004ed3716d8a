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

// What a GET may answer where the thing itself may have moved: the page, or the way on with a note.
template <class T>
using OrMoved = std::variant<T, Done>;

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
Outcome to_outcome(OrMoved<T> either) {
    if (auto* moved = std::get_if<Done>(&either)) return std::move(*moved);
    return to_outcome(std::get<T>(std::move(either)));
}
template <class T>
Outcome to_outcome(Result<T> result) {
    if (!result) return std::move(result).error();
    return to_outcome(*std::move(result));
}

}  // namespace canyu::web
