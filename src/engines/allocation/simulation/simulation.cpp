#include "engines/allocation/simulation/simulation.hpp"

#include "engines/allocation/replay.hpp"
#include "engines/allocation/simulation/house.hpp"
#include "engines/allocation/simulation/people.hpp"
#include "engines/allocation/simulation/world.hpp"

namespace canyu::allocation::simulation {
namespace {

constexpr int steps = 1'200;

Terms some_terms(Chance& chance) {
    Terms terms{.per_person = static_cast<std::uint32_t>(1 + chance.below(3)),
                .hold = chance.percent(15) ? Milliseconds{0} : chance.milliseconds(20, 120)};
    for (std::uint8_t& byte : terms.seed) byte = static_cast<std::uint8_t>(chance.word());
    const std::uint64_t channels = 1 + chance.below(3);
    for (std::uint64_t i = 0; i < channels; ++i)
        terms.channels.push_back({.units = static_cast<std::uint32_t>(1 + chance.below(12)),
                                  .needs_reservation = chance.percent(30),
                                  .opens = World::start + chance.milliseconds(0, 60),
                                  .closes = World::start + chance.milliseconds(600, 2'400)});
    if (chance.percent(15)) {
        terms.hold = Milliseconds{0};
        terms.split = chance.percent(50) ? Split::equal : Split::random;
        terms.money = static_cast<std::int64_t>(units_of(terms) + chance.below(1000));
    }
    return terms;
}

void check_against_model(World& world, const Allotment& recovered) {
    for (std::size_t i = 0; i < world.model.channels().size(); ++i) {
        const Model::Channel& channel = world.model.channels()[i];
        const Stock stock = recovered.stock(i);
        if (stock.units != channel.units || stock.left != channel.free.size() || stock.held != channel.held ||
            stock.sold != channel.sold)
            world.violate("the engine and the model count differently");
    }
    if (recovered.money_left() != world.model.money_left())
        world.violate("the money left is not what it should be");
}

void check_ledger(World& world, FaultyLedger& ledger, People& people) {
    const std::expected<Replay, Unreadable> recovered =
        replay(ledger, World::allotment, world.settings.checks);
    if (!recovered) return world.violate("the ledger cannot be replayed");
    check_against_model(world, recovered->allotment());
    people.check_recovered(recovered->allotment());
}

void pass_time(World& world, House& house, People& people) {
    world.time.advance(world.chance.milliseconds(0, 3));
    for (int i = 0; i < 3; ++i) people.act();
    for (const Letter& letter : world.take_due()) letter.answer ? people.hear(letter) : house.deliver(letter);
    house.step();
    if (world.chance.percent(2)) house.compare();
}

}  // namespace

Run simulate(const Settings& settings) {
    World world(settings);
    const Terms terms = some_terms(world.chance);
    People people(world, terms);
    FaultyLedger ledger(world.chance, world.tally, [&](const Row& row) {
        world.history.row(world.time.now(), row);
        const std::string wrong = world.model.append(row.batch, [&] { people.ledger_changed(); });
        if (!wrong.empty()) world.violate("in row " + std::to_string(row.seq) + " " + wrong);
    });
    while (ledger.rows() == 0) open(ledger, World::allotment, terms, World::start);
    House house(world, ledger, people);
    for (int step = 0; step < steps && !world.violation; ++step) pass_time(world, house, people);
    ledger.heal();
    house.compare();
    if (!world.violation) check_ledger(world, ledger, people);
    world.tally.decisions = world.model.decisions();
    return {world.tally, world.violation};
}

Tally& Tally::operator+=(const Tally& other) {
    for (const auto member :
         {&Tally::asks, &Tally::retries, &Tally::acknowledged, &Tally::refused, &Tally::decisions,
          &Tally::rows, &Tally::crashes, &Tally::pauses, &Tally::clock_jumps, &Tally::takeovers,
          &Tally::recoveries, &Tally::lost_appends, &Tally::unsaid_appends, &Tally::late_appends,
          &Tally::stale_appends, &Tally::unread_ledgers, &Tally::lost_messages, &Tally::repeated_messages})
        this->*member += other.*member;
    return *this;
}

}  // namespace canyu::allocation::simulation
