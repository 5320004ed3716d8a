// What staff send about known issues.
#pragma once

#include "features/known_issues/known_issues.hpp"

namespace canyu::known_issues {

// A new one is open, without state, fixed_in and reason.
struct IssueForm {
    std::string product;  // slug, of a new one
    std::string sentence;
    std::string workaround;
    std::string demands;
    std::optional<std::int64_t> found_in;
    bool holds = false;
    std::optional<IssueState> state;
    std::optional<std::int64_t> fixed_in;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(IssueForm, (),
                      (product, sentence, workaround, demands, found_in, holds, state, fixed_in, reason))

}  // namespace canyu::known_issues
