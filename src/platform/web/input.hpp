// Forms, query strings and JSON bodies into described input structs, by one set of rules.
#pragma once

#include "base/result.hpp"
#include "base/shape.hpp"
#include "platform/http/forms.hpp"
#include "platform/http/message.hpp"

namespace canyu::web {

// The body's fields: a form, an upload, or a JSON object whose members are strings, numbers, booleans, null
// or lists of them.
Result<http::Form> parse_body(const http::Request& request);

// Fills the record at `input` (freshly made). Texts are cleaned (base/text.hpp clean_text); an absent text is
// "", an absent boolean false, an absent or empty optional nothing, a list every field of that name. Anything
// that does not fit is a field problem (422): "field.number", "field.choice", "field.required".
Result<void> bind(const Shape& shape, void* input, const http::Form& form);

template <class T>
Result<T> bind(const http::Form& form) {
    T input{};
    if (auto bound = bind(shape_of<T>(), &input, form); !bound)
        return std::unexpected(std::move(bound).error());
    return input;
}

}  // namespace canyu::web
