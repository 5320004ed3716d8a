// Squads: one to three people who own a part of a product, pull what floats, and hear its users first-hand.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/plan/plan.hpp"
#include "platform/db/upkeep.hpp"

namespace canyu::squads {

// A fourth would mean two squads: three still talk with everybody who asked.
inline constexpr std::size_t most_people = 3;
inline constexpr std::size_t most_modules = 12;

struct Squad {
    Id id;
    Id product_id;
    std::int64_t number = 0;  // in its product; /squads/{product slug}/{number}
    std::string name_zh;
    std::string name_en;
    Time formed_at{};
    std::optional<Time> dissolved_at;
};
BOOST_DESCRIBE_STRUCT(Squad, (), (id, product_id, number, name_zh, name_en, formed_at, dissolved_at))

struct Module {
    Id id;
    Id squad_id;
    std::string name_zh;
    std::string name_en;
};
BOOST_DESCRIBE_STRUCT(Module, (), (id, squad_id, name_zh, name_en))

// A squad makes a demand, or made it until it handed it back.
struct Pull {
    Id id;
    Id demand_id;
    Id squad_id;
    Time pulled_at{};
    Id pulled_by;
    std::optional<Time> returned_at;
    std::optional<Id> returned_by;
    std::string reason;  // why it was handed back
};
BOOST_DESCRIBE_STRUCT(Pull, (),
                      (id, demand_id, squad_id, pulled_at, pulled_by, returned_at, returned_by, reason))

// Built although nobody asked.
struct OwnWork {
    Id id;
    Id squad_id;
    Id product_id;
    std::string title;
    std::string reason;
    Id by_person;
    Time begun_at{};
    std::optional<Time> done_at;
};
BOOST_DESCRIBE_STRUCT(OwnWork, (), (id, squad_id, product_id, title, reason, by_person, begun_at, done_at))

// What acts on squads need besides the transaction; `by` is who acts.
struct Acting {
    IdSource& ids;
    Id by;
    Time now;
};

Acting acting(web::Context& context);  // of the person who asks

// ---- who is in it; by any of the staff
struct NewSquad {
    Id product;
    std::string name_zh;  // 2 to 20 characters
    std::string name_en;  // 2 to 40
    std::string person;   // the name of its first
};
Result<Id> form(db::Writer& writer, const Acting& acting, const NewSquad& squad);
Result<void> rename(db::Writer& writer, const Acting& acting, Id squad, const std::string& name_zh,
                    const std::string& name_en);
// Staff only. 409 "squads.full" for a fourth.
Result<void> add_person(db::Writer& writer, const Acting& acting, Id squad, const std::string& name);
// 409 "squads.last_person": a squad nobody is in is dissolved instead.
Result<void> remove_person(db::Writer& writer, const Acting& acting, Id squad, Id person);
Result<void> add_module(db::Writer& writer, const Acting& acting, Id squad, const std::string& name_zh,
                        const std::string& name_en);
Result<void> remove_module(db::Writer& writer, const Acting& acting, Id squad, Id module);
// What it holds is handed back for the same reason (10 to 1,000 characters).
Result<void> dissolve(db::Writer& writer, const Acting& acting, Id squad, const std::string& reason);

// ---- what it makes; 403 "squads.only_its_people" for everybody else
// Takes a demand that floats or has its place in the plan, and puts it into next week's plan when it has
// none. 409 "squads.pulled_already".
Result<void> pull(db::Writer& writer, const Acting& acting, demand::Demands& demands, Id squad, Id demand);
Result<void> hand_back(db::Writer& writer, const Acting& acting, Id squad, Id demand,
                       const std::string& reason);
// The reports of its demands among these now count as read by it; those read before stay as they were.
Result<void> read(db::Writer& writer, const Acting& acting, Id squad, const std::vector<Id>& reports);
Result<Id> begin_own(db::Writer& writer, const Acting& acting, Id squad, const std::string& title,
                     const std::string& reason);
Result<void> finish_own(db::Writer& writer, const Acting& acting, Id squad, Id work);

// For somebody who leaves for good: 409 "squads.hand_over_first" while a squad has them; the audit forgets
// their name.
Result<void> forget(db::Writer& writer, Id person, const std::string& name);

// ---- looking
std::optional<Squad> find(db::Reader& reader, Id squad);
std::optional<Squad> find(db::Reader& reader, Id product, std::int64_t number);
const std::string& name(const Squad& squad, web::Language language);
const std::string& name(const Module& module, web::Language language);
std::string url(db::Reader& reader, const Squad& squad);
// The squads of a product (Id{}: of all) that stand, the first formed first.
std::vector<Squad> standing(db::Reader& reader, Id product);
std::vector<Id> people_of(db::Reader& reader, Id squad);
std::vector<Module> modules_of(db::Reader& reader, Id squad);
std::vector<Id> held_by(db::Reader& reader, Id squad);  // demands, the first pulled first
// The reports of its demands that it has not read, of the last quarter; the one that waits longest first.
std::vector<Id> unread_by(db::Reader& reader, Id squad, Time now);
// What nobody asked for and was done after `after`, up to `until`; the first done first.
std::vector<OwnWork> own_work_done(db::Reader& reader, Id product, Time after, Time until);
// Everybody in a squad of the product, the first squad first; for answers::FindMakers.
std::vector<Id> makers(db::Reader& reader, Id product);
// By demand; only of those that somebody makes.
std::unordered_map<Id, Id> squads_of(db::Reader& reader, const std::vector<Id>& demands);
// For demand::Demands::know_makers_by.
demand::Makers makers_of(db::Reader& reader, const std::vector<Id>& demands, web::Language language);

// /squads, /squads/{product}/{number}; staff: /studio/squads…
void add_pages(web::Site& site, demand::Demands& demands);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::squads
