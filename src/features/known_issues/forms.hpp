// What staff send about known issues.
#pragma once

#include "features/known_issues/known_issues.hpp"

namespace canyu::known_issues {

struct OpeningForm {
    std::string product;  // slug
    std::string sentence;
    std::string workaround;
    std::string demands;
    std::optional<std::int64_t> found_in;
    bool holds = false;
};
BOOST_DESCRIBE_STRUCT(OpeningForm, (), (product, sentence, workaround, demands, found_in, holds))

struct IssueForm {
    std::string sentence;
    std::string workaround;
    std::string demands;
    std::optional<std::int64_t> found_in;
    bool holds = false;
    IssueState state = IssueState::open;
    std::optional<std::int64_t> fixed_in;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(IssueForm, (),
                      (sentence, workaround, demands, found_in, holds, state, fixed_in, reason))

}  // namespace canyu::known_issues
