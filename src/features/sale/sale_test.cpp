// A sale is what was published, opens to whom it should, and comes again.
#include "features/sale/sale.hpp"

#include "features/entitlements/entitlements.hpp"
#include "features/notices/notices.hpp"
#include "features/orders/test_shop.hpp"
#include "features/participation/participation.hpp"
#include "features/sale/claiming.hpp"
#include "features/sale/showing.hpp"
#include "features/sale/store.hpp"

using namespace canyu;
using namespace canyu::sale;
using allocation::Outcome;
using orders::TestShop;

namespace {

constexpr std::chrono::hours until_it_opens{2};

Plan plan_of(const TestShop& shop) {
    const Time opens = shop.now() + until_it_opens;
    return {.product_id = shop.product,
            .title = "A phone",
            .price = {199'900, "CNY"},
            .opens_at = opens,
            .closes_at = opens + std::chrono::hours{1},
            .reserve_until = opens,
            .how_to_pay = "Cash"};
}

template <class F>
std::string refusal(TestShop& shop, F act) {
    const auto done = shop.write(act);
    if (done) return "";
    return done.error().fields.empty() ? done.error().message.key : done.error().fields.front().message.key;
}

std::string refused(TestShop& shop, const Plan& wanted, const Supply& supply = {},
                    const std::vector<Channel>& channels = {{ChannelKind::open, 2}}) {
    return refusal(shop, [&](db::Writer& writer) {
        return sale::plan(writer, shop.acting(), wanted, supply, channels);
    });
}

Sale published(TestShop& shop, const Plan& wanted, const std::vector<Channel>& channels) {
    const Id id = shop.write([&](db::Writer& writer) {
                          return sale::plan(writer, shop.acting(), wanted, {}, channels);
                      })
                      .value()
                      .id;
    REQUIRE(refusal(shop, [&](db::Writer& writer) { return publish(writer, shop.acting(), id); }) == "");
    return shop.read([&](db::Reader& reader) { return find(reader, id); }).value();
}

std::string reserved(TestShop& shop, const Sale& one, Id person) {
    return refusal(shop,
                   [&](db::Writer& writer) { return reserve(writer, shop.ids, one, person, shop.now()); });
}

Outcome claimed(TestShop& shop, const Sale& one, Id person) {
    const auto ticket = shop.read(
        [&](db::Reader& reader) { return ticket_for(reader, shop.counter, one, person, shop.now()); });
    if (!ticket) return Outcome::not_eligible;
    return shop.desk.ask(one.allotment_id, allotments::claim_with(*ticket, shop.key(person))).outcome;
}

void tick(TestShop& shop) {
    keep(shop.store, shop.counter, shop.ids, shop.now());
}

std::string told(TestShop& shop, Id person) {
    const auto copies =
        shop.read([&](db::Reader& reader) { return notices::unread_of(reader, person, Time{}, 9); });
    return copies.empty() ? "" : copies.front().words.key;
}

}  // namespace

TEST_CASE("sale: a plan makes sense, and what is public stays") {
    orders::in_a_shop([](TestShop& shop) {
        const Plan good = plan_of(shop);
        const auto with = [&](auto change) {
            Plan other = good;
            change(other);
            return refused(shop, other);
        };
        CHECK(refused(shop, good) == "");
        CHECK(with([](Plan& p) { p.product_id = Id{7}; }) == "field.choice");
        CHECK(with([](Plan& p) { p.title = "A"; }) == "field.too_short");
        CHECK(with([](Plan& p) { p.price.amount = 0; }) == "sale.no_price");
        CHECK(with([](Plan& p) { p.closes_at = p.opens_at; }) == "sale.closes_first");
        CHECK(with([](Plan& p) { p.reserve_until = p.closes_at; }) == "sale.reserves_late");
        CHECK(with([](Plan& p) { p.hold_minutes = 0; }) == "field.number");
        CHECK(with([](Plan& p) { p.per_person = 101; }) == "field.number");
        CHECK(refused(shop, good, {.produced = 1, .stocked = 2}) == "sale.more_than_produced");
        CHECK(refused(shop, good, {}, {{ChannelKind::vip, 0}}) == "sale.no_units");

        const Sale one = published(shop, good, {{ChannelKind::open, 2}, {ChannelKind::code, 0}});
        CHECK(one.channels.size() == 1);
        const auto again = [&](db::Writer& writer) {
            return replan(writer, shop.acting(), one.id, good, {}, one.channels);
        };
        CHECK(refusal(shop, again) == "sale.public_already");
        const auto late = [&](auto change) {
            Plan other = good;
            other.opens_at = shop.now() - std::chrono::hours{2};
            other.reserve_until = other.opens_at;
            change(other);
            const Id id =
                shop.write([&](db::Writer& writer) {
                        return sale::plan(writer, shop.acting(), other, {}, {{ChannelKind::open, 1}});
                    })
                    .value()
                    .id;
            return refusal(shop, [&](db::Writer& writer) { return publish(writer, shop.acting(), id); });
        };
        CHECK(late([](Plan&) {}) == "");
        CHECK(late([&](Plan& p) { p.closes_at = shop.now(); }) == "sale.closes_in_the_past");
        CHECK(late([](Plan& p) { p.needs_reservation = true; }) == "sale.nobody_could_reserve");
    });
}

TEST_CASE("sale: it opens at its hour, to who reserved where that is needed") {
    orders::in_a_shop([](TestShop& shop) {
        Plan wanted = plan_of(shop);
        wanted.needs_reservation = true;
        const Sale one = published(shop, wanted, {{ChannelKind::open, 1}});
        const Id first = shop.people[0];
        const Id second = shop.people[1];
        CHECK(reserved(shop, one, first) == "");
        CHECK(reserved(shop, one, first) == "");
        CHECK(reserved(shop, one, second) == "");
        CHECK(shop.read([&](db::Reader& r) { return store::count_reservations(r, one.id); }) == 2);
        CHECK(claimed(shop, one, first) == Outcome::not_open);
        CHECK(claimed(shop, one, shop.people[2]) == Outcome::not_eligible);
        shop.clock.advance(until_it_opens);
        CHECK(reserved(shop, one, shop.people[2]) == "sale.reservation_over");
        CHECK(claimed(shop, one, first) == Outcome::granted);
        CHECK(claimed(shop, one, first) == Outcome::granted);
        CHECK(claimed(shop, one, second) == Outcome::sold_out);
        shop.clock.advance(std::chrono::hours{1});
        CHECK(phase(one, shop.now()) == SalePhase::over);
        CHECK(claimed(shop, one, second) == Outcome::over);
    });
}

TEST_CASE("sale: who reserved is told once before it opens, and hears nothing after taking it back") {
    orders::in_a_shop([](TestShop& shop) {
        const Sale one = published(shop, plan_of(shop), {{ChannelKind::open, 1}});
        for (const std::size_t person : {0, 1}) REQUIRE(reserved(shop, one, shop.people[person]) == "");
        REQUIRE(refusal(shop, [&](db::Writer& writer) {
                    return unreserve(writer, shop.ids, one, shop.people[1], shop.now());
                }) == "");
        tick(shop);
        CHECK(told(shop, shop.people[0]) == "");
        shop.clock.advance(until_it_opens - std::chrono::minutes{20});
        tick(shop);
        tick(shop);
        CHECK(told(shop, shop.people[0]) == "sale.told_soon");
        CHECK(shop.read([&](db::Reader& r) { return notices::count_unread(r, shop.people[0]); }) == 1);
        CHECK(told(shop, shop.people[1]) == "");
        CHECK(shop.read([&](db::Reader& r) {
            return participation::count(r, shop.people[1], participation::Verb::reserve);
        }) == 0);
    });
}

TEST_CASE("sale: what comes weekly is planned once for the same hour a week later, and its planner is told") {
    orders::in_a_shop([](TestShop& shop) {
        Plan wanted = plan_of(shop);
        wanted.weekly = true;
        const Sale one = published(shop, wanted, {{ChannelKind::open, 3}, {ChannelKind::vip, 1}});
        tick(shop);
        CHECK(shop.read([](db::Reader& reader) { return store::planned(reader); }).empty());
        shop.clock.advance(until_it_opens);
        tick(shop);
        tick(shop);
        const auto planned = shop.read([](db::Reader& reader) { return store::planned(reader); });
        REQUIRE(planned.size() == 1);
        CHECK(planned[0].plan.opens_at == one.plan.opens_at + std::chrono::days{7});
        CHECK(planned[0].channels.size() == 2);
        CHECK(planned[0].follows_id == one.id);
        CHECK_FALSE(planned[0].is_public());
        CHECK(told(shop, shop.staff) == "sale.told_next");
    });
}

TEST_CASE("sale: a person claims where fewest can, and where something is left") {
    orders::in_a_shop([](TestShop& shop) {
        const Sale one = published(shop, plan_of(shop), {{ChannelKind::open, 5}, {ChannelKind::vip, 1}});
        shop.clock.advance(until_it_opens);
        for (const std::size_t person : {0, 1}) {
            const Id asked =
                shop.write([&](db::Writer& writer) {
                        return entitlements::ask_for_vip(writer, shop.ids, shop.people[person],
                                                         "I review phones for the blind", "", shop.now());
                    })
                    .value();
            REQUIRE(refusal(shop, [&](db::Writer& writer) {
                        return entitlements::answer(writer, shop.acting(), asked,
                                                    {true, "Reviews for the blind", 30});
                    }) == "");
        }
        const auto channel = [&](std::size_t person) {
            const auto ticket = shop.read([&](db::Reader& reader) {
                return ticket_for(reader, shop.counter, one, shop.people[person], shop.now());
            });
            return static_cast<int>(channel_of(ticket.value()));
        };
        CHECK(channel(0) == 1);
        CHECK(channel(2) == 0);
        CHECK(claimed(shop, one, shop.people[0]) == Outcome::granted);
        CHECK(channel(1) == 0);
        CHECK(claimed(shop, one, shop.people[1]) == Outcome::granted);
        const auto standing = shop.desk.standing(one.allotment_id).value();
        CHECK(standing.stock[0].held == 1);
        CHECK(standing.stock[1].held == 1);
    });
}

TEST_CASE("sale: what is over is closed in the journal, and then the orders say where everything is") {
    orders::in_a_shop([](TestShop& shop) {
        const Sale one = published(shop, plan_of(shop), {{ChannelKind::open, 2}});
        shop.clock.advance(until_it_opens);
        CHECK(claimed(shop, one, shop.people[0]) == Outcome::granted);
        shop.pay(shop.order_of(one.allotment_id, shop.people[0]).id, "evt_1", 199'900);
        tick(shop);
        CHECK_FALSE(shop.desk.standing(one.allotment_id)->closed);
        shop.clock.advance(std::chrono::hours{1});
        tick(shop);
        CHECK(shop.desk.standing(one.allotment_id)->closed);
        CHECK(shop.read([&](db::Reader& reader) { return find(reader, one.id); })->ended_at == shop.now());
        shop.desk.release(one.allotment_id);
        const StockTable stock =
            shop.read([&](db::Reader& reader) { return stock_of(reader, shop.desk, one); });
        CHECK(stock.all_units == 2);
        CHECK(stock.all_sold == 1);
        CHECK(stock.all_left == 1);
    });
}

TEST_CASE("sale: keys and tickets are read back as they were made") {
    orders::in_a_shop([](TestShop& shop) {
        const auto key = allotments::key_from("0123456789abcdeffedcba9876543210");
        REQUIRE(key.has_value());
        CHECK(key->high == 0x0123456789abcdef);
        CHECK(key->low == 0xfedcba9876543210);
        for (const char* broken : {"", "0123", "0123456789abcdeffedcba987654321g"})
            CHECK_FALSE(allotments::key_from(broken).has_value());
        CHECK(allotments::key_from(allotments::new_key()).has_value());
        CHECK(allotments::new_key() != allotments::new_key());
        const Sale one = published(shop, plan_of(shop), {{ChannelKind::regular, 1}, {ChannelKind::open, 1}});
        const auto ticket = shop.read([&](db::Reader& reader) {
            return ticket_for(reader, shop.counter, one, shop.people[0], shop.now());
        });
        REQUIRE(ticket.has_value());
        CHECK(channel_of(*ticket) == 1);
        CHECK(shop.tickets.read(shop.tickets.sign(*ticket)) == ticket);
    });
}

TEST_CASE("sale: amounts and hours are read as people type them") {
    orders::in_a_shop([](TestShop& shop) {
        PlanForm form{.product = "phone",
                      .title = "A phone",
                      .opens = "2027-03-01T12:00",
                      .closes = "2027-03-01T13:00",
                      .units_open = 3,
                      .how_to_pay = "Cash"};
        const auto amount = [&](const std::string& price) -> std::int64_t {
            form.price = price;
            const auto said = shop.read([&](db::Reader& reader) { return read(reader, form); });
            return said ? said->plan.price.amount : -1;
        };
        CHECK(amount("1999") == 199'900);
        CHECK(amount("1999.5") == 199'950);
        CHECK(amount("0.07") == 7);
        for (const char* wrong : {"", ".5", "1,999", "-1", "1.999", "1e3", "12345678901"})
            CHECK(amount(wrong) == -1);
        CHECK(amount("1") == 100);
        for (const char* wrong : {"2027-02-29T12:00", "2027-03-01", "noon", "2027-03-01T12:00 "}) {
            form.opens = wrong;
            CHECK(amount("1") == -1);
        }
        form.opens = "2027-03-01T12:00";
        const auto said = shop.read([&](db::Reader& reader) { return read(reader, form); }).value();
        Sale one{.plan = said.plan, .supply = said.supply, .channels = said.channels};
        const PlanForm back = shop.read([&](db::Reader& reader) { return form_of(reader, one); });
        CHECK(back.opens == form.opens);
        CHECK(back.price == "1.00");
        CHECK(back.units_open == 3);
    });
}
