// What people and staff send about rights.
#pragma once

#include "features/entitlements/entitlements.hpp"

namespace canyu::entitlements {

struct EvidenceForm {
    std::string evidence;
    std::string link;
};
BOOST_DESCRIBE_STRUCT(EvidenceForm, (), (evidence, link))

struct AnswerForm {
    bool grants = false;
    std::string words;
    std::optional<std::int64_t> days;  // where it grants
};
BOOST_DESCRIBE_STRUCT(AnswerForm, (), (grants, words, days))

struct EndForm {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(EndForm, (), (reason))

struct RuleForm {
    std::string product;  // slug
    std::int64_t deeds = 0;
    std::int64_t days = 0;
};
BOOST_DESCRIBE_STRUCT(RuleForm, (), (product, deeds, days))

}  // namespace canyu::entitlements
