// What staff send about squads.
#pragma once

#include <string>
#include <vector>

#include "features/squads/squads.hpp"

namespace canyu::squads {

struct FormSquadForm {
    std::string product;  // slug
    std::string name_zh;
    std::string name_en;
    std::string person;
};
BOOST_DESCRIBE_STRUCT(FormSquadForm, (), (product, name_zh, name_en, person))

struct NamesForm {
    std::string name_zh;
    std::string name_en;
};
BOOST_DESCRIBE_STRUCT(NamesForm, (), (name_zh, name_en))

struct ModuleForm {
    std::string module_zh;
    std::string module_en;
};
BOOST_DESCRIBE_STRUCT(ModuleForm, (), (module_zh, module_en))

struct PersonForm {
    std::string person;
};
BOOST_DESCRIBE_STRUCT(PersonForm, (), (person))

struct ReasonForm {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReasonForm, (), (reason))

struct PullForm {
    Id demand;
};
BOOST_DESCRIBE_STRUCT(PullForm, (), (demand))

struct ReadForm {
    std::vector<Id> reports;
};
BOOST_DESCRIBE_STRUCT(ReadForm, (), (reports))

struct OwnWorkForm {
    std::string title;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(OwnWorkForm, (), (title, reason))

}  // namespace canyu::squads
