// Rights have a reason: evidence that somebody else judged, or deeds in the log.
#include "features/entitlements/entitlements.hpp"

#include <doctest/doctest.h>

#include "features/squads/test_office.hpp"

using namespace canyu;
using namespace canyu::entitlements;
using squads::Acting;
using squads::in_an_office;
using squads::TestOffice;

namespace {

Entitled of(TestOffice& office, const std::string& name) {
    return office.read([&](db::Reader& reader) {
        return entitled(reader, office.person(name), office.product, office.now());
    });
}

Result<Id> ask(TestOffice& office, const std::string& name, const std::string& link = "") {
    return office.write([&](db::Writer& writer) {
        return ask_for_vip(writer, office.ids, office.person(name), "I repair phones in the old town", link,
                           office.now());
    });
}

template <class T>
std::string refusal(const Result<T>& result) {
    if (result) return "";
    return result.error().fields.empty() ? result.error().message.key
                                         : result.error().fields.front().message.key;
}

}  // namespace

TEST_CASE("entitlements: everybody signed in is a member, and a visitor is nothing") {
    in_an_office([](TestOffice& office) {
        CHECK(of(office, "a_member").member);
        CHECK_FALSE(of(office, "a_member").vip);
        CHECK_FALSE(of(office, "a_member").regular);
        CHECK_FALSE(office.read(
            [&](db::Reader& reader) { return entitled(reader, Id{}, office.product, office.now()).member; }));
    });
}

TEST_CASE("entitlements: a VIP is granted by somebody else, until a day") {
    in_an_office([](TestOffice& office) {
        CHECK(refusal(ask(office, "a_member", "not an address")) == "entitlements.no_address");
        const Id request = ask(office, "a_member", "https://example.org/shop").value();
        CHECK(refusal(ask(office, "a_member")) == "entitlements.waits_already");
        CHECK(office.refusal([&](db::Writer& w, const Acting& acting) {
            return answer(w, acting, request, {true, "Has repaired ours for years", 0});
        }) == "entitlements.how_long");
        office.act([&](db::Writer& w, const Acting& acting) {
            return answer(w, acting, request, {true, "Has repaired ours for years", 10});
        });
        CHECK(of(office, "a_member").vip);
        CHECK(refusal(ask(office, "a_member")) == "entitlements.is_vip");
        CHECK(office.refusal([&](db::Writer& w, const Acting& acting) {
            return answer(w, acting, request, {false, "Once more", 0});
        }) == "entitlements.answered_already");
        office.clock.advance(std::chrono::days(10));
        CHECK_FALSE(of(office, "a_member").vip);
        CHECK(refusal(ask(office, "a_member")) == "");
    });
}

TEST_CASE("entitlements: nobody answers their own request") {
    in_an_office([](TestOffice& office) {
        const Id request = ask(office, "lin_gong").value();
        const auto grant = [&](db::Writer& w, const Acting& acting) {
            return answer(w, acting, request, {true, "It is me", 10});
        };
        CHECK(office.refusal_as("lin_gong", grant) == "entitlements.own_request");
        CHECK_FALSE(of(office, "lin_gong").vip);
        office.act_as("chen_gong", grant);
        CHECK(of(office, "lin_gong").vip);
    });
}

TEST_CASE("entitlements: declined kindly, taken back, and ended") {
    in_an_office([](TestOffice& office) {
        const Id declined = ask(office, "a_member").value();
        office.act([&](db::Writer& w, const Acting& acting) {
            return answer(w, acting, declined, {false, "Send us a picture of your shop", 0});
        });
        CHECK_FALSE(of(office, "a_member").vip);
        CHECK(ask(office, "a_member").has_value());
        office.write([&](db::Writer& w) { withdraw(w, office.person("a_member"), office.now()); });
        const Id granted = ask(office, "a_member").value();
        office.act([&](db::Writer& w, const Acting& acting) {
            return answer(w, acting, granted, {true, "We have seen the shop", 10});
        });
        const auto stop = [&](db::Writer& w, const Acting& acting) {
            return end(w, acting, granted, "The shop is closed now");
        };
        office.act(stop);
        CHECK_FALSE(of(office, "a_member").vip);
        CHECK(office.refusal(stop) == "entitlements.not_vip");
    });
}

TEST_CASE("entitlements: a seat is kept for who did enough on enough days") {
    in_an_office([](TestOffice& office) {
        const auto rule = [&](std::int64_t deeds, std::int64_t days) {
            return [&office, deeds, days](db::Writer& w, const Acting& acting) {
                return set_rule(w, acting, {office.product, deeds, days});
            };
        };
        CHECK(office.refusal(rule(0, 1)) == "entitlements.how_many_deeds");
        CHECK(office.refusal(rule(1, 0)) == "entitlements.how_many_days");
        office.act(rule(4, 2));
        // Coming here was the first deed.
        office.say("a_member", "The camera is slow");
        office.say("a_member", "The bell is loud");
        office.say("a_member", "The cable is short");
        CHECK_FALSE(of(office, "a_member").regular);
        office.clock.advance(std::chrono::days(1));
        office.say("a_member", "The lamp is dim");
        CHECK(of(office, "a_member").regular);
        CHECK_FALSE(of(office, "another").regular);
        office.act(rule(6, 2));
        const Seat seat = office.read([&](db::Reader& reader) {
            return entitlements::seat(reader, office.person("a_member"), office.product);
        });
        CHECK_FALSE(seat.kept);
        CHECK(seat.has.deeds == 5);
        CHECK(seat.has.days == 2);
    });
}
