// The staff's list of releases, the timetables, and the public words about a bus: late, not running, got off.
#include <algorithm>
#include <charconv>

#include "features/release/forms.hpp"
#include "features/release/showing.hpp"
#include "features/release/store.hpp"
#include "platform/web/site.hpp"

namespace canyu::release {
namespace {

using web::Access;
using web::Context;
using web::Done;

constexpr std::int64_t past_shown = 10;
constexpr std::int64_t usual_delay_hours = 24;

Result<StudioReleasesPage> releases_page(Context& context) {
    return context.read([&](db::Reader& reader) -> Result<StudioReleasesPage> {
        StudioReleasesPage page;
        const auto cards = [&](const std::vector<Bus>& buses) {
            std::vector<BusCard> made = cards_of(reader, buses, context.language(), context.now());
            for (std::size_t i = 0; i < buses.size(); ++i) made[i].bus_url = studio_url(buses[i].id);
            return made;
        };
        page.waiting = cards(store::waiting(reader, Id{}));
        page.past = cards(store::past(reader, Id{}, 0, past_shown));
        for (const products::Product& product : products::all(reader)) {
            TimetableLine line{products::name(product, context.language()),
                               "/studio/releases/timetables/" + product.slug, std::nullopt};
            if (const auto table = store::timetable(reader, product.id))
                line.table = timetable_view(*table, product, context.language());
            page.timetables.push_back(std::move(line));
        }
        return page;
    });
}

// "17:00" as minutes after midnight; -1 for anything else.
std::int64_t minute_of(const std::string& clock) {
    int hour = -1;
    int minute = -1;
    const char* end = clock.data() + clock.size();
    const auto [colon, bad_hour] = std::from_chars(clock.data(), end, hour);
    if (bad_hour != std::errc{} || colon == end || *colon != ':') return -1;
    const auto [rest, bad_minute] = std::from_chars(colon + 1, end, minute);
    if (bad_minute != std::errc{} || rest != end || hour < 0 || hour > 23 || minute < 0 || minute > 59)
        return -1;
    return hour * 60 + minute;
}

Result<products::Product> product_of(db::Reader& reader, const Context& context) {
    auto product = products::find(reader, std::string_view(context.parameter("product")));
    if (!product) return not_found();
    return *std::move(product);
}

Result<StudioTimetablePage> timetable_page(Context& context, const TimetableForm* typed) {
    return context.read([&](db::Reader& reader) -> Result<StudioTimetablePage> {
        CANYU_TRY(const products::Product product, product_of(reader, context));
        const Timetable kept = store::timetable(reader, product.id).value_or(Timetable{});
        const TimetableView shown = timetable_view(kept, product, context.language());
        StudioTimetablePage page{shown.product_name,  "/studio/releases/timetables/" + product.slug,
                                 shown.time_zone,     shown.leaves_weekday,
                                 shown.leaves_clock,  shown.boarding_weekday,
                                 shown.boarding_clock};
        page.first_bus = !store::last(reader, product.id);
        page.first_number = kept.first_number;
        if (!typed) return page;
        page.first_number = typed->first_number.value_or(kept.first_number);
        page.time_zone = typed->time_zone;
        page.leaves_weekday = typed->leaves_weekday;
        page.leaves_at = typed->leaves_at;
        page.boarding_weekday = typed->boarding_weekday;
        page.boarding_at = typed->boarding_at;
        return page;
    });
}

Result<Done> change_timetable(Context& context, const TimetableForm& form) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(const products::Product product, product_of(writer, context));
        const auto number = [](Weekday day) { return static_cast<std::int64_t>(day) + 1; };
        const std::int64_t kept = store::timetable(writer, product.id).value_or(Timetable{}).first_number;
        const Timetable table{product.id,
                              form.time_zone,
                              number(form.leaves_weekday),
                              minute_of(form.leaves_at),
                              number(form.boarding_weekday),
                              minute_of(form.boarding_at),
                              form.first_number.value_or(kept)};
        if (auto set = set_timetable(writer, acting(context), table); !set)
            return std::unexpected(std::move(set).error());
        return Done{"/studio/releases", {"release.said_timetable", {}}};
    });
}

const char* word_path(WordKind kind) {
    return kind == WordKind::late ? "/late" : "/skip";
}

Result<StudioWordPage> word_page(Context& context, WordKind kind, const WordForm& form) {
    CANYU_TRY(const Id id, context.id("bus"));
    return context.read([&](db::Reader& reader) -> Result<StudioWordPage> {
        const auto bus = store::find(reader, id);
        if (!bus) return not_found();
        StudioWordPage page;
        page.kind = kind;
        page.bus = card_of(reader, *bus, context.language(), context.now());
        page.back_url = studio_url(id);
        page.act_url = page.back_url + word_path(kind);
        page.hours = form.hours.value_or(usual_delay_hours);
        page.reason = form.reason;
        if (kind == WordKind::got_off) {
            CANYU_TRY(const Id demand, context.id("demand"));
            const auto cards = demand::cards(reader, {demand});
            if (cards.empty()) return not_found();
            page.who = cards.front();
            page.act_url = page.back_url + "/demands/" + to_string(demand);
        }
        return page;
    });
}

Result<void> say_word(db::Writer& writer, Context& context, WordKind kind, Id bus, const WordForm& form) {
    if (kind == WordKind::skipped) return skip(writer, acting(context), bus, form.reason);
    if (kind == WordKind::late)
        return explain(
            writer, acting(context), bus,
            context.now() + std::chrono::hours(std::clamp<std::int64_t>(form.hours.value_or(0), 0, 10'000)),
            form.reason);
    CANYU_TRY(const Id demand, context.id("demand"));
    return get_off(writer, acting(context), bus, demand, form.reason);
}

const char* said(WordKind kind) {
    return kind == WordKind::late      ? "release.said_explained"
           : kind == WordKind::skipped ? "release.said_skipped"
                                       : "release.said_got_off";
}

// The two sides of the form of a public word.
auto showing(WordKind kind) {
    return [kind](Context& context, const WordForm& form) { return word_page(context, kind, form); };
}
auto saying(WordKind kind) {
    return [kind](Context& context, const WordForm& form) -> Result<Done> {
        CANYU_TRY(const Id bus, context.id("bus"));
        return context.act([&](db::Writer& writer) -> Result<Done> {
            if (auto done = say_word(writer, context, kind, bus, form); !done)
                return std::unexpected(std::move(done).error());
            return Done{studio_url(bus), {said(kind), {}}};
        });
    };
}

}  // namespace

void add_studio_releases(web::Site& site) {
    site.get("/studio/releases", Access::staff, "release/studio_releases.html",
             [](Context& c) { return releases_page(c); },
             {.summary = "The buses and the timetables of all products"});
    site.get("/studio/releases/timetables/{product}", Access::staff, "release/studio_timetable.html",
             [](Context& c) { return timetable_page(c, nullptr); },
             {.summary = "When a product's bus leaves"});
    site.post(
        "/studio/releases/timetables/{product}", Access::staff,
        [](Context& c, const TimetableForm& form) { return change_timetable(c, form); },
        "release/studio_timetable.html",
        [](Context& c, const TimetableForm& form) { return timetable_page(c, &form); },
        {.summary = "Set when a product's bus leaves; the one that waits keeps its time"});
    constexpr auto page = "release/studio_word.html";
    site.form("/studio/releases/{bus}/late", Access::staff, page, showing(WordKind::late),
              saying(WordKind::late), {.summary = "Say why a bus is late and when it leaves now"});
    site.form("/studio/releases/{bus}/skip", Access::staff, page, showing(WordKind::skipped),
              saying(WordKind::skipped), {.summary = "Say why a bus does not run"});
    site.form("/studio/releases/{bus}/demands/{demand}", Access::staff, page, showing(WordKind::got_off),
              saying(WordKind::got_off), {.summary = "Let a demand get off, with a public reason"});
}

}  // namespace canyu::release
