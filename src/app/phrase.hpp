// What the command line says, in Chinese or English by the locale of the process.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace canyu {

// The same thing said in two languages; "{name}" is replaced by the argument of that name.
struct Phrase {
    std::string_view english;
    std::string_view chinese;
};

// Chinese where LC_ALL, LC_MESSAGES or LANG (the first that is set) begins with "zh", else English.
[[nodiscard]] bool speaks_chinese();

[[nodiscard]] std::string say(const Phrase& phrase,
                              const std::vector<std::pair<std::string, std::string>>& arguments = {});

// What a slice says by key.
[[nodiscard]] std::string sentence(const Message& message);
// All that is wrong, a line for each field; or the one thing that is.
[[nodiscard]] std::string sentence(const Problem& problem);

// What a command needs to go on: the value, or the problem thrown as its sentence.
template <class T>
T value_or_throw(Result<T> result) {
    if (!result) throw std::runtime_error(sentence(result.error()));
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}

}  // namespace canyu
