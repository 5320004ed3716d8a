// What a user can cause is a value: Result<T> is a T or a Problem that says, in the reader's language, what
// to do.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace canyu {

// A sentence by key; "{name}" in its translation is replaced by the argument of that name.
struct Message {
    std::string key;
    std::vector<std::pair<std::string, std::string>> arguments;
};

struct FieldProblem {
    std::string field;  // the form field's name, as in the form struct
    Message message;
};

// Becomes application/problem+json (RFC 9457) or an error page; message.key is also the machine-readable
// code.
struct Problem {
    int status = 400;  // the HTTP status
    Message message;
    std::vector<FieldProblem> fields;
};

template <class T>
using Result = std::expected<T, Problem>;

// The problems every slice needs; each takes the key of a sentence of its own.
inline std::unexpected<Problem> refuse(int status, std::string key,
                                       std::vector<std::pair<std::string, std::string>> arguments = {}) {
    return std::unexpected(Problem{status, {std::move(key), std::move(arguments)}, {}});
}
inline std::unexpected<Problem> not_found() {
    return refuse(404, "problem.not_found");
}
inline std::unexpected<Problem> forbidden() {
    return refuse(403, "problem.forbidden");
}

}  // namespace canyu

// CANYU_TRY(auto row, find(id)): declares what the Result holds, or returns its Problem to the caller.
#define CANYU_TRY_JOIN_(a, b) a##b
#define CANYU_TRY_JOIN(a, b) CANYU_TRY_JOIN_(a, b)
#define CANYU_TRY(declaration, expression)                                           \
    auto CANYU_TRY_JOIN(tried_, __LINE__) = (expression);                            \
    if (!CANYU_TRY_JOIN(tried_, __LINE__))                                           \
        return std::unexpected(std::move(CANYU_TRY_JOIN(tried_, __LINE__)).error()); \
    declaration = *std::move(CANYU_TRY_JOIN(tried_, __LINE__))
