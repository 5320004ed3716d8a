// A deed earns one code, there are no more than planned, and one that nobody used goes back.
#include "features/f_codes/test_fair.hpp"

#include <array>
#include <thread>

using namespace canyu;
using namespace canyu::f_codes;
using enum store::CodeStep;

TEST_CASE("f_codes: a deed earns one code, whatever looks again and whatever batch there is") {
    at_a_fair([](Fair& fair) {
        const Id batch = fair.plan(EarnedBy::report_shipped);
        fair.keep();
        CHECK(fair.codes(fair.mei).empty());
        const Id deed = fair.ship_report(fair.mei);
        fair.keep();
        fair.plan(EarnedBy::report_shipped);
        fair.keep();
        fair.keep();
        const auto codes = fair.codes(fair.mei);
        REQUIRE(codes.size() == 1);
        CHECK(codes[0].batch_id == batch);
        CHECK(codes[0].deed_id == deed);
        CHECK(codes[0].state == CodeState::held);
        CHECK(codes[0].expires_at == fair.now() + std::chrono::days(30));
        CHECK(fair.steps(codes[0].id) == Steps{earned});
        CHECK(fair.deeds(fair.mei, participation::Verb::earn) == 1);
        CHECK(fair.codes(fair.bo).empty());
    });
}

TEST_CASE("f_codes: so many deeds earn one, so many a person, and never more than there are") {
    at_a_fair([](Fair& fair) {
        fair.plan(EarnedBy::report_shipped, 3, 2, 2);
        std::vector<Id> deeds;
        for (int i = 0; i < 7; ++i) deeds.push_back(fair.ship_report(fair.mei));
        fair.keep();
        const auto codes = fair.codes(fair.mei);
        REQUIRE(codes.size() == 2);
        CHECK(codes[1].deed_id == deeds[1]);
        CHECK(codes[0].deed_id == deeds[3]);
        for (int i = 0; i < 4; ++i) fair.ship_report(fair.bo);
        fair.keep();
        CHECK(fair.codes(fair.bo).size() == 1);
    });
}

TEST_CASE("f_codes: who crashes before the allotment answered asks again for the same unit") {
    at_a_fair([](Fair& fair) {
        fair.plan(EarnedBy::report_shipped);
        fair.ship_report(fair.mei);
        fair.write([&](db::Writer& w) { find_earned(w, fair.ids, fair.now()); });
        CHECK(fair.codes(fair.mei).at(0).state == CodeState::asked);
        std::array<std::thread, 2> threads;
        for (std::thread& thread : threads)
            thread = std::thread([&] { claim_asked(fair.store, *fair.counter); });
        for (std::thread& thread : threads) thread.join();
        const Code code = fair.codes(fair.mei).at(0);
        CHECK(code.state == CodeState::held);
        const Id allotment =
            fair.read([&](db::Reader& r) { return find_batch(r, code.batch_id)->allotment_id; });
        CHECK(fair.desk->standing(allotment)->stock[0].held == 1);
        CHECK(fair.steps(code.id) == Steps{earned});
    });
}

TEST_CASE("f_codes: by hand with a reason, to members, while there are some") {
    at_a_fair([](Fair& fair) {
        const Id batch = fair.plan(EarnedBy::by_hand, 1);
        CHECK(fair.give_by_hand(batch, "nobody") == "f_codes.nobody");
        CHECK(fair.give_by_hand(batch, "keeper") == "f_codes.not_ourselves");
        CHECK(fair.give_by_hand(batch, "mei") == "");
        CHECK(fair.give_by_hand(batch, "mei") == "f_codes.has_enough");
        CHECK(fair.give_by_hand(batch, "bo_") == "f_codes.none_left");
        CHECK(fair.codes(fair.mei).at(0).reason == "Held the door for us");
        fair.clock.advance(std::chrono::days(30));
        CHECK(fair.give_by_hand(batch, "bo_") == "f_codes.over");
        CHECK(fair.give_by_hand(Id{5}, "bo_") == "problem.not_found");
    });
}

TEST_CASE("f_codes: too late is too late, and its unit goes to somebody else") {
    at_a_fair([](Fair& fair) {
        const Id batch = fair.plan(EarnedBy::by_hand, 1);
        REQUIRE(fair.give_by_hand(batch, "mei") == "");
        const Code code = fair.codes(fair.mei).at(0);
        const std::string text = fair.text(code);
        fair.clock.set(*code.expires_at);
        CHECK(fair.redeem(fair.mei, text) == "f_codes.ran_out");
        CHECK(fair.give(code.id, fair.mei, "bo_") == "f_codes.cannot_be_given");
        const Id allotment = fair.read([&](db::Reader& r) { return find_batch(r, batch)->allotment_id; });
        for (int i = 0; i < 500 && fair.get(code.id).state == CodeState::held; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
            fair.projection->catch_up(allotment);
        }
        CHECK(fair.get(code.id).state == CodeState::expired);
        CHECK(fair.steps(code.id) == Steps{earned, expired});
        CHECK(fair.redeem(fair.mei, text) == "f_codes.ran_out");
        CHECK(fair.desk->standing(allotment)->stock[0].left == 1);
    });
}
