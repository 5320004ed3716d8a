// What members send: forms and queries, their rules, and how complete a report is.
#pragma once

#include <span>

#include "features/demand/listing.hpp"
#include "features/report/report.hpp"

namespace canyu::demand {

enum class HowOften { once, sometimes, every_day, always };
BOOST_DESCRIBE_ENUM(HowOften, once, sometimes, every_day, always)

// The parts of the structured forms; each form has some of them.
enum class ReportPart {
    title,
    steps,
    expected,
    actual,
    how_often,
    version,
    who_for,
    today,
    wanted,
    task,
    feeling,
    steps_now,
    where,
    what_happened,
    text
};
BOOST_DESCRIBE_ENUM(ReportPart, title, steps, expected, actual, how_often, version, who_for, today, wanted,
                    task, feeling, steps_now, where, what_happened, text)

// One line, or the "me too" beside a suggestion, whose words then go there.
struct SayForm {
    std::string product;  // slug; "" for the first
    std::string text;
    std::optional<Id> join;  // the demand they are words for
};
BOOST_DESCRIBE_STRUCT(SayForm, (), (product, text, join))

struct ReportForm {
    std::optional<report::ReportKind> kind;
    std::string product;
    std::string title;
    std::string text;
    std::string steps;
    std::string expected;
    std::string actual;
    std::optional<HowOften> how_often;
    std::string version;
    std::string who_for;
    std::string today;
    std::string wanted;
    std::string task;
    std::string feeling;
    std::string steps_now;  // digits; as typed, so that what is wrong with it can be shown
    std::string where;
    std::string what_happened;
    std::optional<Id> join;
};
BOOST_DESCRIBE_STRUCT(ReportForm, (),
                      (kind, product, title, text, steps, expected, actual, how_often, version, who_for,
                       today, wanted, task, feeling, steps_now, where, what_happened, join))

struct SuggestQuery {
    std::string product;
    std::string title;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(SuggestQuery, (), (product, title, text))

struct ListQuery {
    std::string product;
    std::optional<ListStage> stage;
    std::optional<ListSort> sort;
};
BOOST_DESCRIBE_STRUCT(ListQuery, (), (product, stage, sort))

struct SupportForm {
    std::string why;
};
BOOST_DESCRIBE_STRUCT(SupportForm, (), (why))

enum class WorksAnswer { yes, no };
BOOST_DESCRIBE_ENUM(WorksAnswer, yes, no)

struct VerdictForm {
    std::optional<WorksAnswer> works;
    std::string words;
};
BOOST_DESCRIBE_STRUCT(VerdictForm, (), (works, words))

struct TalkForm {
    std::string markdown;
};
BOOST_DESCRIBE_STRUCT(TalkForm, (), (markdown))

struct JoinForm {
    Id demand;
};
BOOST_DESCRIBE_STRUCT(JoinForm, (), (demand))

Result<void> check(const SayForm& form);
Result<void> check(const ReportForm& form);

// The parts that are not title and text, as a report keeps them.
std::string fields_of(const ReportForm& form);

// What a part of a form is worth, and from how many characters on it counts as filled. The templates say the
// same in data-weight and data-enough, for <completeness-meter>.
struct PartRule {
    ReportPart part;
    std::int64_t weight;
    std::int64_t enough;
};
// Of a kind's form; none for a line.
std::span<const PartRule> part_rules(report::ReportKind kind);
// 0..100: floor(100 · filled weight / all weight).
std::int64_t completeness(const ReportForm& form);
std::int64_t completeness(const report::Report& report);

}  // namespace canyu::demand
