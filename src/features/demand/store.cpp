#include "features/demand/store.hpp"

#include <fmt/core.h>

#include "platform/db/by_ids.hpp"

namespace canyu::demand::store {
namespace {

std::string select_demand(std::string_view rest) {
    return fmt::format(
        "select id, product_id, number, title, stage, standing, into_id, reason, alternative, founder_id, "
        "people, reports, buoyancy, above_water, created_at, last_said_at, surfaced_at, shipped_at "
        "from demand where {}",
        rest);
}

std::string select_rising(std::string_view rest) {
    return fmt::format("select id, people, new_people, buoyancy, stage, above_water from demand where {}",
                       rest);
}

std::string select_support(std::string_view rest) {
    return fmt::format(
        "select home_id, person_id, demand_id, product_id, why, said_at, withdrawn_at from support where {}",
        rest);
}

std::string_view condition_of(ListStage stage) {
    switch (stage) {
        case ListStage::rising:
            return "standing = 'open' and stage in ('heard', 'surfaced')";
        case ListStage::all:
            return "standing <> 'merged'";
        case ListStage::planned:
            return "standing = 'open' and stage = 'planned'";
        case ListStage::making:
            return "standing = 'open' and stage = 'making'";
        case ListStage::shipped:
            return "standing = 'open' and stage in ('shipped', 'works')";
        case ListStage::decided:
            return "standing in ('declined', 'deferred', 'redirected')";
    }
    return {};
}

std::string_view order_of(ListSort sort) {
    switch (sort) {
        case ListSort::rising:
            return "buoyancy desc";
        case ListSort::newest:
            return "created_at desc";
        case ListSort::most:
            return "people desc";
    }
    return {};
}

}  // namespace

void insert(db::Writer& writer, const Demand& demand) {
    writer.execute(
        "insert into demand (id, product_id, number, title, stage, standing, into_id, reason, alternative, "
        "founder_id, people, reports, created_at, last_said_at, surfaced_at, shipped_at, new_people, "
        "effective_people, trust, recency, velocity, buoyancy, above_water, refreshed_at) "
        "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, ?)",
        demand.id, demand.product_id, demand.number, demand.title, demand.stage, demand.standing, demand.into,
        demand.reason, demand.alternative, demand.founder, demand.people, demand.reports, demand.created_at,
        demand.last_said_at, demand.surfaced_at, demand.shipped_at, demand.created_at);
}

std::optional<Demand> find(db::Reader& reader, Id id) {
    return reader.row<Demand>(select_demand("id = ?"), id);
}

std::optional<Demand> find(db::Reader& reader, Id product, std::int64_t number) {
    return reader.row<Demand>(select_demand("product_id = ? and number = ?"), product, number);
}

std::vector<Demand> find(db::Reader& reader, const std::vector<Id>& ids) {
    return db::rows_by_ids<Demand>(reader, select_demand("id in "), ids);
}

std::vector<Id> merged_into(db::Reader& reader, Id demand) {
    return reader.rows<Id>("select id from demand where into_id = ? and standing = ?", demand,
                           Standing::merged);
}

void set_measures(db::Writer& writer, Id demand, const Measures& measures, Time now) {
    const surfacing::Factors& f = measures.factors;
    writer.execute(
        "update demand set founder_id = coalesce(?, founder_id), reports = ?, "
        "last_said_at = coalesce(?, last_said_at), people = ?, new_people = ?, effective_people = ?, "
        "trust = ?, recency = ?, velocity = ?, buoyancy = ?, first_said_at = ?, held = ?, not_me = ?, "
        "severity = ?, segments = ?, breadth = ?, agreement = ?, burst = ?, burst_since_at = ?, "
        "refreshed_at = ? where id = ?",
        measures.founder, measures.reports, measures.last_said, f.people, f.new_people, f.effective_people,
        f.trust, f.recency, f.velocity, f.buoyancy, f.first_said, f.held, f.not_me, f.severity, f.segments,
        f.breadth, f.agreement, f.burst, f.burst_since, now, demand);
}

void set_title(db::Writer& writer, Id demand, const std::string& title) {
    writer.execute("update demand set title = ? where id = ?", title, demand);
}

void set_stage(db::Writer& writer, Id demand, Stage stage, std::optional<Time> surfaced_at,
               std::optional<Time> shipped_at, Time now) {
    writer.execute("update demand set stage = ?, surfaced_at = ?, shipped_at = ?, moved_at = ? where id = ?",
                   stage, surfaced_at, shipped_at, now, demand);
}

void surface(db::Writer& writer, Id demand, Time now) {
    writer.execute("update demand set stage = ?, surfaced_at = ?, moved_at = ? where id = ?", Stage::surfaced,
                   now, now, demand);
}

void set_standing(db::Writer& writer, Id demand, Standing standing, std::optional<Id> into,
                  const std::string& reason, const std::string& alternative) {
    writer.execute("update demand set standing = ?, into_id = ?, reason = ?, alternative = ? where id = ?",
                   standing, into, reason, alternative, demand);
}

std::vector<Demand> list(db::Reader& reader, Id product, ListStage stage, ListSort sort, std::int64_t offset,
                         std::int64_t limit) {
    return reader.rows<Demand>(
        select_demand(fmt::format("product_id = ? and {} order by {}, id desc limit ? offset ?",
                                  condition_of(stage), order_of(sort))),
        product, limit, offset);
}

std::int64_t count(db::Reader& reader, Id product, ListStage stage) {
    return reader.value<std::int64_t>(
        fmt::format("select count(*) from demand where product_id = ? and {}", condition_of(stage)), product);
}

std::vector<Demand> undecided_after(db::Reader& reader, Id product, Id after, std::int64_t limit) {
    return reader.rows<Demand>(
        select_demand("product_id = ? and standing = ? and stage in (?, ?) and id > ? order by id limit ?"),
        product, Standing::open, Stage::heard, Stage::surfaced, after, limit);
}

std::vector<Id> lately(db::Reader& reader, ListStage stage, std::int64_t limit) {
    return reader.rows<Id>(
        fmt::format("select id from demand where {} order by moved_at desc limit ?", condition_of(stage)),
        limit);
}

std::vector<Rising> rising(db::Reader& reader, Id product, std::int64_t limit) {
    return reader.rows<Rising>(
        select_rising(
            "product_id = ? and standing = ? and stage in (?, ?) order by buoyancy desc, id limit ?"),
        product, Standing::open, Stage::heard, Stage::surfaced, limit);
}

std::vector<Rising> marked_above(db::Reader& reader, Id product) {
    return reader.rows<Rising>(
        select_rising(
            "(cast(? as bigint) = 0 or product_id = ?) and above_water = 1 order by buoyancy desc, id"),
        product, product);
}

void set_above_water(db::Writer& writer, Id demand, bool above) {
    writer.execute("update demand set above_water = ? where id = ?", above, demand);
}

std::optional<Line> line(db::Reader& reader, Id product) {
    return reader.row<Line>("select level, capacity from waterline where product_id = ?", product);
}

void set_line(db::Writer& writer, Id product, const Line& line, Time now) {
    writer.execute(
        "insert into waterline (product_id, level, capacity, drawn_at) values (?, ?, ?, ?) "
        "on conflict (product_id) do update set level = excluded.level, capacity = excluded.capacity, "
        "drawn_at = excluded.drawn_at",
        product, line.level, line.capacity, now);
}

std::optional<surfacing::Factors> factors(db::Reader& reader, Id demand) {
    return reader.row<surfacing::Factors>(
        "select people, new_people, effective_people, trust, recency, velocity, buoyancy, first_said_at, "
        "last_said_at, held, not_me, severity, segments, breadth, agreement, burst, burst_since_at "
        "from demand where id = ?",
        demand);
}

void add_change(db::Writer& writer, Id id, Id demand, const DemandChange& change) {
    writer.execute(
        "insert into demand_change (id, demand_id, at, person_id, act, reason, other_id) "
        "values (?, ?, ?, ?, ?, ?, ?)",
        id, demand, change.at, change.person_id, change.act, change.reason, change.other_id);
}

std::vector<DemandChange> changes(db::Reader& reader, Id demand) {
    return reader.rows<DemandChange>(
        "select at, person_id, act, reason, other_id from demand_change where demand_id = ? order by at, id",
        demand);
}

std::vector<ChangeOf> changes_of(db::Reader& reader, const std::vector<Id>& demands) {
    return db::rows_by_ids<ChangeOf>(
        reader, "select demand_id, at, person_id, act, reason from demand_change where demand_id in ",
        demands);
}

bool stand(db::Writer& writer, const Support& support) {
    if (writer.insert_new("support", support)) return true;
    return writer.execute(
               "update support set withdrawn_at = null, said_at = ?, why = ?, demand_id = ? "
               "where home_id = ? and person_id = ? and withdrawn_at is not null",
               support.said_at, support.why, support.demand_id, support.home_id, support.person_id) == 1;
}

void set_why(db::Writer& writer, Id demand, Id person, const std::string& why) {
    writer.execute(
        "update support set why = ? where demand_id = ? and person_id = ? and withdrawn_at is null", why,
        demand, person);
}

std::vector<Support> standing_supports(db::Reader& reader, Id demand, Id person) {
    return reader.rows<Support>(
        select_support("demand_id = ? and person_id = ? and withdrawn_at is null order by said_at"), demand,
        person);
}

void withdraw(db::Writer& writer, Id demand, Id person, Time now) {
    writer.execute(
        "update support set withdrawn_at = ? where demand_id = ? and person_id = ? and withdrawn_at is null",
        now, demand, person);
}

void lend(db::Writer& writer, Id from, Id into) {
    writer.execute("update support set demand_id = ? where demand_id = ?", into, from);
}

void call_back(db::Writer& writer, Id home, Id demand) {
    writer.execute("update support set demand_id = ? where home_id = ?", demand, home);
}

std::vector<report::Said> supports_for(db::Reader& reader, Id demand) {
    return reader.rows<report::Said>(
        "select demand_id, person_id, said_at, cast(1 as double precision) from support where demand_id = ? "
        "and withdrawn_at is null "
        "order by said_at, person_id",
        demand);
}

std::vector<report::Said> supports_in(db::Reader& reader, Id product) {
    return reader.rows<report::Said>(
        "select demand_id, person_id, said_at, cast(1 as double precision) from support where product_id = ? "
        "and withdrawn_at is null",
        product);
}

std::vector<Support> reasons(db::Reader& reader, Id demand, std::int64_t limit) {
    return reader.rows<Support>(
        select_support("demand_id = ? and withdrawn_at is null and why <> '' order by said_at desc limit ?"),
        demand, limit);
}

std::int64_t count_supports_of(db::Reader& reader, Id person) {
    return reader.value<std::int64_t>(
        "select count(*) from support where person_id = ? and withdrawn_at is null", person);
}

std::vector<Support> supports_of(db::Reader& reader, Id person, std::int64_t offset, std::int64_t limit) {
    return reader.rows<Support>(
        select_support("person_id = ? and withdrawn_at is null order by said_at desc limit ? offset ?"),
        person, limit, offset);
}

void put_verdict(db::Writer& writer, const Verdict& verdict) {
    writer.execute(
        "insert into verdict (demand_id, person_id, works, words, said_at) values (?, ?, ?, ?, ?) "
        "on conflict (demand_id, person_id) do update set works = excluded.works, words = excluded.words, "
        "said_at = excluded.said_at",
        verdict.demand_id, verdict.person_id, verdict.works, verdict.words, verdict.said_at);
}

std::optional<Verdict> verdict(db::Reader& reader, Id demand, Id person) {
    return reader.row<Verdict>(
        "select demand_id, person_id, works, words, said_at from verdict where demand_id = ? and person_id = "
        "?",
        demand, person);
}

std::vector<Verdict> verdicts_since(db::Reader& reader, Id demand, Time since) {
    return reader.rows<Verdict>(
        "select demand_id, person_id, works, words, said_at from verdict where demand_id = ? and said_at >= "
        "? "
        "order by said_at desc",
        demand, since);
}

}  // namespace canyu::demand::store
