// Finds the people a text speaks to: @name, where somebody has that name.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace canyu::markdown {

class Mentions {
  public:
    // exists: may be empty (nobody); outlives this.
    explicit Mentions(const std::function<bool(const std::string& name)>& exists) : exists_(exists) {}

    struct Found {
        std::size_t begin;  // of the "@" in the text
        std::size_t end;
        std::string name;  // in lower case
    };
    // The first mention at or after `from`.
    std::optional<Found> next(std::string_view text, std::size_t from);
    // All names found, each once, in order.
    std::vector<std::string> take_names() { return std::move(names_); }

  private:
    bool is_person(const std::string& name);

    const std::function<bool(const std::string& name)>& exists_;
    std::unordered_map<std::string, bool> asked_;  // and the answer
    std::vector<std::string> names_;
};

}  // namespace canyu::markdown
