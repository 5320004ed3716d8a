#include "features/release/release.hpp"

#include <fmt/core.h>

#include "base/text.hpp"
#include "features/forum/forum.hpp"
#include "features/release/store.hpp"
#include "platform/audit/audit.hpp"
#include "platform/web/checks.hpp"

namespace canyu::release {
namespace {

constexpr std::chrono::hours least_boarding_gap{1};

WeekMoment leaving(const Timetable& table) {
    return {table.leaves_weekday, table.leaves_minute};
}
WeekMoment boarding_end(const Timetable& table) {
    return {table.boarding_weekday, table.boarding_minute};
}

// Minutes from the end of boarding to the next leaving, on a week without clock changes.
std::int64_t boarding_gap(const Timetable& table) {
    constexpr std::int64_t week = 7 * 24 * 60;
    const std::int64_t leaves = table.leaves_weekday * 24 * 60 + table.leaves_minute;
    const std::int64_t ends = table.boarding_weekday * 24 * 60 + table.boarding_minute;
    return ((leaves - ends) % week + week) % week;
}

Result<void> check(const Timetable& table) {
    const auto is_weekday = [](std::int64_t day) { return day >= 1 && day <= 7; };
    const auto is_minute = [](std::int64_t minute) { return minute >= 0 && minute < 24 * 60; };
    web::Checks checks;
    checks.that(is_time_zone(table.time_zone), "time_zone", "release.no_zone");
    checks.that(is_weekday(table.leaves_weekday), "leaves_weekday", "field.choice");
    checks.that(is_minute(table.leaves_minute), "leaves_at", "release.no_hour");
    checks.that(is_weekday(table.boarding_weekday), "boarding_weekday", "field.choice");
    checks.that(is_minute(table.boarding_minute), "boarding_at", "release.no_hour");
    checks.that(table.first_number >= 1 && table.first_number <= 1'000'000, "first_number",
                "release.no_number");
    if (checks.ok())
        checks.that(std::chrono::minutes(boarding_gap(table)) >= least_boarding_gap, "boarding_at",
                    "release.boarding_too_late");
    return checks.result();
}

Result<Bus> get_waiting(db::Reader& reader, Id id) {
    const auto bus = store::find(reader, id);
    if (!bus) return not_found();
    if (bus->left_at) return refuse(409, "release.gone");
    if (bus->skipped_at) return refuse(409, "release.does_not_run");
    return *bus;
}

void record(db::Writer& writer, const Acting& acting, const char* act, Id bus, const std::string& detail) {
    audit::record(writer, acting.ids, acting.by, act, {"release", bus}, detail, acting.now);
}

void say(db::Writer& writer, const Acting& acting, const Bus& bus, WordKind kind, std::optional<Id> demand,
         std::optional<Time> expected, const std::string& reason) {
    store::insert(writer,
                  Word{acting.ids.next(), bus.id, kind, acting.now, acting.by, demand, expected, reason});
}

}  // namespace

BusState state_of(const Bus& bus, Time now) {
    if (bus.left_at) return BusState::gone;
    if (bus.skipped_at) return BusState::skipped;
    if (now > bus.leaves_at + on_time_within) return BusState::late;
    return now >= bus.boarding_ends_at ? BusState::ready : BusState::boarding;
}

std::optional<Milliseconds> lateness(const Bus& bus, Time now) {
    if (bus.skipped_at) return std::nullopt;
    const Milliseconds late = bus.left_at.value_or(now) - bus.leaves_at;
    return late > on_time_within ? std::optional(late) : std::nullopt;
}

Result<void> set_timetable(db::Writer& writer, const Acting& acting, const Timetable& table) {
    if (auto checked = check(table); !checked) return checked;
    if (!products::find(writer, table.product_id)) return not_found();
    store::set_timetable(writer, table);
    audit::record(writer, acting.ids, acting.by, "release.act_timetable", {"product", table.product_id},
                  fmt::format("{} {}/{:02}:{:02} ← {}/{:02}:{:02}", table.time_zone, table.leaves_weekday,
                              table.leaves_minute / 60, table.leaves_minute % 60, table.boarding_weekday,
                              table.boarding_minute / 60, table.boarding_minute % 60),
                  acting.now);
    keep_timetables(writer, acting.ids, acting.now);
    return {};
}

void keep_timetables(db::Writer& writer, IdSource& ids, Time now) {
    for (const Timetable& table : store::timetables(writer)) {
        const auto last = store::last(writer, table.product_id);
        if (last && last->leaves_at > now && !last->left_at && !last->skipped_at) continue;
        // One week after the other, also those that passed while nobody looked: each is on time or explained.
        Time after = last ? last->leaves_at : now;
        std::int64_t number = last ? last->number + 1 : table.first_number;
        do {
            const Time leaves = next_weekly(after, table.time_zone, leaving(table));
            const Time ends = last_weekly(leaves, table.time_zone, boarding_end(table));
            store::insert(writer, Bus{ids.next(),
                                      table.product_id,
                                      number++,
                                      ends,
                                      leaves,
                                      "",
                                      std::nullopt,
                                      std::nullopt,
                                      "",
                                      {}});
            after = leaves;
        } while (after <= now);
    }
}

Result<void> board(db::Writer& writer, const Acting& acting, Id bus, Id demand) {
    CANYU_TRY(const Bus waits, get_waiting(writer, bus));
    const auto found = demand::find(writer, demand);
    if (!found || found->product_id != waits.product_id) return not_found();
    if (acting.now >= waits.boarding_ends_at) return refuse(409, "release.boarding_over");
    const auto item = plan::find(writer, demand);
    if (!item || item->shipped_at) return refuse(409, "release.not_planned");
    if (store::waiting_with(writer, demand)) return refuse(409, "release.aboard_already");
    store::insert(writer, store::Seat{bus, demand, acting.now, acting.by});
    record(writer, acting, "release.act_boarded", bus, found->title);
    return {};
}

Result<void> get_off(db::Writer& writer, const Acting& acting, Id bus, Id demand, const std::string& reason) {
    CANYU_TRY(const Bus waits, get_waiting(writer, bus));
    CANYU_TRY(const std::string because, web::public_reason(reason));
    if (!store::remove(writer, bus, demand)) return refuse(409, "release.not_aboard");
    say(writer, acting, waits, WordKind::got_off, demand, std::nullopt, because);
    record(writer, acting, "release.act_got_off", bus, because);
    return {};
}

Result<void> leave(db::Writer& writer, const Acting& acting, demand::Demands& demands, Id bus,
                   const std::string& called) {
    CANYU_TRY(const Bus waits, get_waiting(writer, bus));
    const std::string version = clean_line(called);
    web::Checks checks;
    checks.length("version", version, 1, 20);
    if (auto checked = checks.result(); !checked) return checked;
    const auto seats = store::seats(writer, bus);
    if (seats.empty()) return refuse(409, "release.empty");
    for (const store::Seat& seat : seats) {
        const auto item = plan::find(writer, seat.demand_id);
        // Shipped by hand meanwhile, or out of the plan: it travels on paper only.
        if (!item || item->shipped_at) continue;
        if (auto shipped = plan::ship(writer, acting.ids, demands, seat.demand_id,
                                      fmt::format("#{} · {}", waits.number, version), acting.by, acting.now);
            !shipped)
            return shipped;
    }
    store::set_left(writer, bus, version, acting.now);
    keep_timetables(writer, acting.ids, acting.now);
    record(writer, acting, "release.act_left", bus, version);
    return {};
}

Result<void> describe(db::Writer& writer, const Acting& acting, Id bus, const std::string& markdown,
                      const Html& html) {
    if (!store::find(writer, bus)) return not_found();
    store::set_text(writer, bus, markdown, html);
    record(writer, acting, "release.act_described", bus, "");
    return {};
}

void unname(db::Writer& writer, const std::string& name, const std::string& display) {
    for (const Bus& bus : store::saying(writer, "href=\"/u/" + name + "\"")) {
        const forum::PreparedText text = forum::prepare_without(writer, bus.markdown, name, display);
        store::set_text(writer, bus.id, text.markdown, text.html);
    }
}

std::vector<std::string> shown(db::Reader& reader, const std::vector<std::string>& digests) {
    std::vector<std::string> shown;
    for (const Bus& bus : store::saying(reader, "/media/"))
        for (const std::string& digest : digests)
            if (bus.html.value.find(digest) != std::string::npos) shown.push_back(digest);
    return shown;
}

Result<void> explain(db::Writer& writer, const Acting& acting, Id bus, Time expected_at,
                     const std::string& reason) {
    CANYU_TRY(const Bus waits, get_waiting(writer, bus));
    CANYU_TRY(const std::string because, web::public_reason(reason));
    web::Checks checks;
    checks.that(expected_at > acting.now && expected_at > waits.leaves_at, "hours", "release.in_the_past");
    if (auto checked = checks.result(); !checked) return checked;
    say(writer, acting, waits, WordKind::late, std::nullopt, expected_at, because);
    record(writer, acting, "release.act_explained", bus, because);
    return {};
}

Result<void> skip(db::Writer& writer, const Acting& acting, Id bus, const std::string& reason) {
    CANYU_TRY(const Bus waits, get_waiting(writer, bus));
    CANYU_TRY(const std::string because, web::public_reason(reason));
    for (const store::Seat& seat : store::seats(writer, bus)) store::remove(writer, bus, seat.demand_id);
    store::set_skipped(writer, bus, acting.now);
    keep_timetables(writer, acting.ids, acting.now);
    say(writer, acting, waits, WordKind::skipped, std::nullopt, std::nullopt, because);
    record(writer, acting, "release.act_skipped", bus, because);
    return {};
}

std::optional<Bus> find(db::Reader& reader, Id bus) {
    return store::find(reader, bus);
}
std::optional<Bus> find(db::Reader& reader, Id product, std::int64_t number) {
    return store::find(reader, product, number);
}
std::string url(db::Reader& reader, const Bus& bus) {
    const auto product = products::find(reader, bus.product_id);
    CANYU_CHECK(product.has_value());
    return fmt::format("/releases/{}/{}", product->slug, bus.number);
}
std::vector<Bus> waiting(db::Reader& reader, Id product) {
    return store::waiting(reader, product);
}
std::vector<Bus> past(db::Reader& reader, Id product, std::int64_t offset, std::int64_t limit) {
    return store::past(reader, product, offset, limit);
}
std::vector<Id> aboard(db::Reader& reader, Id bus) {
    std::vector<Id> demands;
    for (const store::Seat& seat : store::seats(reader, bus)) demands.push_back(seat.demand_id);
    return demands;
}
std::optional<Bus> shipped_with(db::Reader& reader, Id demand) {
    return store::shipped_with(reader, demand);
}
std::vector<Word> words(db::Reader& reader, Id bus) {
    return store::words(reader, bus);
}

}  // namespace canyu::release
