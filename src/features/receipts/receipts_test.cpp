#include "features/receipts/receipts.hpp"

#include <doctest/doctest.h>

#include "features/notices/notices.hpp"
#include "features/receipts/store.hpp"
#include "features/squads/test_office.hpp"

using namespace canyu;
using squads::in_an_office;
using squads::TestOffice;

namespace {

// Plans a demand and ships it; what the event says of it.
demand::Changed ship(TestOffice& office, Id demand) {
    office.clock.advance(std::chrono::hours(1));
    const Id by = office.person("lin_gong");
    office
        .write([&](db::Writer& writer) {
            return office.demands.set_stage(writer, demand, demand::Stage::shipped, "做好了", by,
                                            office.now());
        })
        .value();
    return {demand, demand::DemandAct::shipped, by, office.now()};
}

void issue(TestOffice& office, const demand::Changed& changed) {
    office.write([&](db::Writer& writer) { receipts::issue(writer, office.ids, changed); });
}

std::vector<receipts::ReceiptLine> lines(TestOffice& office, const std::string& name) {
    return office.read([&](db::Reader& reader) {
        return receipts::of_person(reader, *people::find(reader, office.person(name)), 0, 10);
    });
}

std::vector<notices::Copy> told(TestOffice& office, const std::string& name) {
    return office.read(
        [&](db::Reader& reader) { return notices::unread_of(reader, office.person(name), Time{}, 10); });
}

std::string refusal(TestOffice& office, const receipts::Reach& reach) {
    return office.refusal([&](db::Writer& writer, const squads::Acting& acting) {
        return receipts::count_reach(writer, acting.ids, reach);
    });
}

}  // namespace

TEST_CASE("receipts: everyone behind it gets one, with their words and the deed in the log") {
    in_an_office([](TestOffice& office) {
        const Id demand = office.floating("锁屏打开相机慢");
        const demand::Changed shipped = ship(office, demand);
        issue(office, shipped);
        const auto mine = lines(office, "a_member");
        REQUIRE(mine.size() == 1);
        CHECK(mine[0].words == "锁屏打开相机慢");
        CHECK(mine[0].receipt_url == "/demands/phone/1/receipt");
        CHECK(mine[0].deed_url.starts_with("/u/a_member/log/"));
        CHECK(lines(office, "another").at(0).words.empty());
        CHECK(lines(office, "lin_gong").empty());
        const auto notices = told(office, "another");
        REQUIRE(notices.size() == 1);
        CHECK(notices[0].location == "/demands/phone/1/receipt");
        CHECK(notices[0].kind == notices::Kind::receipt);
    });
}

TEST_CASE("receipts: the same event again gives nothing, the next shipping another one") {
    in_an_office([](TestOffice& office) {
        const Id demand = office.quiet("锁屏打开相机慢");
        const demand::Changed shipped = ship(office, demand);
        issue(office, shipped);
        issue(office, shipped);
        CHECK(lines(office, "a_member").size() == 1);
        CHECK(told(office, "a_member").at(0).times == 1);
        office
            .write([&](db::Writer& writer) {
                return office.demands.set_stage(writer, demand, demand::Stage::heard, "还没好",
                                                office.person("lin_gong"), office.now());
            })
            .value();
        issue(office, {demand, demand::DemandAct::back, {}, office.now()});
        CHECK(lines(office, "a_member").size() == 1);
        issue(office, ship(office, demand));
        CHECK(lines(office, "a_member").size() == 2);
    });
}

TEST_CASE("receipts: how many use a version needs a source and a bus that has left; the last count stands") {
    in_an_office([](TestOffice& office) {
        office.act([&](db::Writer& writer, const squads::Acting& acting) {
            // The bus that leaves in a day, and takes whoever comes within four hours.
            return release::set_timetable(writer, acting,
                                          {office.product, "Asia/Shanghai", 6, 20 * 60, 5, 20 * 60});
        });
        const Id bus = office.read(
            [&](db::Reader& reader) { return release::waiting(reader, office.product).front().id; });
        const Id by = office.person("lin_gong");
        CHECK(refusal(office, {Id{4711}, office.now(), 5, "更新服务器", by}) == "problem.not_found");
        CHECK(refusal(office, {bus, office.now(), 5, "更新服务器", by}) == "receipts.not_left");
        const Id demand = office.quiet("锁屏打开相机慢");
        office.act([&](db::Writer& writer, const squads::Acting& acting) {
            return plan::enter(writer, acting.ids, office.demands, demand, {plan::Horizon::week, acting.now},
                               "", acting.by, acting.now);
        });
        office.act([&](db::Writer& writer, const squads::Acting& acting) {
            return release::board(writer, acting, bus, demand);
        });
        office.act([&](db::Writer& writer, const squads::Acting& acting) {
            return release::leave(writer, acting, office.demands, bus, "2.3");
        });
        issue(office, {demand, demand::DemandAct::shipped, by, office.now()});
        CHECK(refusal(office, {bus, office.now(), 0, "更新服务器", by}) == "receipts.how_many");
        CHECK(refusal(office, {bus, office.now(), 5, "?", by}) == "field.too_short");
        CHECK(refusal(office, {bus, office.now(), 5, "更新服务器", by}).empty());
        office.clock.advance(std::chrono::hours(1));
        CHECK(refusal(office, {bus, office.now(), 12'000, "更新服务器", by}).empty());
        const auto line = lines(office, "a_member").at(0);
        CHECK(line.bus_number == 1);
        CHECK(line.version == "2.3");
        CHECK(line.reach_count == 12'000);
    });
}
