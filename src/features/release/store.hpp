// The tables of releases.
#pragma once

#include "features/release/release.hpp"

namespace canyu::release::store {

std::optional<Timetable> timetable(db::Reader& reader, Id product);
std::vector<Timetable> timetables(db::Reader& reader);
void set_timetable(db::Writer& writer, const Timetable& timetable);

// False when a bus of the product leaves at that moment already.
bool insert(db::Writer& writer, const Bus& bus);
std::optional<Bus> find(db::Reader& reader, Id bus);
std::optional<Bus> find(db::Reader& reader, Id product, std::int64_t number);
std::optional<Bus> last(db::Reader& reader, Id product);  // the one that leaves last
std::vector<Bus> waiting(db::Reader& reader, Id product);
std::vector<Bus> past(db::Reader& reader, Id product, std::int64_t offset, std::int64_t limit);
std::int64_t count_past(db::Reader& reader, Id product);
// The one that left before it, of the same product.
std::optional<Bus> gone_before(db::Reader& reader, Id product, Time left_at);
void set_left(db::Writer& writer, Id bus, const std::string& version, Time now);
void set_skipped(db::Writer& writer, Id bus, Time now);
// Whose notes have this in their HTML.
std::vector<Bus> saying(db::Reader& reader, const std::string& html);
void set_text(db::Writer& writer, Id bus, const std::string& markdown, const Html& html);

struct Seat {
    Id bus_id;
    Id demand_id;
    Time boarded_at{};
    Id boarded_by;
};
BOOST_DESCRIBE_STRUCT(Seat, (), (bus_id, demand_id, boarded_at, boarded_by))
void insert(db::Writer& writer, const Seat& seat);
bool remove(db::Writer& writer, Id bus, Id demand);
std::vector<Seat> seats(db::Reader& reader, Id bus);
// The waiting bus it is on.
std::optional<Bus> waiting_with(db::Reader& reader, Id demand);
std::optional<Bus> shipped_with(db::Reader& reader, Id demand);

void insert(db::Writer& writer, const Word& word);
std::vector<Word> words(db::Reader& reader, Id bus);

}  // namespace canyu::release::store
