// The tables of squads.
#pragma once

#include "features/squads/squads.hpp"

namespace canyu::squads::store {

void insert(db::Writer& writer, const Squad& squad);
std::optional<Squad> find(db::Reader& reader, Id squad);
std::optional<Squad> find(db::Reader& reader, Id product, std::int64_t number);
// Id{} stands for every product.
std::vector<Squad> standing(db::Reader& reader, Id product);
void set_names(db::Writer& writer, Id squad, const std::string& name_zh, const std::string& name_en);
void set_dissolved(db::Writer& writer, Id squad, Time now);

// The first to join first.
std::vector<Id> people(db::Reader& reader, Id squad);
bool is_in(db::Reader& reader, Id squad, Id person);
bool is_in_any(db::Reader& reader, Id person);
bool add_person(db::Writer& writer, Id squad, Id person, Time now);
bool remove_person(db::Writer& writer, Id squad, Id person);

std::vector<Module> modules(db::Reader& reader, Id squad);
void insert(db::Writer& writer, const Module& module);
bool remove_module(db::Writer& writer, Id squad, Id module);

// False when a squad makes it already.
bool insert(db::Writer& writer, const Pull& pull);
std::optional<Pull> held(db::Reader& reader, Id demand);
std::vector<Pull> held(db::Reader& reader, const std::vector<Id>& demands);
std::vector<Pull> held_by(db::Reader& reader, Id squad);
// Those handed back, the latest first.
std::vector<Pull> returned_by(db::Reader& reader, Id squad, std::int64_t limit);
void give_back(db::Writer& writer, Id pull, Id by, const std::string& reason, Time now);

struct Read {
    Id report_id;
    Id squad_id;
    Id person_id;
    Time read_at{};
};
BOOST_DESCRIBE_STRUCT(Read, (), (report_id, squad_id, person_id, read_at))
// False when it was read before.
bool insert(db::Writer& writer, const Read& read);
std::vector<Read> reads(db::Reader& reader, const std::vector<Id>& reports);

void insert(db::Writer& writer, const OwnWork& work);
std::optional<OwnWork> own_work(db::Reader& reader, Id work);
void set_done(db::Writer& writer, Id work, Time now);
// The latest first; of one squad, or of a product (Id{}: of all).
std::vector<OwnWork> own_work_of_squad(db::Reader& reader, Id squad, std::int64_t limit);
std::vector<OwnWork> own_work_done(db::Reader& reader, Id product, Time after, Time until);
std::vector<OwnWork> own_work_of_product(db::Reader& reader, Id product, std::int64_t limit);

}  // namespace canyu::squads::store
