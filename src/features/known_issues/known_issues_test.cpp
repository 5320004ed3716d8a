#include "features/known_issues/known_issues.hpp"

#include "features/known_issues/store.hpp"
#include "features/notices/notices.hpp"
#include "features/participation/participation.hpp"
#include "features/squads/test_office.hpp"

using namespace canyu;
using namespace canyu::known_issues;
using squads::TestOffice;

namespace {

// A product whose buses 1 and 2 there are: the first did not run, the second waits.
void two_buses(TestOffice& office) {
    office.act(
        [&](db::Writer& w, const Acting& a) { return release::set_timetable(w, a, {office.product}); });
    office.act([&](db::Writer& w, const Acting& a) {
        return release::skip(w, a, release::waiting(w, office.product).front().id, "Nothing is ready");
    });
}

Issue opened(TestOffice& office, const Said& said) {
    return office
        .write([&](db::Writer& w) {
            return open(w, {office.ids, office.person("zhao_gong"), office.now()}, office.product, said);
        })
        .value();
}

std::string changed(TestOffice& office, const Issue& issue, const Said& said) {
    return office.refusal([&](db::Writer& w, const Acting& a) { return change(w, a, issue.id, said); });
}

std::vector<Id> affected_by(TestOffice& office, const Issue& issue) {
    return office.read([&](db::Reader& r) { return affected(r, issue.id); });
}

std::int64_t unread(TestOffice& office, const std::string& name) {
    return office.read([&](db::Reader& r) { return notices::count_unread(r, office.person(name)); });
}

release::Bus bus(TestOffice& office, std::int64_t number) {
    return office.read([&](db::Reader& r) { return release::find(r, office.product, number); }).value();
}

}  // namespace

TEST_CASE("everybody counts once, also when demands are merged and taken apart again") {
    squads::in_an_office([](TestOffice& office) {
        const Id slow = office.floating("The camera is slow from the lock screen");
        const Id late = office.quiet("The camera opens late");
        const Issue issue = opened(office, {.sentence = "The camera opens slowly", .demands = "1, #2"});
        CHECK(office.read([&](db::Reader& r) { return demands_of(r, issue.id); }) == std::vector{slow, late});
        CHECK(affected_by(office, issue).size() == 2);

        for (int pressed = 0; pressed < 2; ++pressed)
            REQUIRE(office
                        .write([&](db::Writer& w) {
                            return hit(w, office.ids, issue.id, office.person("a_member"), office.now());
                        })
                        .has_value());
        REQUIRE(office
                    .write([&](db::Writer& w) {
                        return hit(w, office.ids, issue.id, office.person("wu_gong"), office.now());
                    })
                    .has_value());
        CHECK(affected_by(office, issue).size() == 3);

        REQUIRE(office
                    .write([&](db::Writer& w) {
                        return office.demands.merge(w, late, slow, office.person("zhao_gong"), office.now());
                    })
                    .has_value());
        CHECK(office.read([&](db::Reader& r) { return demands_of(r, issue.id); }) == std::vector{slow});
        CHECK(affected_by(office, issue).size() == 3);

        REQUIRE(office
                    .write([&](db::Writer& w) {
                        return office.demands.undo_merge(w, late, office.person("zhao_gong"), office.now());
                    })
                    .has_value());
        CHECK(office.read([&](db::Reader& r) { return demands_of(r, issue.id); }) == std::vector{slow, late});
    });
}

TEST_CASE("everybody it hits hears of its end, except who says so") {
    squads::in_an_office([](TestOffice& office) {
        const Id asked = office.floating("The camera opens late");
        two_buses(office);
        const Issue issue = opened(office, {.sentence = "The camera opens slowly", .demands = "1"});
        for (const char* name : {"wu_gong", "zhao_gong"})
            REQUIRE(office
                        .write([&](db::Writer& w) {
                            return hit(w, office.ids, issue.id, office.person(name), office.now());
                        })
                        .has_value());
        const auto before = unread(office, "a_member");
        CHECK(changed(
                  office, issue,
                  {.sentence = issue.sentence, .fixed_in = 2, .state = IssueState::fixed, .demands = "1"}) ==
              "");
        CHECK(office.read([&](db::Reader& r) { return demands_of(r, issue.id); }) == std::vector{asked});
        CHECK(unread(office, "a_member") == before + 1);
        CHECK(unread(office, "wu_gong") == 1);
        CHECK(unread(office, "zhao_gong") == 0);
    });
}

TEST_CASE("a press is one deed, and is taken back with it") {
    squads::in_an_office([](TestOffice& office) {
        const Issue issue = opened(office, {.sentence = "The camera opens slowly"});
        const Id person = office.person("a_member");
        const auto deeds = [&] {
            return office.read(
                [&](db::Reader& r) { return participation::count(r, person, participation::Verb::hit); });
        };
        const auto press = [&](auto act) {
            return office.write(
                [&](db::Writer& w) { return act(w, office.ids, issue.id, person, office.now()); });
        };
        REQUIRE(press(hit).has_value());
        REQUIRE(press(hit).has_value());
        CHECK(deeds() == 1);
        REQUIRE(press(unhit).has_value());
        REQUIRE(press(unhit).has_value());
        CHECK(deeds() == 0);
        CHECK(affected_by(office, issue).empty());

        two_buses(office);
        CHECK(changed(office, issue,
                      {.sentence = issue.sentence, .fixed_in = 2, .state = IssueState::fixed}) == "");
        CHECK(press(hit).error().message.key == "known_issues.closed");
        CHECK(unread(office, "a_member") == 0);
    });
}

TEST_CASE("what is said of it has to fit together") {
    squads::in_an_office([](TestOffice& office) {
        two_buses(office);
        const Issue issue = opened(office, {.sentence = "The camera opens slowly", .found_in = 2});
        const auto refused = [&](Said said) {
            if (said.sentence.empty()) said.sentence = issue.sentence;
            return changed(office, issue, said);
        };
        CHECK(refused({.sentence = "slo"}) == "field.too_short");
        CHECK(refused({.found_in = 7}) == "known_issues.no_such_bus");
        CHECK(refused({.state = IssueState::fixed}) == "known_issues.which_bus");
        CHECK(refused({.fixed_in = 2}) == "known_issues.not_fixed");
        CHECK(refused({.found_in = 2, .fixed_in = 1, .state = IssueState::fixed}) ==
              "known_issues.fixed_before_found");
        CHECK(refused({.state = IssueState::will_not}) == "field.required");
        CHECK(refused({.demands = "9"}) == "demand.no_such_number");
        CHECK(refused({.demands = "one"}) == "demand.no_such_number");
        CHECK(refused({.state = IssueState::will_not, .reason = "The part is no longer made"}) == "");
        CHECK(changed(office, {.id = Id{7}}, {.sentence = "Nothing there"}) == "problem.not_found");
    });
}

TEST_CASE("a build has an issue from the bus it was found in until the one that fixes it") {
    squads::in_an_office([](TestOffice& office) {
        two_buses(office);
        const Issue always = opened(office, {.sentence = "It hums"});
        const Issue late = opened(office, {.sentence = "It rattles", .found_in = 2, .holds = true});
        const auto of = [&](std::int64_t number) {
            const release::Bus known = bus(office, number);
            std::vector<std::string> sentences;
            for (const Issue& issue : office.read([&](db::Reader& r) { return of_bus(r, known); }))
                sentences.push_back(issue.sentence);
            return sentences;
        };
        const auto holds = [&](std::int64_t number) {
            const release::Bus known = bus(office, number);
            return office.read([&](db::Reader& r) { return holding(r, known); }).size();
        };
        CHECK(of(1) == std::vector<std::string>{"It hums"});
        CHECK(of(2) == std::vector<std::string>{"It hums", "It rattles"});
        CHECK(holds(1) == 0);
        CHECK(holds(2) == 1);

        CHECK(changed(office, always, {.sentence = "It hums", .fixed_in = 2, .state = IssueState::fixed}) ==
              "");
        const release::Bus second = bus(office, 2);
        const auto notes_of_second = office.read([&](db::Reader& r) { return notes(r, second); });
        REQUIRE(notes_of_second.size() == 2);
        CHECK(notes_of_second[0].sentence == "It rattles");
        CHECK(notes_of_second[0].still_there);
        CHECK_FALSE(notes_of_second[1].still_there);

        CHECK(changed(office, late,
                      {.sentence = "It rattles",
                       .found_in = 2,
                       .state = IssueState::will_not,
                       .holds = true,
                       .reason = "It rattles a little, and that is all"}) == "");
        CHECK(holds(2) == 0);
    });
}
