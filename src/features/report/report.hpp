// What people say: one person's words in a form or a line, kept as they were said, and where each belongs.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "features/moderation/moderation.hpp"
#include "platform/db/db.hpp"
#include "platform/db/upkeep.hpp"

namespace canyu::report {

enum class ReportKind { line, bug, wish, experience, service };
BOOST_DESCRIBE_ENUM(ReportKind, line, bug, wish, experience, service)

// A report waits in the inbox until it has a demand or a stated "no demand".
enum class ReportState { waiting, placed, no_demand };
BOOST_DESCRIBE_ENUM(ReportState, waiting, placed, no_demand)

inline constexpr std::size_t most_title = 120;    // characters
inline constexpr std::size_t most_text = 20'000;  // an import brings whole logs; the site's forms take less

// The words of one person; never changed after they are said, and emptied when the person takes them along.
struct NewReport {
    Id person;
    Id product;
    ReportKind kind = ReportKind::line;
    std::string title;  // "" for a line
    std::string text;
    std::string fields;     // JSON object of the form's parts {"steps": "…"}, "{}" or "" for none
    std::string source;     // "site", "demo", "import:FILE"
    std::string source_id;  // the outside id, unique within source; "" for none
    std::string lang;       // "zh-CN", "en" or ""
    moderation::Visibility visibility = moderation::Visibility::shown;
};

struct Report {
    Id id;
    Id product_id;
    Id person_id;
    ReportKind kind = ReportKind::line;
    std::string title;
    std::string text;
    std::string fields;
    std::string source;
    std::string source_id;
    std::string lang;
    Time said_at{};
    ReportState state = ReportState::waiting;
    std::optional<Id> demand_id;  // the demand it counts for
    std::optional<Id> home_id;    // the demand it was put into: another while that one is merged away
    std::string state_reason;     // public: why it has no demand
    std::optional<Id> placed_by;  // the author joining, or staff; none for an import
    std::optional<Time> placed_at;
    std::int64_t revision = 0;  // grows whenever the row changes
    moderation::Visibility visibility = moderation::Visibility::shown;
    std::string hidden_reason;  // public, of what was declined
};
BOOST_DESCRIBE_STRUCT(Report, (),
                      (id, product_id, person_id, kind, title, text, fields, source, source_id, lang, said_at,
                       state, demand_id, home_id, state_reason, placed_by, placed_at, revision, visibility,
                       hidden_reason))

// ---- taking words in
// 422 with field problems for empty or too long words, 409 "report.known_already" for a source_id that is
// known.
Result<Report> add(db::Writer& writer, IdSource& ids, const NewReport& words, Time now);

// A part of the form that was filled in: name as in the form, and what was said.
struct FormPart {
    std::string name;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(FormPart, (), (name, text))
// Of Report::fields, in the form's order. Numbers and booleans as text; anything deeper is left out.
std::vector<FormPart> form_parts(std::string_view fields);
// As the column keeps them; parts without text are left out.
std::string to_fields(const std::vector<FormPart>& parts);
// Text and parts in one: what the report is compared and searched by, besides its title.
std::string body(const Report& report);
// As everybody may read it: without its words while it is held or hidden.
Report as_shown(Report report);
// The words by which it is quoted on a line: its text, or its title, or the first part; people::gone_words
// where there are none, or where they are not shown.
std::string_view quote(const Report& report, const std::vector<FormPart>& parts);

// ---- finding them
std::optional<Report> find(db::Reader& reader, Id id);
// By its outside id.
std::optional<Report> find(db::Reader& reader, const std::string& source, const std::string& source_id);
std::vector<Report> find(db::Reader& reader, const std::vector<Id>& ids);
// Oldest first, since the one who waited longest is next; `product` Id{} for all.
std::vector<Report> waiting(db::Reader& reader, Id product, std::int64_t offset, std::int64_t limit);
std::int64_t count_waiting(db::Reader& reader, Id product);
// By id from `after` on, what was said until then and everybody may read.
std::vector<Report> waiting_after(db::Reader& reader, Id product, Id after, Time until, std::int64_t limit);
// Newest first.
std::vector<Report> of_demand(db::Reader& reader, Id demand, std::int64_t offset, std::int64_t limit);
std::vector<Report> of_person(db::Reader& reader, Id person, std::int64_t offset, std::int64_t limit);
std::int64_t count_of_person(db::Reader& reader, Id person);
// What this person said first for a demand.
std::optional<Report> first_of(db::Reader& reader, Id demand, Id person);

// ---- how much they count
struct Weight {
    double severity = 1;            // from 1 up
    double copied = 0;              // 0..1: how far it only repeats what others said before
    std::optional<Id> copied_from;  // the person most of it is from
    std::vector<Id> copy_of;        // reports
};
void set_weight(db::Writer& writer, const Report& report, const Weight& weight);
// A report as it speaks for a demand.
struct Spoken {
    Id report;
    Id person;
    Time at{};
    std::optional<double> copied;   // nothing: it was never compared
    std::optional<Id> copied_from;  // a person
    std::int64_t copiers = 0;       // how many others' reports are copies of it
    double severity = 1;
    friend bool operator==(const Spoken&, const Spoken&) = default;
};
BOOST_DESCRIBE_STRUCT(Spoken, (), (report, person, at, copied, copied_from, copiers, severity))
std::vector<Spoken> spoken_for(db::Reader& reader, Id demand);
// When these people said something first; nothing of who never did.
struct FirstSaid {
    Id person;
    Time at{};
};
BOOST_DESCRIBE_STRUCT(FirstSaid, (), (person, at))
std::vector<FirstSaid> first_said_by(db::Reader& reader, const std::vector<Id>& people);

// Who said something for a demand, and when.
struct Said {
    Id demand;
    Id person;
    Time at{};
    double severity = 1;  // as Weight::severity
    friend bool operator==(const Said&, const Said&) = default;
};
BOOST_DESCRIBE_STRUCT(Said, (), (demand, person, at, severity))
std::vector<Said> said_for(db::Reader& reader, Id demand);
std::vector<Said> said_in(db::Reader& reader, Id product);  // only what has a demand
std::vector<Said> said_by(db::Reader& reader, const std::vector<Id>& people, Id product);  // as said_in
// What is heard by an owner: every report since then that was not set aside, the earliest said first; of
// these demands, or of a product.
struct Voice {
    Id report;
    std::optional<Id> demand;  // nothing while it waits
    Id person;
    Time at{};
};
BOOST_DESCRIBE_STRUCT(Voice, (), (report, demand, person, at))
std::vector<Voice> voices_for(db::Reader& reader, const std::vector<Id>& demands, Time since);
std::vector<Voice> voices_in(db::Reader& reader, Id product, Time since);
std::int64_t count_of_demand(db::Reader& reader, Id demand);

// All reports with id above `after`, ascending; for reading everything in pieces.
std::vector<Report> all_after(db::Reader& reader, Id after, std::int64_t limit);

// Every report of a product, ascending; for telling what changed since it was read.
struct Revised {
    Id report;
    std::int64_t revision = 0;
    bool unreadable = false;  // its words are hidden, or gone
};
BOOST_DESCRIBE_STRUCT(Revised, (), (report, revision, unreadable))
std::vector<Revised> revisions(db::Reader& reader, Id product);
// What was said in a product since then, ascending.
std::vector<Id> said_since(db::Reader& reader, Id product, Time since);

// ---- where they belong; each answers the rows it moved with their new revision
struct Moved {
    Id report;
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(Moved, (), (report, revision))
// Puts a report into `home`, for now counting for `demand` (the same unless home is merged away).
Moved put(db::Writer& writer, Id report, Id home, Id demand, Id by, Time now);
Moved set_no_demand(db::Writer& writer, Id report, const std::string& reason, Id by, Time now);
// Lets all reports of `from` count for `into`, keeping their homes.
std::vector<Moved> lend(db::Writer& writer, Id from, Id into);
// Lets the reports at home in `homes` count for `demand` again.
std::vector<Moved> call_back(db::Writer& writer, const std::vector<Id>& homes, Id demand);

// ---- what may be read of them; each answers the rows as they are now
Report set_visibility(db::Writer& writer, Id report, moderation::Visibility visibility,
                      const std::string& hidden_reason);
// Empties everything this person said.
std::vector<Report> take_words(db::Writer& writer, Id person);

// ---- words of a visitor who has no account yet
struct KeptWords {
    Id product_id;
    std::optional<Id> demand_id;  // they pressed "me too" there
    ReportKind kind = ReportKind::line;
    std::string title;
    std::string text;
    std::string fields;  // as NewReport::fields
};
BOOST_DESCRIBE_STRUCT(KeptWords, (), (product_id, demand_id, kind, title, text, fields))
// `token`: a random text that only the visitor's browser holds. Keeping again replaces.
void keep(db::Writer& writer, std::string_view token, const KeptWords& words, Time now);
std::optional<KeptWords> kept(db::Reader& reader, std::string_view token);
// Answers and forgets them, so that they become one report only.
std::optional<KeptWords> take_kept(db::Writer& writer, std::string_view token);
// Forgets what nobody came back for.
void forget_kept(db::Writer& writer, Time before);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::report
