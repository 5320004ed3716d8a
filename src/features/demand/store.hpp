// The SQL of demands, their history, their supports and verdicts.
#pragma once

#include "features/demand/demand.hpp"
#include "features/demand/listing.hpp"

namespace canyu::demand::store {

// ---- demands
void insert(db::Writer& writer, const Demand& demand);
std::optional<Demand> find(db::Reader& reader, Id id);
std::optional<Demand> find(db::Reader& reader, Id product, std::int64_t number);
std::vector<Demand> find(db::Reader& reader, const std::vector<Id>& ids);
// Those merged straight into it.
std::vector<Id> merged_into(db::Reader& reader, Id demand);

// Who and how many, and how strongly it rises.
struct Measures {
    std::optional<Id> founder;  // kept as it is when nobody is left
    std::int64_t reports = 0;
    std::optional<Time> last_said;
    surfacing::Factors factors;
};
void set_measures(db::Writer& writer, Id demand, const Measures& measures, Time now);
void set_title(db::Writer& writer, Id demand, const std::string& title);
void set_stage(db::Writer& writer, Id demand, Stage stage, std::optional<Time> surfaced_at,
               std::optional<Time> shipped_at, Time now);
// Floats for the first time.
void surface(db::Writer& writer, Id demand, Time now);
void set_standing(db::Writer& writer, Id demand, Standing standing, std::optional<Id> into,
                  const std::string& reason, const std::string& alternative);

// ---- waves: the reports beside which one joined
void set_wave(db::Writer& writer, Id report, const std::vector<Id>& beside);
std::vector<Id> wave_beside(db::Reader& reader, Id report);

// ---- who leaves for good
// Whether anybody but this person said something for it or supports it, there or at one merged into it.
bool others_ask(db::Reader& reader, Id demand, Id person);
std::vector<Id> founded_by(db::Reader& reader, Id person);
// The titles that its history remembers.
void empty_old_titles(db::Writer& writer, Id demand);
// The words by which this person brought demands back.
void empty_objections(db::Writer& writer, Id person);

// ---- lists
std::vector<Demand> list(db::Reader& reader, Id product, ListStage stage, ListSort sort, std::int64_t offset,
                         std::int64_t limit);
std::int64_t count(db::Reader& reader, Id product, ListStage stage);
// The open demands that are not in the plan, by id from `after` on.
std::vector<Demand> undecided_after(db::Reader& reader, Id product, Id after, std::int64_t limit);
// Of all products, those that came to one of these stages last.
std::vector<Id> lately(db::Reader& reader, ListStage stage, std::int64_t limit);

// ---- the waterline
struct Rising {
    Id id;
    std::int64_t people = 0;
    std::int64_t new_people = 0;
    double buoyancy = 0;
    Stage stage = Stage::heard;
    bool above_water = false;
};
BOOST_DESCRIBE_STRUCT(Rising, (), (id, people, new_people, buoyancy, stage, above_water))
// The open demands of a product that are not in the plan yet, the most buoyant first.
std::vector<Rising> rising(db::Reader& reader, Id product, std::int64_t limit);
// Of any stage and standing, where above_water is set, the most buoyant first; of one product, or of all
// (Id{}).
std::vector<Rising> marked_above(db::Reader& reader, Id product);
void set_above_water(db::Writer& writer, Id demand, bool above);

struct Line {
    double level = 0;
    std::int64_t capacity = 0;
};
BOOST_DESCRIBE_STRUCT(Line, (), (level, capacity))
std::optional<Line> line(db::Reader& reader, Id product);
void set_line(db::Writer& writer, Id product, const Line& line, Time now);
std::optional<surfacing::Factors> factors(db::Reader& reader, Id demand);
// How much is said for demands, and since when.
struct Life {
    Id id;
    std::int64_t people = 0;
    Time created_at{};
};
BOOST_DESCRIBE_STRUCT(Life, (), (id, people, created_at))
std::vector<Life> lives(db::Reader& reader, const std::vector<Id>& demands);

// ---- who speaks for themselves
// Of who does not in full; as the engine says, whoever is vouched for.
struct StandingRow {
    Id demand_id;
    Id person_id;
    Id product_id;
    double independence = 1;
    Id group_id;
    bool held = false;
    double copied = 0;
    double same_network = 0;
    double same_referrer = 0;
    double acted_together = 0;
    double born_together = 0;
    friend bool operator==(const StandingRow&, const StandingRow&) = default;
};
BOOST_DESCRIBE_STRUCT(StandingRow, (),
                      (demand_id, person_id, product_id, independence, group_id, held, copied, same_network,
                       same_referrer, acted_together, born_together))
// By person.
std::vector<StandingRow> standings_for(db::Reader& reader, Id demand);
std::vector<StandingRow> standings_in(db::Reader& reader, Id product);
// But whom staff vouch for.
std::vector<words::Held> held(db::Reader& reader, Id product);
void put_standing(db::Writer& writer, const StandingRow& row);
void delete_standing(db::Writer& writer, Id demand, Id person);
// The demands of the product at which this person does not speak for themselves in full.
std::vector<Id> demands_of_standing(db::Reader& reader, Id product, Id person);

struct Vouched {
    Id person_id;
    Id vouched_by;
    Time vouched_at{};
};
BOOST_DESCRIBE_STRUCT(Vouched, (), (person_id, vouched_by, vouched_at))
std::vector<Vouched> vouched(db::Reader& reader, Id product);
// False when somebody did already.
bool vouch(db::Writer& writer, Id product, const Vouched& vouched);
bool take_vouching_back(db::Writer& writer, Id product, Id person);

// ---- images of the indices
std::optional<std::string> image_token(db::Reader& reader, Id product, std::int64_t node);
void set_image_token(db::Writer& writer, Id product, std::int64_t node, const std::string& token);

// ---- history
void add_change(db::Writer& writer, Id id, Id demand, const DemandChange& change);
std::vector<DemandChange> changes(db::Reader& reader, Id demand);
struct ChangeOf {
    Id demand_id;
    Time at{};
    std::optional<Id> person_id;
    DemandAct act = DemandAct::heard;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ChangeOf, (), (demand_id, at, person_id, act, reason))
std::vector<ChangeOf> changes_of(db::Reader& reader, const std::vector<Id>& demands);

// ---- supports; "standing" means not withdrawn
struct Support {
    Id home_id;
    Id person_id;
    Id demand_id;
    Id product_id;
    std::string why;
    Time said_at{};
    std::optional<Time> withdrawn_at;
};
BOOST_DESCRIBE_STRUCT(Support, (), (home_id, person_id, demand_id, product_id, why, said_at, withdrawn_at))
// Makes it stand; false when it stood already (of parallel calls one answers true).
bool stand(db::Writer& writer, const Support& support);
void set_why(db::Writer& writer, Id demand, Id person, const std::string& why);
// Two, when both sides of a merge were supported.
std::vector<Support> standing_supports(db::Reader& reader, Id demand, Id person);
void withdraw(db::Writer& writer, Id demand, Id person, Time now);
void lend(db::Writer& writer, Id from, Id into);
void call_back(db::Writer& writer, Id home, Id demand);
std::vector<report::Said> supports_for(db::Reader& reader, Id demand);
std::vector<report::Said> supports_in(db::Reader& reader, Id product);
std::vector<report::Said> supports_by(db::Reader& reader, const std::vector<Id>& people, Id product);
// Standing ones with a why, newest first.
std::vector<Support> reasons(db::Reader& reader, Id demand, std::int64_t limit);
std::int64_t count_supports_of(db::Reader& reader, Id person);
std::vector<Support> supports_of(db::Reader& reader, Id person, std::int64_t offset, std::int64_t limit);

// ---- "not me"
struct NotMe {
    Id home_id;
    Id person_id;
    Id demand_id;
    Id product_id;
    Time said_at{};
};
BOOST_DESCRIBE_STRUCT(NotMe, (), (home_id, person_id, demand_id, product_id, said_at))
// False when it was said already.
bool insert(db::Writer& writer, const NotMe& not_me);
// False when it was not said; also where it was said of one that was merged into the demand.
bool take_not_me_back(db::Writer& writer, Id demand, Id person);
bool says_not_me(db::Reader& reader, Id demand, Id person);
std::vector<report::Said> not_me_for(db::Reader& reader, Id demand);
std::vector<report::Said> not_me_in(db::Reader& reader, Id product);
void lend_not_me(db::Writer& writer, Id from, Id into);
void call_not_me_back(db::Writer& writer, Id home, Id demand);

// ---- verdicts
struct Verdict {
    Id demand_id;
    Id person_id;
    bool works = false;
    std::string words;
    Time said_at{};
};
BOOST_DESCRIBE_STRUCT(Verdict, (), (demand_id, person_id, works, words, said_at))
void put_verdict(db::Writer& writer, const Verdict& verdict);
std::optional<Verdict> verdict(db::Reader& reader, Id demand, Id person);
std::vector<Verdict> verdicts_since(db::Reader& reader, Id demand, Time since);

}  // namespace canyu::demand::store
