// A gift is for who was thanked enough, one for each, and never more than there are.
#include "features/gifts/gifts.hpp"

#include "features/gifts/store.hpp"
#include "features/moderation/moderation.hpp"
#include "features/notices/notices.hpp"
#include "features/orders/test_shop.hpp"
#include "features/reading/reading.hpp"

using namespace canyu;
using namespace canyu::gifts;
using allocation::Outcome;
using orders::TestShop;

namespace {

constexpr std::chrono::days a_week{7};

// Somebody marks a post of somebody's as helpful.
void thank(TestShop& shop, Id author, Id by, double weight = 1) {
    shop.write([&](db::Writer& writer) {
        reading::mark_helpful(writer, {shop.ids.next(), by, author, weight, shop.now()});
    });
}

void thank(TestShop& shop, Id author, int people) {
    for (int i = 0; i < people; ++i) thank(shop, author, shop.people[static_cast<std::size_t>(59 - i)]);
}

Gift gift_of(const TestShop& shop, GiftRule wins) {
    const bool is_first = wins == GiftRule::first;
    return {.product_id = shop.product,
            .title = "A cup",
            .about = "For who helps",
            .wins = wins,
            .thanks = 3,
            .units = 2,
            .since = shop.now() - a_week,
            .opens_at = is_first ? shop.now() : shop.now() + a_week,
            .closes_at = shop.now() + 2 * a_week};
}

Gift offered(TestShop& shop, GiftRule wins) {
    shop.projection.follow("gift", orders::follower(shop.ids));
    const Id id =
        shop.write([&](db::Writer& writer) { return offer(writer, shop.acting(), gift_of(shop, wins)); })
            .value();
    return shop.read([&](db::Reader& reader) { return find(reader, id); }).value();
}

bool may_take(TestShop& shop, const Gift& gift, Id person) {
    return shop.read(
        [&](db::Reader& reader) { return ticket_for(reader, gift, person, shop.now()).has_value(); });
}

Outcome taken(TestShop& shop, const Gift& gift, Id person) {
    const Outcome outcome = shop.claim(gift.allotment_id, person);
    shop.projection.catch_up(gift.allotment_id);
    return outcome;
}

void tick(TestShop& shop) {
    keep(shop.store, shop.counter, shop.ids, shop.now());
}

std::string told(TestShop& shop, Id person) {
    const auto copies =
        shop.read([&](db::Reader& reader) { return notices::unread_of(reader, person, Time{}, 9); });
    return copies.empty() ? "" : copies.front().words.key;
}

std::size_t count_earned(TestShop& shop, const Gift& gift) {
    return shop.read([&](db::Reader& reader) { return store::all_earned(reader, gift.id, 99); }).size();
}

}  // namespace

TEST_CASE("gifts: who was thanked enough takes one, first come, first served") {
    orders::in_a_shop([](TestShop& shop) {
        const Gift gift = offered(shop, GiftRule::first);
        for (std::size_t i = 0; i < 3; ++i) thank(shop, shop.people[i], 3);
        thank(shop, shop.people[3], 2);
        thank(shop, shop.people[3], shop.people[59]);
        thank(shop, shop.people[3], shop.people[50], moderation::least_trust);
        thank(shop, shop.staff, 3);
        shop.clock.advance(std::chrono::minutes{1});
        CHECK(may_take(shop, gift, shop.people[0]));
        CHECK_FALSE(may_take(shop, gift, shop.people[3]));
        CHECK_FALSE(may_take(shop, gift, shop.staff));
        tick(shop);
        tick(shop);
        CHECK(count_earned(shop, gift) == 3);
        for (std::size_t i = 0; i < 3; ++i) CHECK(told(shop, shop.people[i]) == "gifts.told_earned");
        CHECK(told(shop, shop.people[3]) == "");

        CHECK(taken(shop, gift, shop.people[0]) == Outcome::granted);
        CHECK(taken(shop, gift, shop.people[0]) == Outcome::granted);
        CHECK_FALSE(may_take(shop, gift, shop.people[0]));
        CHECK(taken(shop, gift, shop.people[1]) == Outcome::granted);
        CHECK(taken(shop, gift, shop.people[2]) == Outcome::sold_out);
        const orders::Order order = shop.order_of(gift.allotment_id, shop.people[0]);
        CHECK(order.state == orders::OrderState::paid);
        CHECK(order.price.amount == 0);
        CHECK_FALSE(order.deadline.has_value());
    });
}

TEST_CASE("gifts: the most thanked when counting ends, and nobody else") {
    orders::in_a_shop([](TestShop& shop) {
        const Gift gift = offered(shop, GiftRule::most);
        thank(shop, shop.people[0], 3);
        thank(shop, shop.people[1], 5);
        thank(shop, shop.people[2], 4);
        shop.clock.advance(std::chrono::minutes{1});
        tick(shop);
        CHECK(count_earned(shop, gift) == 0);
        CHECK_FALSE(may_take(shop, gift, shop.people[1]));
        CHECK(taken(shop, gift, shop.people[1]) == Outcome::not_open);
        shop.clock.advance(a_week);
        thank(shop, shop.people[0], 9);
        tick(shop);
        shop.clock.advance(std::chrono::minutes{1});
        tick(shop);
        CHECK(count_earned(shop, gift) == 2);
        CHECK(may_take(shop, gift, shop.people[1]));
        CHECK(may_take(shop, gift, shop.people[2]));
        CHECK_FALSE(may_take(shop, gift, shop.people[0]));
        CHECK(told(shop, shop.people[2]) == "gifts.told_won");

        shop.clock.advance(a_week);
        CHECK_FALSE(may_take(shop, gift, shop.people[1]));
        tick(shop);
        CHECK(shop.read([&](db::Reader& reader) { return find(reader, gift.id); })->is_closed);
        CHECK(taken(shop, gift, shop.people[1]) == Outcome::closed);
    });
}

TEST_CASE("gifts: what is offered makes sense") {
    orders::in_a_shop([](TestShop& shop) {
        const auto refused = [&](auto change) -> std::string {
            Gift gift = gift_of(shop, GiftRule::first);
            change(gift);
            const auto done =
                shop.write([&](db::Writer& writer) { return offer(writer, shop.acting(), gift); });
            if (done) return "";
            return done.error().fields.empty() ? done.error().message.key
                                               : done.error().fields.front().message.key;
        };
        CHECK(refused([](Gift&) {}) == "");
        CHECK(refused([](Gift& g) { g.product_id = Id{7}; }) == "problem.not_found");
        CHECK(refused([](Gift& g) { g.title = "A"; }) == "field.too_short");
        CHECK(refused([](Gift& g) { g.about = ""; }) == "field.required");
        CHECK(refused([](Gift& g) { g.thanks = 0; }) == "gifts.how_many_thanks");
        CHECK(refused([](Gift& g) { g.units = 100'001; }) == "gifts.how_many");
    });
}
