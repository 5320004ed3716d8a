#include "engines/allocation/simulation/house.hpp"

namespace canyu::allocation::simulation {
namespace {

constexpr Milliseconds lease_time{50};
// Between the end of a lease and the next one.
constexpr Milliseconds lease_margin{5};

}  // namespace

House::House(World& world, FaultyLedger& ledger, const People& people)
    : world_(world), ledger_(ledger), people_(people) {
    const std::size_t nodes = 2 + world.chance.below(2);
    for (std::size_t i = 0; i < nodes; ++i) {
        nodes_.push_back(std::make_unique<Node>(world, i));
        start(*nodes_.back());
    }
}

void House::start(Node& node) {
    // Small, so that queues overflow, holds expire over several rows and people meet in different ones.
    const SequencerOptions options{.checks = world_.settings.checks, .queue = 8, .batch = 4, .expiries = 1};
    node.sequencer =
        std::make_unique<Sequencer>(World::allotment, node.wall, world_.time, node, node.bell, options);
    node.stage = Stage::idle;
}

void House::Node::answered(std::span<const Answered> answers) {
    for (const auto& [asker, answer] : answers)
        world.send({.ask = static_cast<std::uint32_t>(asker), .node = number, .answer = answer});
}

void House::reply(Node& node, std::uint32_t ask, const Answer& answer) {
    const Answered answered{ask, answer};
    node.answered(std::span(&answered, 1));
}

// A node that stands still has its messages wait; one that is down loses them.
void House::deliver(const Letter& letter) {
    Node& node = *nodes_[letter.node % nodes_.size()];
    if (node.sequencer) node.inbox.push_back(letter);
}

void House::read_inbox(Node& node) {
    for (const Letter& letter : node.inbox) {
        const Act& act = people_.act_of(letter.ask);
        const bool at_the_door = world_.chance.percent(50);
        if (const auto refusal = at_the_door ? node.sequencer->refusal(act) : std::nullopt)
            reply(node, letter.ask, {.outcome = *refusal});
        else if (!node.sequencer->submit(act, letter.ask))
            ++world_.tally.lost_messages;
    }
    node.inbox.clear();
}

void House::step() {
    for (const auto& each : nodes_) {
        Node& node = *each;
        node.wall.set(world_.time.now() + node.jumped);
        world_.latest = std::max(world_.latest, node.wall.now());
        if (!runs(node)) continue;
        if (!node.sequencer) start(node);
        read_inbox(node);
        if (world_.chance.percent(60)) advance(node);
        break_something(node);
    }
    tend_lease();
    if (world_.chance.percent(10)) ledger_.let_one_through();
}

// One of the three steps between which anything may happen.
void House::advance(Node& node) {
    switch (node.stage) {
        case Stage::idle:
            call_operator(node);
            if (const auto row = node.sequencer->collect()) {
                node.row = *row;
                node.stage = Stage::collected;
            }
            break;
        case Stage::collected:
            node.appended = ledger_.append(node.row);
            node.stage = Stage::appended;
            break;
        case Stage::appended:
            node.stage = Stage::idle;
            node.sequencer->settle(node.appended);
            break;
    }
    if (!node.sequencer->standing().adds_up) world_.violate("units do not add up");
}

// An append that was sent may have been kept already, may come through later, or never.
void House::crash(Node& node) {
    ++world_.tally.crashes;
    if (node.stage == Stage::collected) {
        const std::uint64_t fate = world_.chance.below(3);
        if (fate == 0) ledger_.append(node.row);
        if (fate == 1) ledger_.leave_under_way(node.row);
    }
    node.sequencer.reset();
    node.inbox.clear();
    node.runs_from = world_.time.now() + world_.chance.milliseconds(1, 60);
}

void House::break_something(Node& node) {
    const std::uint64_t what = world_.chance.below(1000);
    if (what < 3) return crash(node);
    if (what < 8) {
        ++world_.tally.pauses;
        node.runs_from = world_.time.now() + world_.chance.milliseconds(1, 150);
    } else if (what < 12) {
        ++world_.tally.clock_jumps;
        node.jumped += world_.chance.milliseconds(-60, 60);
    }
}

bool House::lead(Node& node) {
    return node.sequencer->lead(ledger_, node.lease);
}

// Somebody looks after a halted node and lets it try again with the lease it had, which may be another's by
// now.
void House::call_operator(Node& node) {
    if (node.sequencer->phase() != Phase::halted) {
        node.operator_comes = world_.time.now() + world_.chance.milliseconds(1, 80);
    } else if (node.operator_comes <= world_.time.now()) {
        ++world_.tally.recoveries;
        lead(node);
    }
}

void House::tend_lease() {
    const Time now = world_.time.now();
    Node& holder = *nodes_[holder_];
    if (now < lease_.until && runs(holder) && holder.sequencer && holder.lease.epoch == lease_.epoch &&
        holder.sequencer->phase() == Phase::leading) {
        if (!world_.chance.percent(20)) return;
        lease_.until = now + lease_time;
        holder.lease = lease_;
        holder.sequencer->renew(lease_.until);
        return;
    }
    if (now < lease_.until + lease_margin) return;
    Node& next = *nodes_[world_.chance.below(nodes_.size())];
    if (!runs(next) || !next.sequencer || next.stage != Stage::idle) return;
    holder_ = next.number;
    lease_ = {lease_.epoch + 1, now + lease_time};
    next.lease = lease_;
    ++world_.tally.takeovers;
    lead(next);
}

void House::compare() {
    for (const auto& node : nodes_) {
        const Replay* state =
            node->sequencer && node->stage == Stage::idle ? node->sequencer->state() : nullptr;
        if (state == nullptr) continue;
        Replay told;
        bool sound = state->rows() <= ledger_.rows();
        for (std::uint64_t seq = 0; sound && seq < state->rows(); ++seq)
            sound = told.apply(ledger_.row(seq), world_.settings.checks);
        if (!sound || !(told == *state)) world_.violate("memory is not what the ledger says");
    }
}

}  // namespace canyu::allocation::simulation
