// What staff send about charters and stages.
#pragma once

#include "features/charter/charter.hpp"

namespace canyu::charter {

struct CharterForm {
    std::string what_zh;
    std::string what_en;
    std::string pain_zh;
    std::string pain_en;
    std::string itch_zh;
    std::string itch_en;
    std::string demands;
    std::string reports;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(CharterForm, (),
                      (what_zh, what_en, pain_zh, pain_en, itch_zh, itch_en, demands, reports, reason))

struct NodeForm {
    std::string keyword_zh;
    std::string keyword_en;
    std::string proof_zh;
    std::string proof_en;
    std::optional<Id> measure;
    std::string story_zh;
    std::string story_en;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(NodeForm, (),
                      (keyword_zh, keyword_en, proof_zh, proof_en, measure, story_zh, story_en, reason))

struct MoveForm {
    Direction direction = Direction::up;
};
BOOST_DESCRIBE_STRUCT(MoveForm, (), (direction))

struct RemovalForm {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(RemovalForm, (), (reason))

struct StageForm {
    std::string name_zh;
    std::string name_en;
};
BOOST_DESCRIBE_STRUCT(StageForm, (), (name_zh, name_en))

// Slugs; `from`: which product the form showed in front, "" for none.
struct FlagshipForm {
    std::string product;
    std::string from;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(FlagshipForm, (), (product, from, reason))

}  // namespace canyu::charter
