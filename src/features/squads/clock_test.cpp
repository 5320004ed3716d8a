#include "features/squads/clock.hpp"

#include <doctest/doctest.h>

#include "features/forum/forum.hpp"
#include "features/squads/test_office.hpp"

using namespace canyu;
using namespace canyu::squads;
using std::chrono::days;
using std::chrono::hours;

namespace {

constexpr Time noon = time_from_milliseconds(1'800'000'000'000);

VoiceTimes voice(Milliseconds read_after, std::optional<Milliseconds> answered_after = {}) {
    return {
        Id{1}, noon, noon + read_after, answered_after ? std::optional(noon + *answered_after) : std::nullopt,
        {},    {}};
}

const LegTimes& leg(const VoiceClock& clock, Leg leg) {
    return clock.legs.at(static_cast<std::size_t>(leg));
}

}  // namespace

TEST_CASE("voice clock: half and nine of ten, and who still waits counts as waiting") {
    std::vector<VoiceTimes> voices;
    for (int i = 1; i <= 9; ++i) voices.push_back(voice(hours{i}));
    VoiceTimes unheard{Id{2}, noon - hours{1}, {}, {}, {}, {}};
    voices.push_back(unheard);
    const VoiceClock clock = summarize(voices, noon + days{1});
    CHECK(clock.voices == 10);
    CHECK(leg(clock, Leg::read).reached == 9);
    CHECK(leg(clock, Leg::read).median == Milliseconds(hours{5}));
    CHECK(leg(clock, Leg::read).p90 == Milliseconds(hours{9}));
    CHECK(!leg(clock, Leg::answered).median);
    CHECK(clock.unread == 1);
    CHECK(clock.oldest_unread->report == Id{2});
    voices.push_back(unheard);
    CHECK(!leg(summarize(voices, noon), Leg::read).p90);
    CHECK(!leg(summarize({}, noon), Leg::read).median);
}

TEST_CASE("voice clock: the old month is counted from what was said to its answer") {
    const std::vector<VoiceTimes> voices{voice(hours{1}), voice(hours{1}, hours{2})};
    CHECK(summarize(voices, noon + days{30}).beyond_line == 0);
    CHECK(summarize(voices, noon + days{30} + hours{1}).beyond_line == 1);
}

TEST_CASE("voice clock: read, answered, planned and shipped, each from the moment of the words") {
    in_an_office([](TestOffice& office) {
        const Id squad_id = office.squad("lin_gong");
        const Id demand = office.floating("锁屏打开相机慢");
        office.clock.advance(hours{2});
        office.act_as("lin_gong", [&](db::Writer& w, const Acting& a) {
            return pull(w, a, office.demands, squad_id, demand);
        });
        const auto squad = *office.read([&](db::Reader& r) { return find(r, squad_id); });
        const auto unread = office.read([&](db::Reader& r) { return unread_by(r, squad_id, office.now()); });
        REQUIRE(unread.size() == 1);
        office.clock.advance(hours{1});
        office.act_as("lin_gong",
                      [&](db::Writer& w, const Acting& a) { return read(w, a, squad_id, unread); });
        const auto clock_now = [&] {
            return office.read([&](db::Reader& r) { return clock_of_squad(r, squad, office.now()); });
        };
        CHECK(leg(clock_now(), Leg::read).median == Milliseconds(hours{3}));
        CHECK(leg(clock_now(), Leg::planned).median == Milliseconds(hours{2}));
        CHECK(leg(clock_now(), Leg::answered).median == Milliseconds(hours{2}));  // it was planned: public
        CHECK(!leg(clock_now(), Leg::shipped).median);
        // Reading again changes nothing.
        office.clock.advance(hours{1});
        office.act_as("lin_gong",
                      [&](db::Writer& w, const Acting& a) { return read(w, a, squad_id, unread); });
        CHECK(leg(clock_now(), Leg::read).median == Milliseconds(hours{3}));
        office
            .write([&](db::Writer& w) {
                return plan::ship(w, office.ids, office.demands, demand, "in this week's version",
                                  office.person("lin_gong"), office.now());
            })
            .value();
        CHECK(leg(clock_now(), Leg::shipped).median == Milliseconds(hours{4}));
    });
}

TEST_CASE("voice clock: who asks for what is planned already has not waited for that; a post answers them") {
    in_an_office([](TestOffice& office) {
        const Id squad_id = office.squad("lin_gong");
        const Id demand = office.floating("锁屏打开相机慢");
        office.act_as("lin_gong", [&](db::Writer& w, const Acting& a) {
            return pull(w, a, office.demands, squad_id, demand);
        });
        office.clock.advance(days{1});
        const Id late = office.say("another", "锁屏打开相机还是慢");
        office
            .write([&](db::Writer& w) {
                return office.demands.put_into(w, late, demand, office.person("zhao_gong"), office.now());
            })
            .value();
        office.clock.advance(hours{5});
        const auto talk = [&](const std::string& name) {
            office
                .write([&](db::Writer& w) -> Result<void> {
                    CANYU_TRY(const auto text, forum::prepare(w, "We measured it: 1.9 seconds."));
                    CANYU_TRY([[maybe_unused]] const auto made,
                              forum::open_topic(w, office.ids,
                                                {office.product,
                                                 {{}, "demand", demand, "/demands/phone/1"},
                                                 office.person(name),
                                                 "Camera from the lock screen"},
                                                text, office.now()));
                    return {};
                })
                .value();
        };
        const auto squad = *office.read([&](db::Reader& r) { return find(r, squad_id); });
        const auto last = [&] {
            return office.read(
                [&](db::Reader& r) { return clock_of_product(r, squad.product_id, office.now()); });
        };
        CHECK(leg(last(), Leg::answered).reached == 1);  // the plan came before the second voice
        talk("lin_gong");
        CHECK(leg(last(), Leg::answered).reached == 2);
        CHECK(leg(last(), Leg::answered).p90 == Milliseconds(hours{5}));
        CHECK(leg(last(), Leg::planned).p90 == Milliseconds(0));
    });
}
