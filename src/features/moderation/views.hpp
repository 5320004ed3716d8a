// What the pages of moderation show; nothing public says whose words were moderated, or who flagged them.
#pragma once

#include "features/moderation/store.hpp"
#include "platform/web/pagination.hpp"

namespace canyu::moderation {

// ---- for everybody
struct PublicLine {
    ModerationAct act = ModerationAct::held;
    std::optional<people::Card> by;  // nothing: by the rules, without anybody deciding
    std::string reason;
    std::optional<Time> until;
    Time at{};
    std::string thing;  // "a post"
    std::string place_name;
    std::string place_url;
    std::string case_url;
};
BOOST_DESCRIBE_STRUCT(PublicLine, (), (act, by, reason, until, at, thing, place_name, place_url, case_url))

struct ModerationPage {
    std::vector<PublicLine> lines;
    std::optional<web::Pagination> pagination;
};
BOOST_DESCRIBE_STRUCT(ModerationPage, (), (lines, pagination))

struct CasePage {
    std::string case_thing;
    std::string case_place;
    std::string case_place_url;
    CaseState case_state = CaseState::waiting;
    std::vector<PublicLine> lines;  // the first first
    std::string act_url;
    bool is_mine = false;
    bool can_appeal = false;
    std::string my_url;     // of the words, for their author only
    std::string my_appeal;  // what the author said, for the author only
    std::string words;      // typed and refused
};
BOOST_DESCRIBE_STRUCT(CasePage, (),
                      (case_thing, case_place, case_place_url, case_state, lines, act_url, is_mine,
                       can_appeal, my_url, my_appeal, words))

// ---- for the one who flags
struct FlagChoice {
    FlagReason reason = FlagReason::spam;
};
BOOST_DESCRIBE_STRUCT(FlagChoice, (), (reason))

struct FlagPage {
    std::string thing;
    std::string piece_url;
    Html piece_words;
    std::string act_url;
    std::vector<FlagChoice> choices;
    bool flagged = false;  // by this person
    bool decided = false;  // and looked at
    std::string words;
};
BOOST_DESCRIBE_STRUCT(FlagPage, (),
                      (thing, piece_url, piece_words, act_url, choices, flagged, decided, words))

// ---- for oneself
struct NeededView {
    Level level = Level::newcomer;
    std::int64_t steps_missing = 0;
    std::int64_t days_missing = 0;
    std::int64_t helpful_missing = 0;
};
BOOST_DESCRIBE_STRUCT(NeededView, (), (level, steps_missing, days_missing, helpful_missing))

struct LimitsView {
    Level level = Level::newcomer;
    std::int64_t topics = 0;
    std::int64_t posts = 0;
    std::int64_t links = 0;
    std::int64_t flags = 0;
    bool mine = false;
};
BOOST_DESCRIBE_STRUCT(LimitsView, (), (level, topics, posts, links, flags, mine))

struct MyFlag {
    FlagReason reason = FlagReason::spam;
    FlagOutcome outcome = FlagOutcome::open;
    Time at{};
    std::string thing;
    std::string place_name;
    std::string case_url;
};
BOOST_DESCRIBE_STRUCT(MyFlag, (), (reason, outcome, at, thing, place_name, case_url))

struct MyCase {
    Cause cause = Cause::flags;
    CaseState state = CaseState::waiting;
    Time opened_at{};
    std::string thing;
    std::string place_name;
    std::string case_url;
};
BOOST_DESCRIBE_STRUCT(MyCase, (), (cause, state, opened_at, thing, place_name, case_url))

struct TrustPage {
    Level level = Level::newcomer;
    bool staff = false;
    std::int64_t steps = 0;
    std::int64_t days = 0;
    std::int64_t helpful = 0;  // weights added up, rounded
    std::int64_t declined = 0;
    bool approved = false;
    std::optional<Time> held_until;  // what they write is looked at first
    std::optional<NeededView> next;
    std::vector<LimitsView> limits;
    std::int64_t my_flag_percent = 0;  // of what hides a thing at once
    std::vector<MyCase> cases;
    std::vector<MyFlag> flags;
};
BOOST_DESCRIBE_STRUCT(TrustPage, (),
                      (level, staff, steps, days, helpful, declined, approved, held_until, next, limits,
                       my_flag_percent, cases, flags))

// ---- for the staff
struct StudioFlag {
    people::Card by;
    FlagReason reason = FlagReason::spam;
    std::string words;
    std::int64_t percent = 0;  // of the weight that hides
};
BOOST_DESCRIBE_STRUCT(StudioFlag, (), (by, reason, words, percent))

struct StudioCase {
    Id review_id;
    std::string thing;
    Cause cause = Cause::flags;
    CaseState state = CaseState::waiting;
    people::Card author;
    Level author_level = Level::newcomer;
    std::int64_t author_declined = 0;
    std::string piece_title;
    Html piece_words;
    std::string piece_url;
    std::string place_name;
    Time said_at{};
    bool out_of_sight = false;
    std::vector<StudioFlag> flags;
    std::int64_t flags_percent = 0;
    bool trusts = false;
    std::optional<Time> blocked_until;
    std::string decided_reason;
    std::optional<people::Card> decided_by;
    std::optional<Time> decided_at;
    std::string appeal_words;  // of an appeal that waits for its answer
    std::string review_url;
    std::string prefix;  // of the ids of its fields, where several stand on a page
    std::string typed_reason;
    std::string typed_answer;
};
BOOST_DESCRIBE_STRUCT(StudioCase, (),
                      (review_id, thing, cause, state, author, author_level, author_declined, piece_title,
                       piece_words, piece_url, place_name, said_at, out_of_sight, flags, flags_percent,
                       trusts, blocked_until, decided_reason, decided_by, decided_at, appeal_words,
                       review_url, prefix, typed_reason, typed_answer))

struct StudioReviewPage {
    std::int64_t waiting_count = 0;
    std::vector<StudioCase> waiting;
    std::vector<StudioCase> appeals;
    std::vector<StudioCase> decided;
};
BOOST_DESCRIBE_STRUCT(StudioReviewPage, (), (waiting_count, waiting, appeals, decided))

struct StudioCasePage {
    std::vector<StudioCase> review;  // the one
    std::vector<PublicLine> lines;
};
BOOST_DESCRIBE_STRUCT(StudioCasePage, (), (review, lines))

}  // namespace canyu::moderation
