// Follows the journal: ordinary rows of what was decided, a few hundred decisions a transaction.
#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "base/check.hpp"
#include "base/log.hpp"
#include "engines/allocation/batch.hpp"
#include "features/allotments/journal_ledger.hpp"
#include "features/allotments/store.hpp"

namespace canyu::allotments {
namespace {

constexpr Milliseconds between_looks{100};
constexpr Milliseconds between_searches{10'000};
// Decisions in one transaction, or one row's if that has more: on SQLite every other write waits for it.
constexpr std::size_t most_at_once = 1000;

struct Stretch {
    std::uint64_t next_seq = 0;  // after it
    std::vector<Decided> decisions;
};

void add(Stretch& stretch, const allocation::Batch& batch) {
    for (std::uint32_t i = 0; i < batch.decisions.size(); ++i)
        stretch.decisions.push_back({batch.place.seq, i, batch.place.time, batch.decisions[i]});
    stretch.next_seq = batch.place.seq + 1;
}

}  // namespace

struct Projection::Core {
    Core(db::Database& given_store, const std::string& database, Desk& given_desk, const Clock& given_clock)
        : store(given_store), desk(given_desk), clock(given_clock), journal(db::open_journal(database)) {}

    void work(const std::stop_token& stop) {
        auto searched = std::chrono::steady_clock::time_point::min();
        std::unique_lock lock(wait_mutex);
        while (!stop.stop_requested()) {
            lock.unlock();
            const auto now = std::chrono::steady_clock::now();
            const bool searches = searched + between_searches <= now;
            if (searches) searched = now;
            look(searches);
            lock.lock();
            woken.wait_for(lock, stop, between_looks, [] { return false; });
        }
    }

    void look(bool searches) {
        try {
            if (searches) seat_unfinished();
            for (const Desk::Led& led : desk.led()) follow(led);
        } catch (const db::Unavailable& error) {
            log::warning("allotments.not_followed", {{"error", error.what()}});  // tried again soon
        } catch (const std::exception& error) {
            log::error("allotments.not_followed", {{"error", error.what()}});
        }
    }

    // Whoever led them may be gone.
    void seat_unfinished() {
        for (const Id allotment : store.read([](db::Reader& reader) { return store::unfinished(reader); }))
            desk.seat(allotment);
    }

    void follow(const Desk::Led& led) {
        if (!is_followed(led)) catch_up(led.allotment);
        if (led.finished && is_followed(led)) finish(led);
    }

    bool is_followed(const Desk::Led& led) {
        const std::lock_guard lock(mutex);
        return followed[led.allotment] >= led.rows;
    }

    void finish(const Desk::Led& led) {
        store.write([&](db::Writer& writer) {
            store::finish(writer, led.allotment, static_cast<std::int64_t>(led.rows), clock.now());
        });
        desk.release(led.allotment);
    }

    void catch_up(Id allotment) {
        const std::lock_guard lock(mutex);
        const auto progress =
            store.read([&](db::Reader& reader) { return store::find_progress(reader, allotment); });
        if (!progress) return;
        std::uint64_t next = static_cast<std::uint64_t>(progress->next_seq);
        for (;;) {
            const Stretch stretch = read_on(allotment, next);
            if (stretch.next_seq == next) break;
            // Another process follows it, too, and its transaction was first: the next look sees how far it
            // came.
            if (!keep(*progress, next, stretch)) return;
            next = stretch.next_seq;
        }
        followed[allotment] = next;
    }

    Stretch read_on(Id allotment, std::uint64_t from) {
        Stretch stretch{.next_seq = from, .decisions = {}};
        const bool is_read = JournalLedger(*journal).read(allotment, from, [&](const allocation::Row& row) {
            const auto batch = allocation::decode(row.batch);
            CANYU_CHECK(batch && batch->place.seq == row.seq);
            add(stretch, *batch);
            return stretch.decisions.size() < most_at_once;
        });
        if (!is_read) throw db::Unavailable("the journal cannot be read");
        return stretch;
    }

    bool keep(const store::Progress& progress, std::uint64_t from, const Stretch& stretch) {
        const auto follower = followers.find(progress.kind);
        return store.write([&](db::Writer& writer) {
            if (!store::advance(writer, progress.id, static_cast<std::int64_t>(from),
                                static_cast<std::int64_t>(stretch.next_seq)))
                return false;
            if (follower != followers.end() && !stretch.decisions.empty())
                follower->second(writer, progress.id, progress.object_id, stretch.decisions);
            return true;
        });
    }

    db::Database& store;
    Desk& desk;
    const Clock& clock;
    std::unordered_map<std::string, Follower> followers{};

    std::mutex mutex{};  // of what is below: one stretch at a time
    const std::unique_ptr<db::Journal> journal;
    std::unordered_map<Id, std::uint64_t> followed{};  // the next row of each that was looked at

    std::mutex wait_mutex{};
    std::condition_variable_any woken{};
    std::jthread thread{};  // last, so that it ends first
};

Projection::Projection(db::Database& store, const std::string& database, Desk& desk, const Clock& clock)
    : core_(std::make_unique<Core>(store, database, desk, clock)) {}
Projection::~Projection() = default;

void Projection::follow(std::string kind, Follower follower) {
    CANYU_CHECK(!core_->thread.joinable());
    core_->followers.emplace(std::move(kind), std::move(follower));
}

void Projection::start() {
    core_->thread = std::jthread([core = core_.get()](const std::stop_token& stop) { core->work(stop); });
}

void Projection::catch_up(Id allotment) {
    core_->catch_up(allotment);
}

}  // namespace canyu::allotments
