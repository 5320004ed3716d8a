// Ordinary rows follow the journal, each decision once; tickets say what was signed.
#include <filesystem>

#include "features/allotments/test_house.hpp"

using namespace canyu;
using namespace canyu::allotments;

namespace {

// One row for each decision that was followed.
struct FollowedRow {
    Id allotment_id;
    std::int64_t seq = 0;
    std::int64_t place = 0;
    Id person_id;
    std::string kind;
};
BOOST_DESCRIBE_STRUCT(FollowedRow, (), (allotment_id, seq, place, person_id, kind))

void follow_into_a_table(House& house, Projection& projection) {
    house.store.write([](db::Writer& writer) {
        writer.execute(
            "create table if not exists followed_row (allotment_id bigint, seq bigint, place bigint, "
            "person_id bigint, kind text, primary key (allotment_id, seq, place))");
    });
    projection.follow("test", [](db::Writer& writer, Id allotment, Id object,
                                 std::span<const Decided> decisions) {
        CHECK(object == Id{1});
        for (const Decided& one : decisions)
            writer.insert("followed_row", FollowedRow{allotment, static_cast<std::int64_t>(one.seq),
                                                      one.index, one.decision.person,
                                                      std::string(allocation::name_of(one.decision.kind))});
    });
}

std::int64_t followed(House& house, Id allotment, const std::string& kind) {
    return house.store.read([&](db::Reader& reader) {
        return reader.value<std::int64_t>(
            "select count(distinct person_id) from followed_row where allotment_id = ? and kind = ?",
            allotment, kind);
    });
}

bool is_finished(House& house, Id allotment) {
    return house.store.read([&](db::Reader& reader) {
        return reader.value<std::int64_t>(
                   "select count(*) from allotment where id = ? and finished_at is not null", allotment) == 1;
    });
}

}  // namespace

TEST_CASE("allotments: every decision is followed once, by whichever process comes first") {
    in_a_house([](House& house) {
        const Id allotment = house.open(40);
        const auto desk = house.desk();
        Projection first(house.store, house.url, *desk, house.clock);
        Projection second(house.store, house.url, *desk, house.clock);
        follow_into_a_table(house, first);
        follow_into_a_table(house, second);
        std::thread also([&] {
            for (int i = 0; i < 20; ++i) second.catch_up(allotment);
        });
        (void)all_claim(*desk, allotment, 100);
        first.catch_up(allotment);
        also.join();
        CHECK(followed(house, allotment, "claim") == 40);
    });
}

TEST_CASE("allotments: what is not finished is led again after a start, and let go once it is") {
    in_a_house([](House& house) {
        const Id allotment = house.open(2);
        CHECK(house.desk()->ask(allotment, act(ActKind::claim, 1)).outcome == Outcome::granted);
        house.clock.advance(hold);
        const auto desk = house.desk();
        Projection projection(house.store, house.url, *desk, house.clock);
        follow_into_a_table(house, projection);
        projection.start();
        CHECK(soon([&] { return followed(house, allotment, "expire") == 1; }));
        CHECK(followed(house, allotment, "claim") == 1);
        CHECK_FALSE(is_finished(house, allotment));
        CHECK(desk->ask(allotment, act(ActKind::close, 0)).outcome == Outcome::done);
        CHECK(soon([&] { return is_finished(house, allotment); }));
        CHECK(soon([&] { return !desk->standing(allotment).has_value(); }));
        CHECK(desk->ask(allotment, act(ActKind::claim, 1)).outcome == Outcome::granted);  // its first answer
    });
}

TEST_CASE("allotments: a ticket says what was signed, and nothing else") {
    in_a_house([](House& house) {
        const Tickets tickets(house.store);
        const Ticket ticket{Id{7}, Id{-3}, 0b1000'0001, true, 4'000'000'000, house.clock.now()};
        const std::string text = tickets.sign(ticket);
        CHECK(text.size() == 64);
        CHECK(Tickets(house.store).read(text) == ticket);
        for (std::size_t i = 0; i < text.size(); ++i) {
            std::string forged = text;
            forged[i] = forged[i] == 'A' ? 'B' : 'A';
            CHECK_FALSE(tickets.read(forged).has_value());
        }
        CHECK_FALSE(tickets.read("").has_value());
        CHECK_FALSE(tickets.read(text + "A").has_value());
        CHECK_FALSE(tickets.read(std::string(64, '\xff')).has_value());
    });
}

TEST_CASE("allotments: beside a journal that was left behind nothing is given out a second time") {
    const TestFolder folder;
    House house("sqlite:" + folder.file("canyu.sqlite"));
    const Id allotment = house.open(1);
    {
        const auto desk = house.desk();
        CHECK(desk->ask(allotment, act(ActKind::claim, 1)).outcome == Outcome::granted);
        Projection(house.store, house.url, *desk, house.clock).catch_up(allotment);
    }
    for (const char* suffix : {"", "-wal", "-shm"})
        std::filesystem::remove(folder.file("canyu.journal") + suffix);
    CHECK(house.desk()->ask(allotment, act(ActKind::claim, 2)).outcome == Outcome::halted);
}
