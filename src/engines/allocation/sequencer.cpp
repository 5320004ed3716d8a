#include "engines/allocation/sequencer.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace canyu::allocation {

Sequencer::Sequencer(Id allotment, const Clock& clock, const Clock& lease_clock, Answers& answers, Bell& bell,
                     SequencerOptions options)
    : allotment_(allotment),
      clock_(clock),
      lease_clock_(lease_clock),
      sink_(answers),
      bell_(bell),
      options_(options),
      queue_(options.queue) {
    questions_.reserve(options.batch);
    answers_.reserve(options.batch);
}

bool Sequencer::submit(const Act& act, std::uint64_t asker) {
    if (!queue_.push({asker, act})) return false;
    bell_.ring();
    return true;
}

std::optional<Outcome> Sequencer::refusal(const Act& act) const {
    return doorway_.refusal(act, clock_.now(), on(Check::lease) ? lease_clock_.now() : Time::min());
}

Standing Sequencer::standing() const {
    const std::lock_guard lock(standing_mutex_);
    return standing_;
}

void Sequencer::publish(bool adds_up) {
    const Allotment& allotment = state_->allotment();
    Standing standing{.rows = state_->rows(),
                      .time = allotment.time(),
                      .money_left = allotment.money_left(),
                      .stopped = allotment.stopped(),
                      .closed = allotment.closed(),
                      .adds_up = adds_up,
                      .audited = clock_.now()};
    for (std::size_t i = 0; i < allotment.terms().channels.size(); ++i)
        standing.stock[i] = allotment.stock(i);
    const std::lock_guard lock(standing_mutex_);
    standing_ = standing;
}

bool Sequencer::lease_runs() const {
    return !on(Check::lease) || lease_clock_.now() < lease_.until;
}

bool Sequencer::lead(Ledger& ledger, Lease lease) {
    CANYU_CHECK(!in_flight_);
    doorway_.shut();
    state_.reset();
    std::expected<Replay, Unreadable> replayed = replay(ledger, allotment_, options_.checks);
    if (!replayed) {
        phase_ = Phase::halted;
        return false;
    }
    if (on(Check::epoch) && replayed->epoch() > lease.epoch) {
        phase_ = Phase::away;
        return false;
    }
    state_ = *std::move(replayed);
    doorway_.prepare(state_->allotment());
    renew(lease.until);
    lease_.epoch = lease.epoch;
    unproven_ = true;
    phase_ = Phase::leading;
    publish(true);
    return true;
}

void Sequencer::renew(Time until) {
    lease_.until = until;
    doorway_.lease_until(until);
}

void Sequencer::leave() {
    CANYU_CHECK(!in_flight_);
    drop(Phase::away, Outcome::not_here);
}

// Time enters here, and stands still rather than going back.
Time Sequencer::now() {
    const Time now = clock_.now();
    if (!on(Check::monotone_time)) return now;
    latest_ = std::max({latest_, now, state_->allotment().time()});
    doorway_.pass(latest_);
    return latest_;
}

void Sequencer::take_questions() {
    questions_.clear();
    Question question;
    while (questions_.size() < options_.batch && queue_.pop(question)) questions_.push_back(question);
}

void Sequencer::add(const Decision& decision) {
    CANYU_CHECK(state_->allotment().apply(decision));
    writer_.add(decision);
}

void Sequencer::decide(Time now) {
    constexpr std::size_t ahead = 8;
    Allotment& allotment = state_->allotment();
    Decision decision;
    for (std::size_t i = 0; i < options_.expiries && allotment.due(now, decision); ++i) add(decision);
    for (std::size_t i = 0; i < questions_.size(); ++i) {
        if (i + ahead < questions_.size()) allotment.prefetch(questions_[i + ahead].act);
        const auto& [asker, act] = questions_[i];
        answers_.push_back({asker, allotment.decide(act, now, decision)});
        if (decision.kind != ActKind::none) add(decision);
    }
}

// Changes must be kept; a new leader must shut out the one before; and answers that change nothing are true
// only while nobody else leads, which a lease says, or an append proves.
bool Sequencer::must_append() const {
    return !writer_.empty() || unproven_ || (!answers_.empty() && !lease_runs());
}

std::optional<Row> Sequencer::collect() {
    CANYU_CHECK(!in_flight_);
    take_questions();
    if (phase() != Phase::leading) {
        turn_away(phase() == Phase::away ? Outcome::not_here : Outcome::halted);
        return std::nullopt;
    }
    const Time now = this->now();
    writer_.begin();
    decide(now);
    if (!state_->allotment().audit()) {
        publish(false);
        drop(Phase::halted, Outcome::halted);
        return std::nullopt;
    }
    if (!must_append()) {
        hand_out();
        return std::nullopt;
    }
    return seal(now);
}

Row Sequencer::seal(Time now) {
    state_->allotment().advance(now);
    prepare_doorway();
    place_ = state_->next(now, lease_.epoch);
    sealed_ = writer_.seal(place_);
    in_flight_ = true;
    if (!on(Check::answer_after_append)) hand_out();
    return {.allotment = allotment_, .seq = place_.seq, .epoch = place_.epoch, .batch = sealed_};
}

void Sequencer::settle(Appended appended) {
    CANYU_CHECK(in_flight_);
    in_flight_ = false;
    if (appended == Appended::taken && on(Check::stale_append)) return drop(Phase::away, Outcome::not_here);
    if (appended == Appended::failed) {
        if (on(Check::clean_recovery)) return drop(Phase::halted, Outcome::unknown);
        return turn_away(Outcome::unknown);
    }
    unproven_ = false;
    state_->appended(place_, checksum_of(sealed_));
    publish(true);
    doorway_.publish(state_->allotment());
    hand_out();
}

void Sequencer::audit() {
    CANYU_CHECK(!in_flight_);
    if (!state_) return;
    const bool adds_up = state_->allotment().audit();
    publish(adds_up);
    if (!adds_up) drop(Phase::halted, Outcome::halted);
}

// Whoever gets something is remembered before the ledger knows of it, and long before others are told that
// nothing is left.
void Sequencer::prepare_doorway() {
    for (std::size_t i = 0; i < answers_.size(); ++i)
        if (answers_[i].answer.outcome == Outcome::granted) doorway_.remember(questions_[i].act.person);
    doorway_.expect(state_->allotment());
}

void Sequencer::hand_out() {
    if (!answers_.empty()) sink_.answered(answers_);
    answers_.clear();
}

// What was decided is not to be told: everybody gets this instead.
void Sequencer::drop(Phase phase, Outcome outcome) {
    doorway_.shut();
    state_.reset();
    phase_ = phase;
    for (Answered& answered : answers_) answered.answer = {.outcome = outcome};
    hand_out();
}

void Sequencer::turn_away(Outcome outcome) {
    answers_.clear();
    for (const Question& question : questions_) answers_.push_back({question.asker, {.outcome = outcome}});
    hand_out();
}

void drive(Sequencer& sequencer, Bell& bell, Ledger& ledger, const std::stop_token& stop) {
    constexpr Milliseconds until_something_is_due{20};
    while (!stop.stop_requested()) {
        if (const std::optional<Row> row = sequencer.collect())
            sequencer.settle(ledger.append(*row));
        else
            bell.wait(until_something_is_due, [&] { return sequencer.idle(); });
    }
}

}  // namespace canyu::allocation
