// What people and staff send about what should, or should not, stand here.
#pragma once

#include <optional>
#include <string>

#include "features/moderation/moderation.hpp"

namespace canyu::moderation {

struct FlagForm {
    FlagReason reason = FlagReason::spam;
    std::string words;
};
BOOST_DESCRIBE_STRUCT(FlagForm, (), (reason, words))

struct DecisionForm {
    Verdict verdict = Verdict::approve;
    std::string reason;
    std::optional<std::int64_t> days;
};
BOOST_DESCRIBE_STRUCT(DecisionForm, (), (verdict, reason, days))

struct AppealForm {
    std::string words;
};
BOOST_DESCRIBE_STRUCT(AppealForm, (), (words))

enum class AppealAnswer { grant, refuse };
BOOST_DESCRIBE_ENUM(AppealAnswer, grant, refuse)

struct AnswerForm {
    AppealAnswer outcome = AppealAnswer::refuse;
    std::string answer;
};
BOOST_DESCRIBE_STRUCT(AnswerForm, (), (outcome, answer))

}  // namespace canyu::moderation
