#include "app/demo/releases_story.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <stdexcept>

#include "app/demo/need.hpp"
#include "features/experience/experience.hpp"
#include "features/receipts/receipts.hpp"
#include "features/release/release.hpp"

namespace canyu::demo {
namespace {

constexpr Day week = 7;
constexpr Day last_bus = 5;  // days ago, as data/demo/README.md promises
constexpr auto zone = "Asia/Shanghai";
constexpr auto nothing_ready = "这周没有做完的，不拿半成品凑数。下周见。";

// The moment of the week at which `time` lies, in whole half hours.
WeekMoment moment_of(Time time) {
    WeekMoment moment{1, 0};
    const auto since_monday = std::chrono::floor<std::chrono::minutes>(time - weekly(time, zone, moment));
    const std::int64_t minutes = since_monday.count() / 30 * 30;
    return {1 + minutes / (24 * 60), minutes % (24 * 60)};
}

}  // namespace

void ReleasesStory::add_events(const std::vector<PanelsRecord>& panels, Time now, const AddEvent& add) {
    add_line({"phone", last_bus + 9 * week, 28, 28, "2", "a_qi", 6'200, 171}, now, add);
    add_line({"earbuds", last_bus + 2 * week, 35, 10, "1", "marlow", 1'900, 46}, now, add);
    for (const PanelsRecord& one : panels)
        add({one.day, "panels of " + one.by,
             [this, &one](db::Writer& writer, Time at) { tell(writer, one, at); }});
}

void ReleasesStory::add_line(const Line& line, Time now, const AddEvent& add) {
    const Time leaving = now - std::chrono::days{static_cast<int>(last_bus)};
    add({line.first_bus + 3, "timetable of " + line.product,
         [this, line, leaving](db::Writer& writer, Time at) { set_timetable(writer, line, leaving, at); }});
    for (Day day = line.first_bus; day >= last_bus; day -= week)
        add({day, "bus of " + line.product,
             [this, line](db::Writer& writer, Time at) { go(writer, line, at); }});
    add({0.3, "boarding of " + line.product,
         [this, line](db::Writer& writer, Time at) { board_this_week(writer, line, at); }});
}

void ReleasesStory::set_timetable(db::Writer& writer, const Line& line, Time leaving, Time at) {
    const WeekMoment leaves = moment_of(leaving);
    const WeekMoment ends = moment_of(leaving - std::chrono::days{1});
    need(release::set_timetable(writer, {community_.ids(), cast_.person(line.driver), at},
                                {cast_.product(line.product), zone, leaves.weekday, leaves.minute,
                                 ends.weekday, ends.minute, line.first_number}));
}

void ReleasesStory::board(db::Writer& writer, Id demand, Id by, Time at) {
    const Id product = demand::find(writer, demand)->product_id;
    const Id bus = release::waiting(writer, product).front().id;
    need(release::board(writer, {community_.ids(), by, at}, bus, demand));
}

void ReleasesStory::board_this_week(db::Writer& writer, const Line& line, Time at) {
    const Time this_week = plan::monday(at, 0);
    for (const plan::Item& item : plan::open_items(writer, cast_.product(line.product)))
        if (item.week && *item.week <= this_week)
            board(writer, item.demand_id, cast_.person(line.driver), at);
}

void ReleasesStory::go(db::Writer& writer, const Line& line, Time at) {
    const release::Acting acting{community_.ids(), cast_.person(line.driver), at};
    const release::Bus bus = release::waiting(writer, cast_.product(line.product)).front();
    if (release::aboard(writer, bus.id).empty())
        need(release::skip(writer, acting, bus.id, nothing_ready));
    else
        need(
            release::leave(writer, acting, community_.demands(), bus.id,
                           fmt::format("{}.{}", line.series, bus.number - line.first_number + line.version)));
    experience::give_awards(writer, at);
    count_last(writer, line, bus.id, at);
}

// Before a bus leaves, somebody looks how many took the one before.
void ReleasesStory::count_last(db::Writer& writer, const Line& line, Id leaving, Time at) {
    for (const release::Bus& past : release::past(writer, cast_.product(line.product), 0, 2)) {
        if (!past.left_at || past.id == leaving) continue;
        need(receipts::count_reach(writer, community_.ids(),
                                   {past.id, at, line.first_users + past.number * line.users_a_week,
                                    "更新服务器，发车一周后", cast_.person(line.driver)}));
    }
}

void ReleasesStory::tell(db::Writer& writer, const PanelsRecord& panels, Time at) {
    const auto bus = release::find(writer, cast_.product(panels.product), panels.bus);
    const auto features = experience::features_of(writer, *bus, web::Language::zh);
    const auto named = [&](const std::string& name) -> std::optional<Id> {
        if (name.empty()) return std::nullopt;
        const auto feature = std::ranges::find(features, name, &experience::Feature::name);
        if (feature == features.end()) throw std::runtime_error("no feature is called " + name);
        return feature->id;
    };
    need(experience::tell(writer, community_.ids(), community_.demands(), bus->id, cast_.person(panels.by),
                          {named(panels.best), named(panels.worst), panels.missing, panels.sentence}, at));
}

}  // namespace canyu::demo
