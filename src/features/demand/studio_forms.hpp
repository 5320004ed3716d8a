// What staff send and ask for: where a report belongs, what becomes of a demand, which part of the surface.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/demand/demand.hpp"

namespace canyu::demand {

struct StudioInboxQuery {
    std::string product;  // a slug; "" for all
};
BOOST_DESCRIBE_STRUCT(StudioInboxQuery, (), (product))

struct StudioReportQuery {
    std::string words;  // to look for demands by; "" for the report's own
};
BOOST_DESCRIBE_STRUCT(StudioReportQuery, (), (words))

// By a button's id, or by the number somebody typed. `back`: the page to be on afterwards.
struct StudioPutForm {
    std::optional<Id> demand;
    std::optional<std::int64_t> number;
    std::string back;
};
BOOST_DESCRIBE_STRUCT(StudioPutForm, (), (demand, number, back))

struct StudioFoundForm {
    std::string title;
    std::string back;
};
BOOST_DESCRIBE_STRUCT(StudioFoundForm, (), (title, back))

struct StudioNoDemandForm {
    std::string reason;
    std::string back;
};
BOOST_DESCRIBE_STRUCT(StudioNoDemandForm, (), (reason, back))

struct StudioTitleForm {
    std::string title;
};
BOOST_DESCRIBE_STRUCT(StudioTitleForm, (), (title))

struct StudioSplitForm {
    std::vector<Id> reports;
    std::string split_title;
};
BOOST_DESCRIBE_STRUCT(StudioSplitForm, (), (reports, split_title))

// `standing` open takes a decision back. `other_number`: the demand it is redirected to.
struct StudioDecisionForm {
    Standing standing = Standing::open;
    std::string reason;
    std::string alternative;
    std::optional<std::int64_t> other_number;
};
BOOST_DESCRIBE_STRUCT(StudioDecisionForm, (), (standing, reason, alternative, other_number))

struct StudioMergeQuery {
    std::string words;  // or a number; "" for what sounds like this demand
};
BOOST_DESCRIBE_STRUCT(StudioMergeQuery, (), (words))

struct StudioMergeForm {
    std::optional<Id> into;
    std::optional<std::int64_t> number;
};
BOOST_DESCRIBE_STRUCT(StudioMergeForm, (), (into, number))

// held: only those who do not count until somebody has looked.
enum class VoiceOrder { first, latest, held };
BOOST_DESCRIBE_ENUM(VoiceOrder, first, latest, held)
struct StudioPeopleQuery {
    std::optional<VoiceOrder> order;
};
BOOST_DESCRIBE_STRUCT(StudioPeopleQuery, (), (order))

struct StudioVouchForm {
    std::vector<Id> people;
};
BOOST_DESCRIBE_STRUCT(StudioVouchForm, (), (people))

enum class BoardView { picture, table };
BOOST_DESCRIBE_ENUM(BoardView, picture, table)
struct StudioBoardQuery {
    std::string product;  // a slug; "" for the first
    std::optional<BoardView> view;
    std::optional<Id> demand;  // the one to explain; the highest when absent
};
BOOST_DESCRIBE_STRUCT(StudioBoardQuery, (), (product, view, demand))

}  // namespace canyu::demand
