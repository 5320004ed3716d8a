// Reports become demands: a person's words are taken in, join those who said the same, and rise.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "engines/surfacing/rising/buoyancy.hpp"
#include "features/demand/demand_card.hpp"
#include "features/demand/history.hpp"
#include "features/participation/participation.hpp"
#include "features/people/people.hpp"
#include "features/products/products.hpp"
#include "features/report/report.hpp"
#include "platform/db/db.hpp"
#include "platform/db/upkeep.hpp"

namespace canyu::surfacing {
struct Tally;
struct Wave;
}  // namespace canyu::surfacing

namespace canyu::web {
class Context;
class Site;
}  // namespace canyu::web
namespace canyu::words {
class Approved;
struct Held;
}  // namespace canyu::words

namespace canyu::demand {

class Images;

// Words are the report slice's; here they get their demand.
using report::NewReport;
using report::ReportKind;

// "Is it this?": a demand that may ask for the same thing; text with the matched words in <mark>.
struct Suggestion {
    DemandCard demand;
    Html marked_title;
    Html marked_words;  // of its report most like what is typed
    double probability = 0;
};
BOOST_DESCRIBE_STRUCT(Suggestion, (), (demand, marked_title, marked_words, probability))

// Why a demand stands where it does: every factor as last computed, and the line it is measured by.
struct Rise {
    surfacing::Factors factors;
    std::optional<double> level;             // of the product's waterline; nothing before it was first drawn
    std::int64_t capacity = 0;               // demands a week
    std::optional<std::int64_t> quiet_days;  // after which it sinks; nothing when no quiet sinks it
};

// What people say of a demand since it last shipped.
struct Verdicts {
    std::int64_t works = 0;
    std::int64_t does_not = 0;
};

// Who makes a demand: a team of a later slice, by its name and the address of its page.
struct Maker {
    std::string name;
    std::string url;
};
BOOST_DESCRIBE_STRUCT(Maker, (), (name, url))
using Makers = std::unordered_map<Id, Maker>;  // by demand
using FindMakers = std::function<Makers(db::Reader&, const std::vector<Id>& demands, web::Language)>;

// Which part of a product's community each person belongs to, as a later slice knows; everybody else is in
// one part, Id{}.
using FindParts = std::function<std::unordered_map<Id, Id>(db::Reader&, Id product)>;

// The slice's state: one surfacing index a product, kept equal to the database after every commit. Any
// thread; functions that take a Writer run in its transaction and follow up after its commit.
class Demands {
  public:
    Demands(db::Database& store, IdSource& ids, const Clock& clock);
    ~Demands();
    // Reads all reports into the indices, from images where they are good; call once before serving.
    void load(const Images* images = nullptr);
    // For the next start: once a day, and at the end.
    void write_images(const Images& images) const;

    // ---- saying
    // Takes a report in. It waits in the inbox until it has a demand or a stated "no demand". 409
    // "report.known_already" for a source_id that is known.
    Result<Id> report(db::Writer& writer, const NewReport& report, Time now);
    // Before or after it is said: the likeliest demands of the product other than `except`, at most `limit`,
    // best first; unlikely ones are left out.
    std::vector<Suggestion> suggest(db::Reader& reader, Id product, std::string_view title,
                                    std::string_view text, std::size_t limit, Id except = Id{}) const;
    // Other demands that sound like this one.
    std::vector<DemandCard> related(db::Reader& reader, Id demand, std::size_t limit) const;

    // ---- putting reports where they belong (staff, the author on "is it this?", or the import)
    Result<void> put_into(db::Writer& writer, Id report, Id demand, Id by, Time now);
    // A new demand of this report.
    Result<Id> found(db::Writer& writer, Id report, const std::string& title, Id by, Time now);
    Result<void> no_demand(db::Writer& writer, Id report, const std::string& reason, Id by, Time now);

    // ---- waves: many say the same at once, each in words of their own (engine README)
    // The wave that a report is part of, as far as it waits or counts for open demands; nothing in calm
    // times.
    std::optional<surfacing::Wave> wave_of(db::Reader& reader, const report::Report& report) const;
    // The report, and what of its wave waits as well, counts for the wave's demand, or for a new one titled
    // by the words said first. Answers those that were moved: none where meanwhile it is no wave any more.
    // The caller draws the waterline.
    std::vector<Id> join_wave(db::Writer& writer, Id report, const surfacing::Wave& wave, Time now);

    // ---- for an import, which draws the waterline once at its end, by refresh()
    // One pass of the engine: joins the likeliest demand or its wave's, or founds one titled by the report's
    // own words. Waves are of the time at which words were said, in whatever order they come. It knows what
    // is committed: an import commits each report with its place before the next.
    Result<Id> place(db::Writer& writer, Id report, Id by, Time now);
    // Support that was said elsewhere, some time ago. False when it stood already.
    Result<bool> take_support(db::Writer& writer, Id demand, Id person, Time said, Time now);

    // ---- asking for it
    // False when it stood already; a `why` (up to 500 characters) said the second time is kept.
    Result<bool> support(db::Writer& writer, Id demand, Id person, const std::string& why, Time now);
    Result<void> withdraw(db::Writer& writer, Id demand, Id person, Time now);
    // Was asked and does not have that wish; takes their support back. False when it stood already. 409
    // "demand.said_yourself" for who reported it.
    Result<bool> say_not_me(db::Writer& writer, Id demand, Id person, Time now);
    // Also what supporting does.
    Result<void> take_not_me_back(db::Writer& writer, Id demand, Id person, Time now);
    // After it shipped: does it work? A person's latest word counts. Three who say yes (or all, where fewer
    // asked) and no doubt make it `works`; "no" from more than a quarter of those who said anything since
    // brings it back among the open ones with its history. 409 "demand.not_shipped" before.
    Result<void> judge(db::Writer& writer, Id demand, Id person, bool works, const std::string& words,
                       Time now);

    // ---- tidying, all undoable without losing a support or a word
    Result<void> merge(db::Writer& writer, Id from, Id into, Id by, Time now);
    Result<void> undo_merge(db::Writer& writer, Id from, Id by, Time now);
    // Takes these reports out into a new demand and answers it.
    Result<Id> split(db::Writer& writer, Id from, const std::vector<Id>& reports, const std::string& title,
                     Id by, Time now);
    Result<void> rename(db::Writer& writer, Id demand, const std::string& title, Id by, Time now);

    // ---- deciding
    // Declined, deferred or redirected, with a public reason (10 to 1000 characters) and an alternative (for
    // declined and redirected required; `into` for redirected may name another demand instead). `open` takes
    // such a decision back. 409 "demand.in_the_plan" while the plan has it.
    Result<void> decide(db::Writer& writer, Id demand, Standing standing, const std::string& reason,
                        const std::string& alternative, std::optional<Id> into, Id by, Time now);
    // For the plan slice: planned, making, shipped (or back to heard/surfaced), with a public reason that
    // becomes history.
    Result<void> set_stage(db::Writer& writer, Id demand, Stage stage, const std::string& reason, Id by,
                           Time now);

    // ---- who counts
    // Staff have looked at these people: they count in full at every demand of the product, though they seem
    // to speak with one voice; or that is taken back. 422 "demand.nobody_chosen".
    Result<void> vouch(db::Writer& writer, Id demand, const std::vector<Id>& people, Id by, Time now);
    Result<void> take_vouching_back(db::Writer& writer, Id demand, Id person, Id by, Time now);

    // ---- leaving
    // A person leaves for good and takes their words along; reports and supports stand without them. A demand
    // that nobody else asked for, and that is not in the plan, is declined with this reason and loses its
    // title.
    void take_words(db::Writer& writer, Id person, const std::string& reason, Time now);

    // ---- reports as moderation sees them
    moderation::Kind reviewed_reports();

    // ---- rising
    // Computes every open demand's factors and the product's waterline anew and stores them. Cheap enough to
    // run after each change of one demand (demand set) or for a whole product by the clock (Id{}).
    void refresh(db::Writer& writer, Id product, Id demand, Time now);
    // The board as it is now, with every voice it is counted from: the open demands that are not in the plan.
    surfacing::Tally tally(db::Reader& reader, const products::Product& product, Time now) const;
    Rise rise_of(db::Reader& reader, const Demand& demand, Time now) const;
    // For the clock, every minute: as refresh for all products, writing only what moved; also forgets kept
    // words that nobody came back for.
    void keep_level(Time now);

    // ---- making; asked of the slice that knows, which is told once, before serving
    void know_makers_by(FindMakers find);
    // Only of those that somebody makes.
    Makers makers(db::Reader& reader, const std::vector<Id>& demands, web::Language language) const;

    // ---- breadth; of the slice that knows the parts, given once, before serving.
    void know_parts_by(FindParts find);

    // ---- other words for the same, as the team approved them; given once, before serving, and outlives
    // this.
    void know_synonyms_by(const words::Approved& approved);
    // A text to search for, each time with one of its words said otherwise; of any product.
    std::vector<std::string> said_otherwise(std::string_view text) const;

    // ---- telling; given once, before serving. It gets the transaction of the change.
    void publish_changes_by(Publish publish);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

// "zh-CN" for a text with Han characters, else "".
std::string language_of(std::string_view text);

std::optional<Demand> find(db::Reader& reader, Id id);
std::optional<Demand> find(db::Reader& reader, Id product, std::int64_t number);
// The demand itself, or where it ended up when it was merged away.
Demand root_of(db::Reader& reader, const Demand& demand);
// By their numbers ("214, #12"), each once and as root_of, at most 20; or the problem of "demands".
Result<std::vector<Id>> numbered(db::Reader& reader, Id product, std::string_view typed);
std::string url(const products::Product& product, std::int64_t number);  // "/demands/phone/214"
// The open demands above the waterline, highest first; of one product, or of all (Id{}).
std::vector<Id> above_water(db::Reader& reader, Id product);
// In the order of `ids`; unknown ones are left out.
std::vector<DemandCard> cards(db::Reader& reader, const std::vector<Id>& ids);
// The open demands that are not in the plan, by id from `after` on.
std::vector<Demand> undecided_after(db::Reader& reader, Id product, Id after, std::int64_t limit);
// What a person supports, the last supported first, and how much it is.
std::vector<DemandCard> supported_by(db::Reader& reader, Id person, std::int64_t limit);
std::int64_t count_supports_of(db::Reader& reader, Id person);
// Everybody who reported or supports it (standing ones), the first to say it first.
std::vector<Id> people_of(db::Reader& reader, Id demand);
// How a person stands behind a demand: what they said first, or their "me too".
struct Behind {
    std::optional<Id> report;
    std::string words;  // "" for a "me too" without any
    std::string language;
    Time said_at{};
    std::optional<Id> deed;  // the row of the log; nothing for what was imported or declined
};
std::optional<Behind> behind(db::Reader& reader, Id demand, Id person);
bool says_not_me(db::Reader& reader, Id demand, Id person);
// Who is held where, in a product; nobody whom staff vouch for.
std::vector<words::Held> held(db::Reader& reader, Id product);
// The reports of the wave by which a report came where it is; none where anybody put it there.
std::vector<report::Report> wave_behind(db::Reader& reader, const report::Report& report);
Verdicts verdicts(db::Reader& reader, const Demand& demand);
// The same word for word; the latest of a person.
struct Judged {
    Id person;
    bool works = false;
};
std::vector<Judged> judged(db::Reader& reader, const Demand& demand);

// Member routes: / (living room), /say, /reports…, /demands…, /search, /is-it-this. Staff: /studio
// (surface board), /studio/inbox…, /studio/demands…
void add_pages(web::Site& site, Demands& demands);
void add_studio_pages(web::Site& site, Demands& demands);
// For people::add_pages: what a visitor wrote before having an account becomes their report.
void finish_kept_words(web::Context& context, Demands& demands, Id person);
std::string kept_words(web::Context& context);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::demand
