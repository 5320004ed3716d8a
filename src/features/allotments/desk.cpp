// The thread that decides: what waits at each seat, one append for all of them, then the answers.
#include <algorithm>
#include <future>
#include <thread>

#include "base/check.hpp"
#include "base/log.hpp"
#include "engines/allocation/batch.hpp"
#include "engines/allocation/bell.hpp"
#include "features/allotments/journal_ledger.hpp"
#include "features/allotments/leases.hpp"
#include "features/allotments/seats.hpp"
#include "features/allotments/store.hpp"

namespace canyu::allotments {
namespace {

using allocation::Outcome;
using allocation::Phase;

// Holds run out this much late at most.
constexpr Milliseconds until_something_is_due{20};
constexpr Milliseconds between_tidying{1000};

// A red packet among ten friends needs no room for a rush.
allocation::SequencerOptions options_for(const store::Registered& registered) {
    constexpr std::uint64_t small = 1000;
    const auto batch = allocation::decode(std::as_bytes(std::span(registered.opening.value)));
    CANYU_CHECK(batch && batch->opening);
    allocation::SequencerOptions options;
    if (allocation::units_of(*batch->opening) <= small) {
        options.queue = 128;
        options.batch = 128;
        options.expiries = 128;
    }
    return options;
}

void refuse(std::uint64_t asker, Outcome outcome) {
    answer(asker, {.outcome = outcome});
}

}  // namespace

struct Desk::Core {
    Core(db::Database& given_store, const std::string& database, std::int64_t node, const Clock& given_clock)
        : store(given_store),
          clock(given_clock),
          journal(db::open_journal(database)),
          ledger(*journal),
          leases(given_store, node, given_clock),
          thread([this](const std::stop_token& stop) { work(stop); }) {}

    ~Core() {
        thread.request_stop();
        bell.ring();
        thread.join();
        std::vector<Leases::Held> held;
        while (!seats.all().empty()) {
            Seat& seat = *seats.all().back();
            if (seat.sequencer.phase() != Phase::away) held.push_back({seat.id, seat.epoch});
            seats.remove(seat);
        }
        leases.give_back(held);
        for (const Seats::Question& question : seats.take_unseated())
            refuse(question.asker, Outcome::unknown);
    }

    void work(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            seat_who_is_asked();
            if (leases.steady().now() >= tidied + between_tidying) tidy();
            if (!decide())
                bell.wait(until_something_is_due, [&] { return !stop.stop_requested() && seats.idle(); });
        }
    }

    // False when there was nothing to keep.
    bool decide() {
        deciding.clear();
        rows.clear();
        for (Seat* seat : seats.all()) {
            const auto row = seat->sequencer.collect();
            if (!row) continue;
            deciding.push_back(seat);
            rows.push_back(journal_row(*row));
        }
        if (rows.empty()) return false;
        written.assign(rows.size(), db::Written::failed);
        journal->append(rows, written);
        for (std::size_t i = 0; i < deciding.size(); ++i) deciding[i]->sequencer.settle(appended(written[i]));
        return true;
    }

    void seat_who_is_asked() {
        for (const Seats::Question& question : seats.take_unseated()) {
            const auto seated = std::ranges::find(seats.all(), question.allotment, &Seat::id);
            Seat* const seat = seated == seats.all().end() ? make_seat(question) : *seated;
            if (seat && !seat->sequencer.submit(question.act, question.asker))
                refuse(question.asker, Outcome::unknown);
        }
    }

    // Null where the question was answered instead.
    Seat* make_seat(const Seats::Question& question) {
        try {
            const auto registered =
                store.read([&](db::Reader& reader) { return store::find(reader, question.allotment); });
            const Outcome problem = registered ? Outcome::not_here : Outcome::impossible;
            const auto lease = registered ? leases.take(question.allotment) : std::nullopt;
            if (!lease) {
                refuse(question.asker, problem);
                return nullptr;
            }
            if (!has_followed_rows(*registered)) {
                log::error("allotments.journal_lost", {{"allotment", to_string(registered->id)}});
                refuse(question.asker, Outcome::halted);
                return nullptr;
            }
            write_opening(*registered);
            Seat& seat = seats.add(std::make_unique<Seat>(question.allotment, clock, leases.steady(), replies,
                                                          bell, options_for(*registered)));
            lead(seat, *lease);
            return &seat;
        } catch (const std::exception& error) {
            log::error("allotments.not_seated",
                       {{"allotment", to_string(question.allotment)}, {"error", error.what()}});
            refuse(question.asker, Outcome::unknown);
            return nullptr;
        }
    }

    // Beside a database whose journal was left behind nothing is given out a second time.
    bool has_followed_rows(const store::Registered& registered) {
        if (registered.next_seq <= 1) return true;
        bool is_there = false;
        const auto last = static_cast<std::uint64_t>(registered.next_seq - 1);
        return ledger.read(registered.id, last, [&](const allocation::Row&) {
            is_there = true;
            return false;
        }) && is_there;
    }

    // Before the first act of an allotment; later it stands there already.
    void write_opening(const store::Registered& registered) {
        const auto bytes = std::as_bytes(std::span(registered.opening.value));
        (void)ledger.append({.allotment = registered.id, .batch = bytes});
    }

    void lead(Seat& seat, const allocation::Lease& lease) {
        seat.epoch = lease.epoch;
        if (!seat.sequencer.lead(ledger, lease))
            log::error("allotments.not_led", {{"allotment", to_string(seat.id)}});
    }

    // Once a second: leases go on, everything is audited, what failed is tried again, what is another's is
    // given up.
    void tidy() {
        tidied = leases.steady().now();
        take_over_renewals();
        std::vector<Leases::Held> held;
        for (Seat* const seat : std::vector(seats.all())) {
            if (seat->sequencer.phase() == Phase::away) {
                seats.remove(*seat);
                continue;
            }
            held.push_back({seat->id, seat->epoch});
            if (seat->released && seats.remove_idle(*seat)) {
                leases.give_back({&held.back(), 1});
                held.pop_back();
                continue;
            }
            seat->sequencer.audit();
            // What does not add up waits for an operator; what could not be kept may be kept now.
            if (seat->sequencer.phase() == Phase::halted && seat->sequencer.standing().adds_up) revive(*seat);
        }
        if (held.empty()) return;
        try {
            leases.renew(std::move(held), [into = renewals](const std::vector<Leases::Renewed>& renewed) {
                const std::lock_guard lock(into->mutex);
                into->all.insert(into->all.end(), renewed.begin(), renewed.end());
            });
        } catch (const db::Unavailable& error) {
            log::warning("allotments.leases_not_renewed", {{"error", error.what()}});
        }
    }

    void take_over_renewals() {
        std::vector<Leases::Renewed> renewed;
        {
            const std::lock_guard lock(renewals->mutex);
            renewed.swap(renewals->all);
        }
        for (const Leases::Renewed& one : renewed) {
            const auto seat = std::ranges::find(seats.all(), one.allotment, &Seat::id);
            if (seat == seats.all().end() || (*seat)->epoch != one.epoch) continue;
            if (one.until) {
                (*seat)->sequencer.renew(*one.until);
            } else {
                (*seat)->sequencer.leave();
            }
        }
    }

    void revive(Seat& seat) {
        try {
            if (const auto lease = leases.take(seat.id)) lead(seat, *lease);
        } catch (const std::exception& error) {
            log::warning("allotments.not_revived",
                         {{"allotment", to_string(seat.id)}, {"error", error.what()}});
        }
    }

    db::Database& store;
    const Clock& clock;
    const std::unique_ptr<db::Journal> journal;
    JournalLedger ledger;
    Leases leases;
    Replies replies{};
    allocation::Bell bell{};
    Seats seats{bell};

    // The database's, too: it may come back with them after the desk is gone.
    struct Renewals {
        std::mutex mutex;
        std::vector<Leases::Renewed> all;
    };
    const std::shared_ptr<Renewals> renewals = std::make_shared<Renewals>();

    // The thread's own.
    Time tidied{};
    std::vector<Seat*> deciding{};
    std::vector<db::JournalRow> rows{};
    std::vector<db::Written> written{};
    std::jthread thread;  // last, so that it begins when everything is there
};

Desk::Desk(db::Database& store, const std::string& database, std::int64_t node, const Clock& clock)
    : core_(std::make_unique<Core>(store, database, node, clock)) {}
Desk::~Desk() = default;

void Desk::ask(Id allotment, const allocation::Act& act, Reply reply) {
    const std::uint64_t asker = wait_with(std::move(reply));
    if (!core_->seats.ask({allotment, act, asker})) refuse(asker, Outcome::unknown);
}

allocation::Answer Desk::ask(Id allotment, const allocation::Act& act) {
    std::promise<allocation::Answer> answered;
    ask(allotment, act, [&](const allocation::Answer& answer) { answered.set_value(answer); });
    return answered.get_future().get();
}

std::optional<Outcome> Desk::refusal(Id allotment, const allocation::Act& act) const {
    return core_->seats.refusal(allotment, act);
}

void Desk::seat(Id allotment) {
    if (!core_->seats.has(allotment)) ask(allotment, {}, [](const allocation::Answer&) {});
}

std::vector<Desk::Led> Desk::led() const {
    return core_->seats.led();
}

void Desk::release(Id allotment) {
    core_->seats.release(allotment);
}

std::optional<allocation::Standing> Desk::standing(Id allotment) const {
    return core_->seats.standing(allotment);
}

}  // namespace canyu::allotments
