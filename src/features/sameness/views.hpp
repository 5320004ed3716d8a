// What the page of pairs shows, and what staff send from it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/demand/demand.hpp"
#include "features/people/people.hpp"

namespace canyu::sameness {

// One demand of a pair, with the words it has in common with the other marked.
struct AlikeSide {
    Id demand_id;
    std::int64_t demand_number = 0;
    std::string demand_title;
    std::string title_language;        // "zh-CN", or "" where it is not known
    std::optional<Html> marked_title;  // nothing where nothing is in common any more
    std::optional<Html> marked_words;
    std::string founding_words;
    demand::Stage stage = demand::Stage::heard;
    std::int64_t people = 0;
    Time last_said_at{};
    bool takes_other = false;  // the other one may be merged into it
};
BOOST_DESCRIBE_STRUCT(AlikeSide, (),
                      (demand_id, demand_number, demand_title, title_language, marked_title, marked_words,
                       founding_words, stage, people, last_said_at, takes_other))

struct AlikeView {
    Id alike_id;
    std::int64_t percent = 0;
    std::vector<AlikeSide> sides;  // the older one first
};
BOOST_DESCRIBE_STRUCT(AlikeView, (), (alike_id, percent, sides))

struct SelfJoinedView {
    Id joined_report_id;
    std::string words;
    std::string words_language;
    std::int64_t percent = 0;  // 0: it joined with its wave
    std::int64_t beside = 0;   // reports most like it in that
    Time joined_at{};
    Id joined_demand_id;
    std::string joined_title;
};
BOOST_DESCRIBE_STRUCT(SelfJoinedView, (),
                      (joined_report_id, words, words_language, percent, beside, joined_at, joined_demand_id,
                       joined_title))

struct ToldApartView {
    Id alike_id;
    std::string older_title;
    std::string newer_title;
    std::optional<people::Card> told_by;
    std::optional<Time> told_at;
};
BOOST_DESCRIBE_STRUCT(ToldApartView, (), (alike_id, older_title, newer_title, told_by, told_at))

// Whether reports join by themselves, and what that is known from.
struct SurenessView {
    std::string product_name;
    bool has_model = false;
    bool proven = false;
    std::int64_t sure = 0;
    std::int64_t sure_right = 0;
};
BOOST_DESCRIBE_STRUCT(SurenessView, (), (product_name, has_model, proven, sure, sure_right))

struct AlikePage {
    std::vector<products::Choice> choices;
    std::vector<AlikeView> pairs;
    bool more = false;  // come when these are decided
    std::vector<SelfJoinedView> joined;
    std::vector<SurenessView> proofs;
    std::vector<ToldApartView> apart;
};
BOOST_DESCRIBE_STRUCT(AlikePage, (), (choices, pairs, more, joined, proofs, apart))

struct MergeForm {
    Id into;
};
BOOST_DESCRIBE_STRUCT(MergeForm, (), (into))

}  // namespace canyu::sameness
