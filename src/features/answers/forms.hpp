// What is sent about who may know.
#pragma once

#include <string>

#include "features/answers/answers.hpp"

namespace canyu::answers {

struct PatienceForm {
    std::int64_t hours = 0;
    std::int64_t at_most = 0;
};
BOOST_DESCRIBE_STRUCT(PatienceForm, (), (hours, at_most))

struct AskForm {
    std::string who;  // a name
};
BOOST_DESCRIBE_STRUCT(AskForm, (), (who))

// place: "board living-room" or "product phone".
struct ExpertForm {
    std::string person;
    std::string place;
};
BOOST_DESCRIBE_STRUCT(ExpertForm, (), (person, place))

}  // namespace canyu::answers
