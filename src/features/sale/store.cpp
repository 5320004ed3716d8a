#include "features/sale/store.hpp"

namespace canyu::sale::store {
namespace {

// A sale as its table has it.
struct Row {
    Id id;
    std::int64_t number = 0;
    Id product_id;
    std::string title;
    std::string about;
    Money price;
    Time opens_at{};
    Time closes_at{};
    std::int64_t hold_minutes = 0;
    std::int64_t per_person = 0;
    bool needs_reservation = false;
    Time reserve_until{};
    std::string how_to_pay;
    std::optional<std::int64_t> produced;
    std::optional<std::int64_t> stocked;
    std::optional<Time> next_batch_at;
    std::optional<std::int64_t> next_batch_units;
    bool weekly = false;
    std::optional<Id> follows_id;
    Time planned_at{};
    Id planned_by;
    Id allotment_id;
    std::optional<Time> published_at;
    std::optional<Time> ended_at;
    std::string question;
    std::string answers;
};
BOOST_DESCRIBE_STRUCT(Row, (),
                      (id, number, product_id, title, about, price, opens_at, closes_at, hold_minutes,
                       per_person, needs_reservation, reserve_until, how_to_pay, produced, stocked,
                       next_batch_at, next_batch_units, weekly, follows_id, planned_at, planned_by,
                       allotment_id, published_at, ended_at, question, answers))

const std::string select_sales =
    "select id, number, product_id, title, about, price_amount, price_currency, opens_at, closes_at, "
    "hold_minutes, per_person, needs_reservation, reserve_until, how_to_pay, produced, stocked, "
    "next_batch_at, next_batch_units, weekly, follows_id, planned_at, planned_by, allotment_id, "
    "published_at, ended_at, question, answers from sale ";

struct ChannelRow {
    Id sale_id;
    std::int64_t place = 0;
    ChannelKind kind = ChannelKind::open;
    std::int64_t units = 0;
};
BOOST_DESCRIBE_STRUCT(ChannelRow, (), (sale_id, place, kind, units))

Row row_of(const Sale& sale) {
    const Plan& plan = sale.plan;
    const Supply& supply = sale.supply;
    return {sale.id,
            sale.number,
            plan.product_id,
            plan.title,
            plan.about,
            plan.price,
            plan.opens_at,
            plan.closes_at,
            plan.hold_minutes,
            plan.per_person,
            plan.needs_reservation,
            plan.reserve_until,
            plan.how_to_pay,
            supply.produced,
            supply.stocked,
            supply.next_batch_at,
            supply.next_batch_units,
            plan.weekly,
            sale.follows_id,
            sale.planned_at,
            sale.planned_by,
            sale.allotment_id,
            sale.published_at,
            sale.ended_at,
            plan.question,
            plan.answers};
}

Sale sale_of(db::Reader& reader, const Row& row) {
    Sale sale{row.id,
              row.number,
              row.planned_by,
              row.planned_at,
              row.allotment_id,
              row.published_at,
              row.ended_at,
              row.follows_id,
              {row.product_id, row.title, row.about, row.price, row.opens_at, row.closes_at, row.hold_minutes,
               row.per_person, row.needs_reservation, row.reserve_until, row.how_to_pay, row.weekly,
               row.question, row.answers},
              {row.produced, row.stocked, row.next_batch_at, row.next_batch_units},
              {}};
    sale.channels =
        reader.rows<Channel>("select kind, units from sale_channel where sale_id = ? order by place", row.id);
    return sale;
}

template <class... Arguments>
std::vector<Sale> sales(db::Reader& reader, const std::string& sql, const Arguments&... arguments) {
    std::vector<Sale> found;
    for (const Row& row : reader.rows<Row>(select_sales + sql, arguments...))
        found.push_back(sale_of(reader, row));
    return found;
}

template <class... Arguments>
std::optional<Sale> one(db::Reader& reader, const std::string& sql, const Arguments&... arguments) {
    const auto row = reader.row<Row>(select_sales + sql, arguments...);
    return row ? std::optional(sale_of(reader, *row)) : std::nullopt;
}

void keep_channels(db::Writer& writer, const Sale& sale) {
    writer.execute("delete from sale_channel where sale_id = ?", sale.id);
    for (std::size_t i = 0; i < sale.channels.size(); ++i)
        writer.insert("sale_channel", ChannelRow{sale.id, static_cast<std::int64_t>(i), sale.channels[i].kind,
                                                 sale.channels[i].units});
}

}  // namespace

std::int64_t next_number(db::Reader& reader) {
    return reader.value<std::int64_t>("select coalesce(max(number), 0) + 1 from sale");
}

void insert(db::Writer& writer, const Sale& sale) {
    writer.insert("sale", row_of(sale));
    keep_channels(writer, sale);
}

void update(db::Writer& writer, const Sale& sale) {
    const Plan& plan = sale.plan;
    writer.execute(
        "update sale set product_id = ?, title = ?, about = ?, price_amount = ?, price_currency = ?, "
        "opens_at = ?, closes_at = ?, hold_minutes = ?, per_person = ?, needs_reservation = ?, "
        "reserve_until = ?, how_to_pay = ?, weekly = ?, question = ?, answers = ? where id = ?",
        plan.product_id, plan.title, plan.about, plan.price.amount, plan.price.currency, plan.opens_at,
        plan.closes_at, plan.hold_minutes, plan.per_person, plan.needs_reservation, plan.reserve_until,
        plan.how_to_pay, plan.weekly, plan.question, plan.answers, sale.id);
    set_supply(writer, sale.id, sale.supply);
    keep_channels(writer, sale);
}

void set_public(db::Writer& writer, const Sale& sale) {
    writer.execute("update sale set allotment_id = ?, published_at = ? where id = ?", sale.allotment_id,
                   sale.published_at, sale.id);
}

void set_supply(db::Writer& writer, Id sale, const Supply& supply) {
    writer.execute(
        "update sale set produced = ?, stocked = ?, next_batch_at = ?, next_batch_units = ? where id = ?",
        supply.produced, supply.stocked, supply.next_batch_at, supply.next_batch_units, sale);
}

void set_ended(db::Writer& writer, Id sale, Time now) {
    writer.execute("update sale set ended_at = ? where id = ?", now, sale);
}

std::optional<Sale> find(db::Reader& reader, Id sale) {
    return one(reader, "where id = ?", sale);
}

std::optional<Sale> find_number(db::Reader& reader, std::int64_t number) {
    return one(reader, "where number = ?", number);
}

std::vector<Sale> coming(db::Reader& reader, Time now) {
    return sales(
        reader, "where published_at is not null and ended_at is null and closes_at > ? order by opens_at, id",
        now);
}

std::vector<Sale> past(db::Reader& reader, Time now, std::int64_t limit) {
    return sales(reader,
                 "where published_at is not null and (ended_at is not null or closes_at <= ?) "
                 "order by opens_at desc, id desc limit ?",
                 now, limit);
}

std::vector<Sale> planned(db::Reader& reader) {
    return sales(reader, "where published_at is null order by opens_at, id");
}

std::optional<Sale> next(db::Reader& reader, Id product, Time after) {
    return one(reader,
               "where product_id = ? and published_at is not null and ended_at is null and opens_at > ? "
               "order by opens_at, id",
               product, after);
}

void insert(db::Writer& writer, const Note& note) {
    writer.insert("sale_note", note);
}

std::vector<Note> notes(db::Reader& reader, Id sale) {
    return reader.rows<Note>(
        "select id, sale_id, kind, at, by_person, units, words from sale_note where sale_id = ? "
        "order by id desc",
        sale);
}

std::vector<Sale> to_tell(db::Reader& reader, Time now, Time opens_before) {
    return sales(reader,
                 "where published_at is not null and ended_at is null and told_at is null and opens_at > ? "
                 "and opens_at <= ? order by id",
                 now, opens_before);
}

void set_told(db::Writer& writer, Id sale, Time now) {
    writer.execute("update sale set told_at = ? where id = ?", now, sale);
}

std::vector<Sale> to_follow(db::Reader& reader, Time now) {
    return sales(reader,
                 "where published_at is not null and weekly = 1 and opens_at <= ? and not exists "
                 "(select 1 from sale as later where later.follows_id = sale.id) order by id",
                 now);
}

std::vector<Sale> to_close(db::Reader& reader, Time now) {
    return sales(reader, "where published_at is not null and ended_at is null and closes_at <= ? order by id",
                 now);
}

std::vector<Sale> to_give_back(db::Reader& reader, Time now) {
    return sales(reader,
                 "where published_at is not null and given_back_at is null and "
                 "coalesce(ended_at, closes_at) + (hold_minutes + 1) * 60000 <= ? order by id",
                 now);
}

void set_given_back(db::Writer& writer, Id sale, Time now) {
    writer.execute("update sale set given_back_at = ? where id = ?", now, sale);
}

}  // namespace canyu::sale::store
