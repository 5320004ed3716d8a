// Inside the allotments slice: the allotments that a process leads, and those it is asked for.
#pragma once

#include <atomic>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>
#include <vector>

#include "engines/allocation/bell.hpp"
#include "engines/allocation/sequencer.hpp"
#include "features/allotments/allotments.hpp"

namespace canyu::allotments {

// Who waits for an answer, as the engine passes it on.
std::uint64_t wait_with(Reply reply);
void answer(std::uint64_t asker, const allocation::Answer& answer);

class Replies final : public allocation::Answers {
  public:
    void answered(std::span<const allocation::Answered> answers) override {
        for (const allocation::Answered& one : answers) answer(one.asker, one.answer);
    }
};

struct Seat {
    Seat(Id allotment, const Clock& clock, const Clock& lease_clock, allocation::Answers& answers,
         allocation::Bell& bell, const allocation::SequencerOptions& options)
        : id(allotment), sequencer(allotment, clock, lease_clock, answers, bell, options) {}

    const Id id;
    allocation::Sequencer sequencer;
    std::uint64_t epoch = 0;
    std::atomic<bool> released{false};
};

// ask(), refusal(), standing(), has(), led() and release() from any thread; the rest from the thread of the
// desk.
class Seats {
  public:
    struct Question {
        Id allotment;
        allocation::Act act;
        std::uint64_t asker = 0;
    };

    // Rings when somebody asks for an allotment without a seat.
    explicit Seats(allocation::Bell& bell) : bell_(bell) {}

    // Passes it to its seat, or keeps it until there is one; false when too many wait.
    bool ask(const Question& question);
    std::optional<allocation::Outcome> refusal(Id allotment, const allocation::Act& act) const;
    std::optional<allocation::Standing> standing(Id allotment) const;
    bool has(Id allotment) const;
    std::vector<Desk::Led> led() const;
    void release(Id allotment);

    // Whether nobody waits.
    bool idle();
    // What was asked of allotments without a seat, since the last call.
    std::vector<Question> take_unseated();
    Seat& add(std::unique_ptr<Seat> seat);
    // Answers `not_here` to who still waits there.
    void remove(Seat& seat);
    // False, and it stays, when somebody asks just now.
    bool remove_idle(Seat& seat);
    std::vector<Seat*>& all() { return all_; }

  private:
    allocation::Bell& bell_;
    mutable std::shared_mutex mutex_;  // of the map
    std::unordered_map<Id, std::unique_ptr<Seat>> by_id_;
    std::vector<Seat*> all_;

    std::mutex unseated_mutex_;
    std::vector<Question> unseated_;
};

}  // namespace canyu::allotments
