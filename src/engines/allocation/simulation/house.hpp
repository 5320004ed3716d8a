// The nodes of a run: they lead, crash, stand still and come back, their clocks jump, and a lease goes round.
#pragma once

#include <memory>
#include <vector>

#include "engines/allocation/sequencer.hpp"
#include "engines/allocation/simulation/faulty_ledger.hpp"
#include "engines/allocation/simulation/people.hpp"
#include "engines/allocation/simulation/world.hpp"

namespace canyu::allocation::simulation {

class House {
  public:
    House(World& world, FaultyLedger& ledger, const People& people);

    void deliver(const Letter& letter);
    // Every node that runs does its next step, perhaps; and something may break.
    void step();
    // Whether what a leader has in memory is what the ledger says, bit for bit.
    void compare();

  private:
    enum class Stage : std::uint8_t { idle, collected, appended };
    struct Node final : Answers {
        Node(World& in, std::size_t place) : world(in), number(place) {}
        void answered(std::span<const Answered> answers) override;

        World& world;
        std::size_t number;
        ManualClock wall{World::start};
        Milliseconds jumped{0};
        Bell bell;
        std::unique_ptr<Sequencer> sequencer;  // none while it is down
        Lease lease;
        Time runs_from{};  // stands still, or is down, until then
        Time operator_comes{};
        Stage stage = Stage::idle;
        Row row;
        Appended appended = Appended::failed;
        std::vector<Letter> inbox;
    };

    [[nodiscard]] bool runs(const Node& node) const { return node.runs_from <= world_.time.now(); }
    void start(Node& node);
    void advance(Node& node);
    void read_inbox(Node& node);
    void reply(Node& node, std::uint32_t ask, const Answer& answer);
    void crash(Node& node);
    void break_something(Node& node);
    void tend_lease();
    void call_operator(Node& node);
    bool lead(Node& node);

    World& world_;
    FaultyLedger& ledger_;
    const People& people_;
    std::vector<std::unique_ptr<Node>> nodes_;
    Lease lease_;
    std::size_t holder_ = 0;
};

}  // namespace canyu::allocation::simulation
