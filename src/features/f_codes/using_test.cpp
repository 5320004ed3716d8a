// A code is used once, passed on once, and works for nobody who guesses.
#include "features/f_codes/test_fair.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <thread>

using namespace canyu;
using namespace canyu::f_codes;
using enum store::CodeStep;

TEST_CASE("f_codes: two who use one code at the same time are one use") {
    at_a_fair([](Fair& fair) {
        for (int round = 0; round < 5; ++round) {
            REQUIRE(fair.give_by_hand(fair.plan(EarnedBy::by_hand), "mei") == "");
            const Code code = fair.codes(fair.mei).at(0);
            const std::string text = fair.text(code);
            const std::array purposes{Purpose{"sale", Id{100 + round}}, Purpose{"sale", Id{200 + round}}};
            std::array<std::string, 2> answers;
            std::array<std::thread, 2> threads;
            for (std::size_t i = 0; i < 2; ++i)
                threads[i] = std::thread([&, i] { answers[i] = fair.redeem(fair.mei, text, purposes[i]); });
            for (std::thread& thread : threads) thread.join();
            CHECK(std::ranges::count(answers, "") == 1);
            CHECK(std::ranges::count(answers, "f_codes.used") == 1);
            const std::size_t first = answers[0].empty() ? 0 : 1;
            CHECK(fair.redeemed(fair.mei, purposes[first]));
            CHECK_FALSE(fair.redeemed(fair.mei, purposes[1 - first]));
            CHECK(fair.redeem(fair.mei, text, purposes[first]) == "");
            CHECK(fair.steps(code.id) == Steps{earned, used});
        }
        CHECK(fair.deeds(fair.mei, participation::Verb::redeem) == 5);
    });
}

TEST_CASE("f_codes: a text is typed as people type, and helps nobody who guesses or reads it elsewhere") {
    at_a_fair([](Fair& fair) {
        const Code code = fair.mei_has_one();
        const std::string text = fair.text(code);
        CHECK(text.size() == 19);
        CHECK(fair.redeem(fair.bo, text) == "f_codes.no_such_code");
        std::string wrong = text;
        wrong[18] = wrong[18] == 'A' ? 'B' : 'A';
        CHECK(fair.redeem(fair.mei, wrong) == "f_codes.no_such_code");
        CHECK(fair.redeem(fair.mei, text.substr(0, 17)) == "f_codes.no_such_code");
        CHECK(fair.redeem(fair.mei, "") == "f_codes.no_such_code");
        CHECK(fair.get(code.id).state == CodeState::held);
        std::string sloppy = " ";
        for (const char letter : text) {
            if (letter == '0')
                sloppy += 'o';
            else if (letter == '1')
                sloppy += 'l';
            else if (letter == '-')
                sloppy += ' ';
            else
                sloppy += static_cast<char>(std::tolower(letter));
        }
        CHECK(fair.redeem(fair.mei, sloppy) == "");
    });
}

TEST_CASE("f_codes: one that was given away is the friend's, under another text, and stays there") {
    at_a_fair([](Fair& fair) {
        const Code code = fair.mei_has_one();
        const std::string text = fair.text(code);
        CHECK(fair.give(code.id, fair.bo, "bo_") == "problem.not_found");
        CHECK(fair.give(code.id, fair.mei, "mei") == "f_codes.yourself");
        CHECK(fair.give(code.id, fair.mei, "nobody") == "f_codes.nobody");
        CHECK(fair.give(code.id, fair.mei, "bo_") == "");
        CHECK(fair.redeem(fair.mei, text) == "f_codes.given_away");
        CHECK(fair.redeem(fair.bo, text) == "f_codes.no_such_code");
        CHECK(fair.give(code.id, fair.bo, "mei") == "f_codes.given_already");
        CHECK(fair.redeem(fair.bo, fair.text(fair.get(code.id))) == "");
        CHECK(fair.redeemed(fair.bo));
        CHECK_FALSE(fair.redeemed(fair.mei));
        CHECK(fair.steps(code.id) == Steps{earned, given, used});
        CHECK(fair.deeds(fair.mei, participation::Verb::give) == 1);
    });
}

TEST_CASE("f_codes: a link is for the first who opens it") {
    at_a_fair([](Fair& fair) {
        const Code code = fair.mei_has_one();
        const auto take = [&](Id person, const std::string& token) {
            const auto done = fair.write([&](db::Writer& w) {
                return f_codes::take(w, fair.ids, code.id, token, person, fair.now());
            });
            return done ? "" : done.error().message.key;
        };
        const auto token = [&] {
            REQUIRE(fair.write([&](db::Writer& w) { return offer(w, code.id, fair.mei, fair.now()); }));
            return fair.read([&](db::Reader& r) {
                return token_of(find_batch(r, code.batch_id).value(), find(r, code.id).value());
            });
        };
        const std::string first = token();
        REQUIRE(fair.write([&](db::Writer& w) { return withdraw_offer(w, code.id, fair.mei); }));
        CHECK(take(fair.bo, first) == "f_codes.no_such_gift");
        fair.clock.advance(std::chrono::seconds(1));
        const std::string second = token();
        CHECK(take(fair.bo, first) == "f_codes.no_such_gift");
        CHECK(take(fair.bo, fair.text(code)) == "f_codes.no_such_gift");
        CHECK(take(fair.mei, second) == "f_codes.own_gift");
        CHECK(take(fair.bo, second) == "");
        CHECK(take(fair.keeper, second) == "f_codes.no_such_gift");
        CHECK(fair.get(code.id).holder_id == fair.bo);
    });
}

TEST_CASE("f_codes: what a sale gives back works again, once and until the same day") {
    at_a_fair([](Fair& fair) {
        const Code code = fair.mei_has_one();
        const std::string text = fair.text(code);
        const auto give_back = [&](const Purpose& purpose) {
            fair.write(
                [&](db::Writer& w) { f_codes::give_back(w, fair.ids, fair.mei, purpose, fair.now()); });
        };
        REQUIRE(fair.redeem(fair.mei, text) == "");
        give_back(at_other_rush);
        CHECK(fair.redeemed(fair.mei));
        give_back(at_rush);
        CHECK_FALSE(fair.redeemed(fair.mei));
        CHECK(fair.deeds(fair.mei, participation::Verb::redeem) == 0);
        CHECK(fair.redeem(fair.mei, text, at_other_rush) == "");
        CHECK(fair.redeem(fair.mei, text, at_rush) == "f_codes.used");
        CHECK(fair.steps(code.id) == Steps{earned, used, given_back, used});
        give_back(at_other_rush);
        fair.clock.set(*code.expires_at);
        CHECK(fair.redeem(fair.mei, text) == "f_codes.ran_out");
    });
}

TEST_CASE("f_codes: one is enough, and of the right product") {
    at_a_fair([](Fair& fair) {
        const Id batch = fair.plan(EarnedBy::by_hand, 5, 1, 2);
        REQUIRE(fair.give_by_hand(batch, "mei") == "");
        REQUIRE(fair.give_by_hand(batch, "mei") == "");
        const auto codes = fair.codes(fair.mei);
        const auto wrong = f_codes::redeem(fair.store, *fair.counter, fair.ids, fair.mei, fair.text(codes[0]),
                                           at_rush, Id{5}, fair.now());
        CHECK(wrong.error().message.key == "f_codes.other_product");
        CHECK(fair.redeem(fair.mei, fair.text(codes[0])) == "");
        CHECK(fair.redeem(fair.mei, fair.text(codes[1])) == "f_codes.one_is_enough");
        CHECK(fair.get(codes[1].id).state == CodeState::held);
    });
}
