// The SQL of reports and of kept words.
#pragma once

#include "features/report/report.hpp"

namespace canyu::report::store {

// False when its source_id is known already.
bool insert(db::Writer& writer, const Report& report);

std::optional<Report> find(db::Reader& reader, Id id);
std::optional<Report> find(db::Reader& reader, const std::string& source, const std::string& source_id);
std::vector<Report> find(db::Reader& reader, const std::vector<Id>& ids);
std::vector<Report> waiting(db::Reader& reader, Id product, std::int64_t offset, std::int64_t limit);
std::int64_t count_waiting(db::Reader& reader, Id product);
std::vector<Report> waiting_after(db::Reader& reader, Id product, Id after, Time until, std::int64_t limit);
std::vector<Report> of_demand(db::Reader& reader, Id demand, std::int64_t offset, std::int64_t limit);
std::vector<Report> of_person(db::Reader& reader, Id person, std::int64_t offset, std::int64_t limit);
std::int64_t count_of_person(db::Reader& reader, Id person);
std::optional<Report> first_of(db::Reader& reader, Id demand, Id person);
void set_weight(db::Writer& writer, const Report& report, const Weight& weight);
std::vector<Spoken> spoken_for(db::Reader& reader, Id demand);
std::vector<FirstSaid> first_said_by(db::Reader& reader, const std::vector<Id>& people);
std::vector<Said> said_for(db::Reader& reader, Id demand);
std::vector<Said> said_by(db::Reader& reader, const std::vector<Id>& people, Id product);
std::vector<Said> said_in(db::Reader& reader, Id product);
std::vector<Voice> voices_for(db::Reader& reader, const std::vector<Id>& demands, Time since);
std::vector<Voice> voices_in(db::Reader& reader, Id product, Time since);
std::int64_t count_of_demand(db::Reader& reader, Id demand);
std::vector<Revised> revisions(db::Reader& reader, Id product);
std::vector<Id> said_since(db::Reader& reader, Id product, Time since);
std::vector<Report> all_after(db::Reader& reader, Id after, std::int64_t limit);

// What decides where a report belongs.
struct Belonging {
    ReportState state = ReportState::waiting;
    std::optional<Id> demand_id;
    std::optional<Id> home_id;
    std::string state_reason;
    std::optional<Id> placed_by;
    Time placed_at{};
};
Moved update(db::Writer& writer, Id report, const Belonging& belonging);
std::vector<Moved> lend(db::Writer& writer, Id from, Id into);
std::vector<Moved> call_back(db::Writer& writer, Id home, Id demand);
void set_visibility(db::Writer& writer, Id report, moderation::Visibility visibility,
                    const std::string& hidden_reason);
void take_words(db::Writer& writer, Id person);

struct KeptRow {
    std::string token_hash;
    Id product_id;
    std::optional<Id> demand_id;
    ReportKind kind = ReportKind::line;
    std::string title;
    std::string text;
    std::string fields;
    Time kept_at{};
};
BOOST_DESCRIBE_STRUCT(KeptRow, (), (token_hash, product_id, demand_id, kind, title, text, fields, kept_at))
void replace_kept(db::Writer& writer, const KeptRow& row);
std::optional<KeptWords> kept(db::Reader& reader, const std::string& token_hash);
void delete_kept(db::Writer& writer, const std::string& token_hash);
void delete_kept_before(db::Writer& writer, Time before);

}  // namespace canyu::report::store
