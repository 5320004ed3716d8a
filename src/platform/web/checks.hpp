// Collects what is wrong with a form, so that a person hears all of it at once.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/text.hpp"

namespace canyu::web {

// Checks checks;
// checks.length("title", form.title, 4, 120);
// checks.that(is_slug(form.slug), "slug", "products.slug_form");
// return checks.result();
class Checks {
  public:
    // Characters, as a person counts them. Says how many there may be.
    void length(std::string_view field, std::string_view text, std::size_t least, std::size_t most) {
        const std::size_t count = count_characters(text);
        if (count == 0 && least > 0)
            add(field, {"field.required", {}});
        else if (count < least)
            add(field, {"field.too_short", {{"least", std::to_string(least)}}});
        else if (count > most)
            add(field,
                {"field.too_long", {{"most", std::to_string(most)}, {"count", std::to_string(count)}}});
    }
    void that(bool holds, std::string_view field, std::string_view key) {
        if (!holds) add(field, {std::string(key), {}});
    }
    void add(std::string_view field, Message message) {
        problem_.fields.push_back({std::string(field), std::move(message)});
    }
    bool ok() const { return problem_.fields.empty(); }
    Result<void> result() const {
        if (ok()) return {};
        return std::unexpected(problem_);
    }

  private:
    Problem problem_{422, {"problem.look_again", {}}, {}};
};

// A reason that everybody will read, trimmed: 4 to 1,000 characters, or the problem of the field "reason".
inline Result<std::string> public_reason(std::string_view reason) {
    const std::string_view said = trim(reason);
    Checks checks;
    checks.length("reason", said, 4, 1000);
    if (auto checked = checks.result(); !checked) return std::unexpected(std::move(checked).error());
    return std::string(said);
}

}  // namespace canyu::web
