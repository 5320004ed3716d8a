// What many say at once, each in their own words, becomes one demand by itself and can be taken apart again.
#include <bit>
#include <random>
#include <set>

#include "engines/surfacing/rising/tally.hpp"
#include "features/demand/test_house.hpp"
#include "features/sameness/sameness.hpp"
#include "features/sameness/store.hpp"

using namespace canyu;
using namespace canyu::demand;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

constexpr int calm = 600;  // reports before the wave
constexpr int surge = 60;  // people of it, each after somebody else

// Made-up words, some of a topic's own and some that anybody says: hardly two reports are alike enough to be
// joined by themselves.
class Talk {
  public:
    explicit Talk(TestHouse& house) : house_(house) {}

    std::string words(char topic) {
        std::string text;
        for (int word = 0; word < 12; ++word) text += {'t', topic, letter(14), ' '};
        for (int word = 0; word < 8; ++word) text += {'w', letter(20), letter(20), ' '};
        return text;
    }
    std::string any_words() { return words(letter(20)); }
    Id newcomer() {
        people::NewPerson person;
        person.name = "newcomer_" + std::to_string(++people_);
        return house_
            .write([&](db::Writer& w) { return people::add(w, house_.ids, person, "", house_.now()); })
            .value();
    }
    // Before the wave, in words of many topics.
    void be_calm() {
        for (int i = 0; i < calm; ++i) {
            house_.clock.advance(hours(1));
            house_.say(house_.people[static_cast<std::size_t>(i) % house_.people.size()], any_words());
        }
    }
    std::vector<Id> rise() {
        std::vector<Id> said;
        for (int i = 0; i < surge; ++i) {
            house_.clock.advance(minutes(20));
            said.push_back(house_.say(newcomer(), words('z')));
            house_.say(house_.people[static_cast<std::size_t>(i) % house_.people.size()], any_words());
            sameness::join_waves(house_.store, house_.demands, house_.now());
        }
        house_.clock.advance(minutes(20));
        sameness::join_waves(house_.store, house_.demands, house_.now());
        return said;
    }

  private:
    char letter(unsigned of) { return static_cast<char>('a' + random_() % of); }

    TestHouse& house_;
    std::mt19937 random_{61};
    int people_ = 0;
};

// Looks at what was said before the wave, some at a time, until nothing is left to look at.
void look_at_all(TestHouse& house) {
    for (int i = 0; i < 8; ++i) sameness::join_waves(house.store, house.demands, house.now());
}

std::size_t beside(TestHouse& house, Id report) {
    const report::Report words = house.words(report);
    return house.read([&](db::Reader& r) { return wave_behind(r, words); }).size();
}

std::set<Id> demands_of(TestHouse& house, const std::vector<Id>& reports) {
    std::set<Id> demands;
    for (const Id report : reports)
        if (const auto demand = house.words(report).demand_id) demands.insert(*demand);
    return demands;
}

std::int64_t people_counted_again(TestHouse& house, Id demand) {
    const surfacing::Tally tally = house.read([&](db::Reader& r) {
        return house.demands.tally(r, *products::find(r, house.product), house.now());
    });
    for (const surfacing::Tally::Demand& one : tally.demands) {
        if (one.number != house.get(demand).number) continue;
        const surfacing::Recount counted = surfacing::recount(tally, one);
        CHECK(counted.as_published);
        house.write([&](db::Writer& w) { house.demands.refresh(w, house.product, demand, house.now()); });
        CHECK(std::bit_cast<std::uint64_t>(counted.factors.buoyancy) ==
              std::bit_cast<std::uint64_t>(house.get(demand).buoyancy));
        return counted.factors.people;
    }
    return 0;
}

}  // namespace

TEST_CASE("sameness: newcomers who say one thing at once, each in their own words, surface by themselves") {
    in_a_house([](TestHouse& house) {
        Talk talk(house);
        talk.be_calm();
        look_at_all(house);
        const auto placed = [&] {
            return house.read([](db::Reader& r) {
                return r.value<std::int64_t>("select count(*) from report where state = 'placed'");
            });
        };
        CHECK(placed() == 0);
        const std::vector<Id> said = talk.rise();
        const std::set<Id> demands = demands_of(house, said);
        REQUIRE(demands.size() == 1);
        const Id demand = *demands.begin();
        CHECK(house.get(demand).people > 40);
        CHECK(placed() == house.get(demand).reports);
        CHECK(house.get(demand).above_water);
        CHECK(people_counted_again(house, demand) == house.get(demand).people);

        // The evidence: reports of the wave, and never itself.
        const report::Report last = house.words(said.back());
        REQUIRE(last.demand_id == demand);
        const auto evidence = house.read([&](db::Reader& r) { return wave_behind(r, last); });
        CHECK(evidence.size() >= 4);
        for (const report::Report& one : evidence) CHECK(one.id != last.id);
        const auto joined =
            house.read([&](db::Reader& r) { return sameness::store::find_joined(r, last.id); });
        REQUIRE(joined.has_value());
        CHECK(joined->demand_id == demand);
    });
}

TEST_CASE("sameness: what joined with its wave is taken out again by staff, and stays out") {
    in_a_house([](TestHouse& house) {
        Talk talk(house);
        talk.be_calm();
        const std::vector<Id> said = talk.rise();
        const Id demand = house.words(said.back()).demand_id.value();
        const std::int64_t people = house.get(demand).people;
        REQUIRE(house.write([&](db::Writer& w) {
            return house.demands.no_demand(w, said.back(), "It is about something else", house.staff,
                                           house.now());
        }));
        CHECK(house.get(demand).people == people - 1);
        house.clock.advance(minutes(20));
        look_at_all(house);
        CHECK(house.words(said.back()).state == report::ReportState::no_demand);
        CHECK(beside(house, said.back()) == 0);

        // A wave that was declined takes in nobody.
        REQUIRE(house.write([&](db::Writer& w) {
            return house.demands.decide(w, demand, Standing::declined, "The seal has no room for it.",
                                        "A short cable", {}, house.staff, house.now());
        }));
        const Id late = house.say(talk.newcomer(), talk.words('z'));
        house.clock.advance(minutes(20));
        look_at_all(house);
        CHECK(house.words(late).state == report::ReportState::waiting);
    });
}

TEST_CASE("sameness: what an import brings of a wave joins it line by line") {
    in_a_house([](TestHouse& house) {
        Talk talk(house);
        talk.be_calm();
        std::vector<Id> said;
        for (int i = 0; i < surge; ++i) {
            house.clock.advance(minutes(20));
            said.push_back(house.say(talk.newcomer(), talk.words('z')));
            REQUIRE(house
                        .write([&](db::Writer& w) {
                            return house.demands.place(w, said.back(), Id{}, house.now());
                        })
                        .has_value());
            house.say(house.people[0], talk.any_words());
        }
        CHECK(demands_of(house, said).size() < 20);  // the first stand alone
        CHECK(house.get(house.words(said.back()).demand_id.value()).people > 40);
        CHECK(beside(house, said.back()) >= 4);
    });
}

TEST_CASE("sameness: a report waits ten minutes for its author before it joins its wave") {
    in_a_house([](TestHouse& house) {
        Talk talk(house);
        talk.be_calm();
        (void)talk.rise();
        const Id report = house.say(talk.newcomer(), talk.words('z'));
        house.clock.advance(minutes(9));
        look_at_all(house);
        CHECK(house.words(report).state == report::ReportState::waiting);
        house.clock.advance(minutes(1));
        look_at_all(house);
        CHECK(house.words(report).state == report::ReportState::placed);
    });
}
