// The tables of moderation.
#pragma once

#include "features/moderation/moderation.hpp"

namespace canyu::moderation {

enum class CaseState { waiting, approved, declined, withdrawn };
BOOST_DESCRIBE_ENUM(CaseState, waiting, approved, declined, withdrawn)

// What the public log says was done.
enum class ModerationAct {
    held,
    hidden,
    shown_again,
    approved,
    approved_and_trusted,
    declined,
    declined_and_blocked,
    undone,
    appealed,
    appeal_granted,
    appeal_refused
};
BOOST_DESCRIBE_ENUM(ModerationAct, held, hidden, shown_again, approved, approved_and_trusted, declined,
                    declined_and_blocked, undone, appealed, appeal_granted, appeal_refused)

enum class FlagOutcome { open, upheld, dismissed };
BOOST_DESCRIBE_ENUM(FlagOutcome, open, upheld, dismissed)

namespace store {

struct Case {
    Id id;
    std::string kind;
    Id object_id;
    Id author_id;
    Cause cause = Cause::flags;
    CaseState state = CaseState::waiting;
    bool out_of_sight = false;
    bool trusts = false;
    std::optional<Time> blocked_until;
    std::string reason;
    std::optional<Id> decided_by;
    Time opened_at{};
    std::optional<Time> decided_at;
};
BOOST_DESCRIBE_STRUCT(Case, (),
                      (id, kind, object_id, author_id, cause, state, out_of_sight, trusts, blocked_until,
                       reason, decided_by, opened_at, decided_at))

struct Line {
    Id id;
    Id case_id;
    ModerationAct act = ModerationAct::held;
    Id by_person;
    std::string reason;
    std::optional<Time> until;
    Time at{};
};
BOOST_DESCRIBE_STRUCT(Line, (), (id, case_id, act, by_person, reason, until, at))

struct Flag {
    Id case_id;
    Id person_id;
    FlagReason reason = FlagReason::spam;
    std::string words;
    double weight = 0;
    bool newcomer = false;
    FlagOutcome outcome = FlagOutcome::open;
    Time at{};
};
BOOST_DESCRIBE_STRUCT(Flag, (), (case_id, person_id, reason, words, weight, newcomer, outcome, at))

struct Appeal {
    Id case_id;
    std::string words;
    Time at{};
    std::optional<bool> granted;
    std::string answer;
    std::optional<Id> answered_by;
    std::optional<Time> answered_at;
};
BOOST_DESCRIBE_STRUCT(Appeal, (), (case_id, words, at, granted, answer, answered_by, answered_at))

bool insert(db::Writer& writer, const Case& one);
void update(db::Writer& writer, const Case& one);
std::optional<Case> find(db::Reader& reader, Id id);
std::optional<Case> find(db::Reader& reader, const std::string& kind, Id object);
std::vector<Case> find(db::Reader& reader, const std::vector<Id>& ids);
// The one that waits longest first.
std::vector<Case> waiting(db::Reader& reader, std::int64_t limit);
std::int64_t count_waiting(db::Reader& reader);
// The latest decided first.
std::vector<Case> decided(db::Reader& reader, std::int64_t limit);
std::vector<Case> of_author(db::Reader& reader, Id author, std::int64_t limit);

std::int64_t count_declined(db::Reader& reader, Id author, Time since);
bool is_trusted(db::Reader& reader, Id author);
std::optional<Time> blocked_until(db::Reader& reader, Id author, Time now);

void insert(db::Writer& writer, const Line& line);
std::vector<Line> lines_of(db::Reader& reader, Id review);                              // the first first
std::vector<Line> lines(db::Reader& reader, std::int64_t skipped, std::int64_t limit);  // newest first
std::int64_t count_lines(db::Reader& reader);

bool insert(db::Writer& writer, const Flag& flag);
bool remove_open_flag(db::Writer& writer, Id review, Id person);
std::vector<Flag> flags_of(db::Reader& reader, Id review);
std::vector<Flag> flags_by(db::Reader& reader, Id person, std::int64_t limit);  // newest first
// Those of `from` become `to`.
void settle_flags(db::Writer& writer, Id review, FlagOutcome from, FlagOutcome to);
std::int64_t count_flags_by(db::Reader& reader, Id person, FlagOutcome outcome);

void empty_appeals(db::Writer& writer, Id author);
bool insert(db::Writer& writer, const Appeal& appeal);
void update(db::Writer& writer, const Appeal& appeal);
std::optional<Appeal> appeal(db::Reader& reader, Id review);
// Of what is still declined; the one that waits longest first.
std::vector<Appeal> open_appeals(db::Reader& reader, std::int64_t limit);
std::int64_t count_open_appeals(db::Reader& reader);

}  // namespace store
}  // namespace canyu::moderation
