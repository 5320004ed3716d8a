#include "features/release/store.hpp"

#include "platform/db/like.hpp"

namespace canyu::release::store {
namespace {

const std::string select_timetables =
    "select product_id, time_zone, leaves_weekday, leaves_minute, boarding_weekday, boarding_minute, "
    "first_number "
    "from release_timetable ";
const std::string select_buses =
    "select id, product_id, number, boarding_ends_at, leaves_at, version, left_at, skipped_at, markdown, "
    "html "
    "from release_bus ";
// Id{} stands for every product.
const std::string of_product = "where (cast(? as bigint) = 0 or product_id = ?) ";
const std::string is_past = "and (left_at is not null or skipped_at is not null) ";

}  // namespace

std::optional<Timetable> timetable(db::Reader& reader, Id product) {
    return reader.row<Timetable>(select_timetables + "where product_id = ?", product);
}

std::vector<Timetable> timetables(db::Reader& reader) {
    return reader.rows<Timetable>(select_timetables + "order by product_id");
}

void set_timetable(db::Writer& writer, const Timetable& timetable) {
    writer.execute("delete from release_timetable where product_id = ?", timetable.product_id);
    writer.insert("release_timetable", timetable);
}

bool insert(db::Writer& writer, const Bus& bus) {
    return writer.insert_new("release_bus", bus);
}

std::optional<Bus> find(db::Reader& reader, Id bus) {
    return reader.row<Bus>(select_buses + "where id = ?", bus);
}

std::optional<Bus> find(db::Reader& reader, Id product, std::int64_t number) {
    return reader.row<Bus>(select_buses + "where product_id = ? and number = ?", product, number);
}

std::optional<Bus> last(db::Reader& reader, Id product) {
    return reader.row<Bus>(select_buses + "where product_id = ? order by leaves_at desc limit 1", product);
}

std::vector<Bus> waiting(db::Reader& reader, Id product) {
    return reader.rows<Bus>(
        select_buses + of_product + "and left_at is null and skipped_at is null order by leaves_at, id",
        product, product);
}

std::vector<Bus> past(db::Reader& reader, Id product, std::int64_t offset, std::int64_t limit) {
    return reader.rows<Bus>(select_buses + of_product + is_past +
                                "order by coalesce(left_at, skipped_at) desc, id desc limit ? offset ?",
                            product, product, limit, offset);
}

std::int64_t count_past(db::Reader& reader, Id product) {
    return reader.value<std::int64_t>("select count(*) from release_bus " + of_product + is_past, product,
                                      product);
}

std::optional<Bus> gone_before(db::Reader& reader, Id product, Time left_at) {
    return reader.row<Bus>(
        select_buses + "where product_id = ? and left_at < ? order by left_at desc, id desc limit 1", product,
        left_at);
}

void set_left(db::Writer& writer, Id bus, const std::string& version, Time now) {
    writer.execute("update release_bus set version = ?, left_at = ? where id = ?", version, now, bus);
}

void set_skipped(db::Writer& writer, Id bus, Time now) {
    writer.execute("update release_bus set skipped_at = ? where id = ?", now, bus);
}

std::vector<Bus> saying(db::Reader& reader, const std::string& html) {
    return reader.rows<Bus>(select_buses + "where html like ? escape '!'", db::like_containing(html));
}

void set_text(db::Writer& writer, Id bus, const std::string& markdown, const Html& html) {
    writer.execute("update release_bus set markdown = ?, html = ? where id = ?", markdown, html, bus);
}

void insert(db::Writer& writer, const Seat& seat) {
    writer.insert("release_seat", seat);
}

bool remove(db::Writer& writer, Id bus, Id demand) {
    return writer.execute("delete from release_seat where bus_id = ? and demand_id = ?", bus, demand) == 1;
}

std::vector<Seat> seats(db::Reader& reader, Id bus) {
    return reader.rows<Seat>(
        "select bus_id, demand_id, boarded_at, boarded_by from release_seat where bus_id = ? "
        "order by boarded_at, demand_id",
        bus);
}

std::optional<Bus> waiting_with(db::Reader& reader, Id demand) {
    return reader.row<Bus>(select_buses +
                               "where left_at is null and skipped_at is null and id in "
                               "(select bus_id from release_seat where demand_id = ?)",
                           demand);
}

std::optional<Bus> shipped_with(db::Reader& reader, Id demand) {
    return reader.row<Bus>(select_buses +
                               "where left_at is not null and id in "
                               "(select bus_id from release_seat where demand_id = ?) "
                               "order by left_at desc limit 1",
                           demand);
}

void insert(db::Writer& writer, const Word& word) {
    writer.insert("release_word", word);
}

std::vector<Word> words(db::Reader& reader, Id bus) {
    return reader.rows<Word>(
        "select id, bus_id, kind, at, by_person, demand_id, expected_at, reason from release_word "
        "where bus_id = ? order by id desc",
        bus);
}

}  // namespace canyu::release::store
