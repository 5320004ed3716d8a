#include "features/channels/channels.hpp"

#include <algorithm>

#include "features/channels/store.hpp"
#include "features/known_issues/known_issues.hpp"
#include "features/measures/measures.hpp"
#include "features/participation/participation.hpp"
#include "features/squads/test_office.hpp"

using namespace canyu;
using namespace canyu::channels;
using squads::TestOffice;

namespace {

void set(TestOffice& office, const std::vector<Rule>& rules) {
    office.act([&](db::Writer& w, const Acting& a) { return set_rules(w, a, rules); });
}

// Two people in daily, one in weekly; weekly asks for two and a day, stable for three, both for few doubts.
std::vector<Rule> strict(Id product) {
    return {{product, Channel::daily, 2, 0, 100, 0},
            {product, Channel::weekly, 1, 2, 40, 1},
            {product, Channel::stable, std::nullopt, 3, 30, 2}};
}

// What takes buses along: a timetable whose next bus still boards.
void timetable(TestOffice& office) {
    office.act(
        [&](db::Writer& w, const Acting& a) { return release::set_timetable(w, a, {office.product}); });
    office.act([&](db::Writer& w, const Acting& a) {
        return release::skip(w, a, release::waiting(w, office.product).front().id, "Nothing is ready");
    });
}

// The next bus leaves with one demand aboard.
Bus leave(TestOffice& office, Id demand) {
    const Id bus = office.read([&](db::Reader& r) { return release::waiting(r, office.product); }).front().id;
    office.act([&](db::Writer& w, const Acting& a) {
        return plan::enter(w, office.ids, office.demands, demand, {plan::Horizon::week, office.now()}, "",
                           a.by, a.now);
    });
    office.act([&](db::Writer& w, const Acting& a) { return release::board(w, a, bus, demand); });
    office.act(
        [&](db::Writer& w, const Acting& a) { return release::leave(w, a, office.demands, bus, "1.0"); });
    office.clock.advance(std::chrono::minutes{1});
    return office.read([&](db::Reader& r) { return release::find(r, bus); }).value();
}

std::string choosing(TestOffice& office, const std::string& name, Channel channel) {
    const auto done = office.write([&](db::Writer& w) {
        return choose(w, office.ids, office.product, office.person(name), channel, office.now());
    });
    return done ? "" : done.error().message.key;
}

std::string saying(TestOffice& office, const Bus& bus, const std::string& name, bool well) {
    const auto done = office.write(
        [&](db::Writer& w) { return say(w, office.ids, bus.id, office.person(name), well, office.now()); });
    return done ? "" : done.error().message.key;
}

std::string promoting(TestOffice& office, const Bus& bus, Channel to, const std::string& reason = "") {
    return office.refusal([&](db::Writer& w, const Acting& a) { return promote(w, a, bus.id, to, reason); });
}

std::optional<Channel> where(TestOffice& office, const Bus& bus) {
    return office.read([&](db::Reader& r) { return reached(r, bus); });
}

Measured measured(TestOffice& office, const Bus& bus) {
    return office.read([&](db::Reader& r) { return gate(r, bus, web::Language::en, office.now()); })
        .value()
        .measured;
}

// Two in daily, one in weekly, and a bus that has left.
Bus on_its_way(TestOffice& office) {
    timetable(office);
    set(office, strict(office.product));
    REQUIRE(choosing(office, "a_member", Channel::daily) == "");
    REQUIRE(choosing(office, "another", Channel::daily) == "");
    REQUIRE(choosing(office, "wu_gong", Channel::weekly) == "");
    return leave(office, office.floating("The camera opens late"));
}

}  // namespace

TEST_CASE("a product has channels once it has rules, and what left before has reached everybody") {
    squads::in_an_office([](TestOffice& office) {
        timetable(office);
        const Bus before = leave(office, office.floating("The camera opens late"));
        CHECK_FALSE(where(office, before).has_value());
        CHECK(choosing(office, "a_member", Channel::daily) == "channels.none");
        CHECK(promoting(office, before, Channel::weekly) == "channels.none");
        set(office, usual_rules(office.product));
        CHECK(where(office, before) == Channel::stable);
        const Bus waits =
            office.read([&](db::Reader& r) { return release::waiting(r, office.product); }).front();
        CHECK(promoting(office, waits, Channel::weekly) == "channels.not_left");
        CHECK(saying(office, waits, "a_member", true) == "problem.not_found");
        const Bus after = leave(office, office.floating("The screen is dark"));
        CHECK(where(office, after) == Channel::daily);
        set(office, strict(office.product));
        CHECK(where(office, before) == Channel::stable);
        CHECK(office.read([&](db::Reader& r) { return stable_buses(r, office.product); }) ==
              std::vector{before.number});
    });
}

TEST_CASE("rules are numbers that can be") {
    squads::in_an_office([](TestOffice& office) {
        const auto refused = [&](const std::function<void(std::vector<Rule>&)>& make_wrong) {
            std::vector<Rule> rules = strict(office.product);
            make_wrong(rules);
            return office.refusal([&](db::Writer& w, const Acting& a) { return set_rules(w, a, rules); });
        };
        CHECK(refused([](auto& r) { r[0].most_people = -1; }) == "channels.number");
        CHECK(refused([](auto& r) { r[1].least_people = -1; }) == "channels.number");
        CHECK(refused([](auto& r) { r[1].most_no_percent = 101; }) == "channels.percent");
        CHECK(refused([](auto& r) { r[2].least_days = 101; }) == "channels.days");
        CHECK(refused([](auto&) {}) == "");
    });
}

TEST_CASE("a channel takes as many as it has room for, and whoever leaves makes room") {
    squads::in_an_office([](TestOffice& office) {
        set(office, strict(office.product));
        CHECK(choosing(office, "a_member", Channel::daily) == "");
        CHECK(choosing(office, "a_member", Channel::daily) == "");
        CHECK(choosing(office, "another", Channel::daily) == "");
        CHECK(choosing(office, "wu_gong", Channel::daily) == "channels.full");
        CHECK(choosing(office, "another", Channel::weekly) == "");
        CHECK(choosing(office, "wu_gong", Channel::daily) == "");
        CHECK(choosing(office, "chen_gong", Channel::nobody) == "problem.look_again");
        const auto parts_of = office.read([&](db::Reader& r) { return parts(r, office.product); });
        CHECK(parts_of.size() == 3);
        CHECK(parts_of.at(office.person("a_member")) == parts_of.at(office.person("wu_gong")));
        CHECK(parts_of.at(office.person("a_member")) != parts_of.at(office.person("another")));
        const auto rides = [&] {
            return office.read([&](db::Reader& r) {
                return participation::count(r, office.person("another"), participation::Verb::ride);
            });
        };
        CHECK(rides() == 1);
        CHECK(choosing(office, "another", Channel::stable) == "");
        CHECK(rides() == 0);
        CHECK(office.read([&](db::Reader& r) { return people_in(r, office.product, Channel::weekly); })
                  .empty());
    });
}

TEST_CASE("a build goes on when its gate is met, one channel after the other") {
    squads::in_an_office([](TestOffice& office) {
        const Bus bus = on_its_way(office);
        CHECK(promoting(office, bus, Channel::stable, "At once, please") == "channels.moved_meanwhile");
        CHECK(promoting(office, bus, Channel::weekly) == "channels.sign_why");
        CHECK(saying(office, bus, "wu_gong", true) == "channels.not_yours_yet");
        CHECK(saying(office, bus, "a_member", true) == "");
        CHECK(saying(office, bus, "another", true) == "");
        CHECK(promoting(office, bus, Channel::weekly) == "channels.sign_why");
        office.clock.advance(std::chrono::days{1});
        CHECK(promoting(office, bus, Channel::weekly) == "");
        CHECK(where(office, bus) == Channel::weekly);
        CHECK(promoting(office, bus, Channel::weekly) == "channels.moved_meanwhile");

        CHECK(measured(office, bus).well == 2);
        CHECK(measured(office, bus).days == 0);
        CHECK(saying(office, bus, "wu_gong", true) == "");
        office.clock.advance(std::chrono::days{2});
        CHECK(promoting(office, bus, Channel::stable) == "");
        CHECK(where(office, bus) == Channel::stable);
        CHECK(promoting(office, bus, Channel::stable) == "channels.moved_meanwhile");
        const auto decisions = office.read([&](db::Reader& r) { return store::decisions(r, bus.id); });
        REQUIRE(decisions.size() == 2);
        CHECK(decisions.front().kind == DecisionKind::gate_met);
        CHECK(decisions.front().well == 3);
        CHECK(decisions.front().least_people == 3);
        CHECK(decisions.front().days == 2);
    });
}

TEST_CASE("one person is one voice, and who doubts anywhere doubts") {
    squads::in_an_office([](TestOffice& office) {
        timetable(office);
        set(office, strict(office.product));
        REQUIRE(choosing(office, "a_member", Channel::daily) == "");
        REQUIRE(choosing(office, "another", Channel::daily) == "");
        const Id demand = office.floating("The camera opens late");
        const Bus bus = leave(office, demand);
        const auto judge = [&](const std::string& name, bool works) {
            REQUIRE(office
                        .write([&](db::Writer& w) {
                            return office.demands.judge(w, demand, office.person(name), works, "",
                                                        office.now());
                        })
                        .has_value());
        };
        // Not in a channel that has it: no voice.
        judge("chen_gong", true);
        CHECK(measured(office, bus).well == 0);
        judge("a_member", true);
        CHECK(saying(office, bus, "a_member", true) == "");
        CHECK(measured(office, bus).well == 1);
        CHECK(saying(office, bus, "a_member", false) == "");
        CHECK(measured(office, bus).well == 0);
        CHECK(measured(office, bus).no == 1);
        CHECK(saying(office, bus, "a_member", true) == "");
        CHECK(measured(office, bus).no == 0);
        CHECK(saying(office, bus, "another", true) == "");
        CHECK(measured(office, bus).well == 2);
        judge("another", false);
        CHECK(measured(office, bus).well == 1);
        CHECK(measured(office, bus).no == 1);
        const auto deeds = [&](participation::Verb verb) {
            return office.read(
                [&](db::Reader& r) { return participation::count(r, office.person("a_member"), verb); });
        };
        CHECK(deeds(participation::Verb::confirm) == 2);
        CHECK(deeds(participation::Verb::dispute) == 0);
    });
}

TEST_CASE("a known issue that holds a build closes its gate, and who opens it signs") {
    squads::in_an_office([](TestOffice& office) {
        const Bus bus = on_its_way(office);
        saying(office, bus, "a_member", true);
        saying(office, bus, "another", true);
        office.clock.advance(std::chrono::days{1});
        office
            .write([&](db::Writer& w) {
                return known_issues::open(w, {office.ids, office.person("zhao_gong"), office.now()},
                                          office.product, {.sentence = "It loses photos", .holds = true});
            })
            .value();
        CHECK(measured(office, bus).holding == 1);
        CHECK(promoting(office, bus, Channel::weekly) == "channels.sign_why");
        CHECK(promoting(office, bus, Channel::weekly, "no") == "field.too_short");
        CHECK(promoting(office, bus, Channel::weekly, "The photos come back after a restart") == "");
        const auto notes = office.read([&](db::Reader& r) { return signatures(r, bus, web::Language::en); });
        REQUIRE(notes.size() == 1);
        CHECK(notes.front().signed_for == release::SignedFor::against_gate);
        CHECK(notes.front().by.name == "zhao_gong");
    });
}

TEST_CASE("a measure that got worse holds stable until somebody signs for it") {
    squads::in_an_office([](TestOffice& office) {
        const Bus bus = on_its_way(office);
        const auto act = [&](auto what) {
            office.act([&](db::Writer& w, const Acting& a) { return what(w, a); });
        };
        const Id measure =
            office
                .write([&](db::Writer& w) {
                    return measures::promise(w, {office.ids, office.person("zhao_gong"), office.now()},
                                             {.product_id = office.product,
                                              .name_zh = "打开相机",
                                              .name_en = "Opening the camera",
                                              .unit_zh = "秒",
                                              .unit_en = "s",
                                              .promised = 1,
                                              .tolerance = 5});
                })
                .value();
        act([&](db::Writer& w, const Acting& a) {
            return measures::measure(w, a, measure, {.bus = bus.number, .value = 2, .how = "By hand"});
        });
        CHECK(promoting(office, bus, Channel::weekly, "Weekly may have it slow") == "");
        CHECK(promoting(office, bus, Channel::stable, "It is only a second") == "channels.worse");
        act([&](db::Writer& w, const Acting& a) {
            return measures::sign(w, a, measure, bus.number, {}, "The new sensor takes a second more");
        });
        CHECK(promoting(office, bus, Channel::stable, "The others wait for the fix of the ringing") == "");
        const auto notes = office.read([&](db::Reader& r) { return signatures(r, bus, web::Language::en); });
        REQUIRE(notes.size() == 3);
        CHECK(std::ranges::any_of(notes, [](const release::SignatureNote& note) {
            return note.signed_for == release::SignedFor::worse && note.figure == "Opening the camera";
        }));
    });
}

TEST_CASE("a build is pulled back in public, and can set out again") {
    squads::in_an_office([](TestOffice& office) {
        const Bus bus = on_its_way(office);
        const auto pulling = [&](Channel to, const std::string& reason) {
            return office.refusal(
                [&](db::Writer& w, const Acting& a) { return pull_back(w, a, bus.id, to, reason); });
        };
        CHECK(pulling(Channel::daily, "It loses photos") == "channels.moved_meanwhile");
        CHECK(pulling(Channel::nobody, "") == "field.required");
        CHECK(pulling(Channel::nobody, "It loses photos") == "");
        CHECK(where(office, bus) == Channel::nobody);
        CHECK(saying(office, bus, "a_member", true) == "channels.not_yours_yet");
        CHECK(promoting(office, bus, Channel::daily) == "");
        CHECK(where(office, bus) == Channel::daily);
    });
}
