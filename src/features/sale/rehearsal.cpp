#include "features/sale/rehearsal.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/log.hpp"
#include "features/sale/crowd.hpp"
#include "features/sale/rehearsal_store.hpp"
#include "features/sale/store.hpp"
#include "platform/audit/audit.hpp"
#include "platform/web/checks.hpp"

namespace canyu::sale {
namespace {

constexpr std::chrono::minutes clear_of_sales{5};
// Before one that was published meanwhile, so that its first moments are its own.
constexpr std::chrono::seconds gives_way{30};
// The crowd has time to come to the page.
constexpr std::chrono::seconds until_it_starts{2};
// After the last one came everybody has long been let in; who still asks then is left alone.
constexpr std::chrono::minutes patience{2};
// Nothing runs out while it is counted, and the shadow is forgotten soon after.
constexpr std::chrono::minutes shadow_hold{5};

constexpr Milliseconds round_lasts{10};
constexpr std::size_t acts_a_round = 200;

// The stock in proportion, and every channel open from the same moment on.
allocation::Terms shadow_of(const Sale& sale, Time now) {
    std::int64_t all = 0;
    for (const Channel& channel : sale.channels) all += channel.units;
    const std::int64_t units = std::min(all, most_rehearsing);
    allocation::Terms terms{.per_person = static_cast<std::uint32_t>(sale.plan.per_person),
                            .hold = shadow_hold};
    for (const Channel& channel : sale.channels)
        terms.channels.push_back(
            {static_cast<std::uint32_t>(std::max<std::int64_t>(channel.units * units / all, 1)),
             sale.plan.needs_reservation && channel.kind == ChannelKind::open, now + until_it_starts,
             now + std::chrono::hours{1}});
    return terms;
}

Result<void> check(db::Reader& reader, const Sale& sale, const Load& load, Time now) {
    if (sale.is_public()) return refuse(409, "sale.rehearses_plans");
    web::Checks checks;
    checks.that(load.people >= 1 && load.people <= most_rehearsing, "people", "field.number");
    checks.that(load.seconds >= 1 && load.seconds <= 60, "seconds", "field.number");
    if (auto checked = checks.result(); !checked) return checked;
    if (store::is_any_open(reader, now, now + clear_of_sales)) return refuse(409, "sale.rehearses_not_now");
    for (const Rehearsal& other : store::running_rehearsals(reader))
        if (other.is_alive(now)) return refuse(409, "sale.rehearses_already");
    return {};
}

void add_stock(const allotments::Desk& desk, const Rehearsal& rehearsal, Course& course) {
    const auto standing = desk.standing(rehearsal.allotment_id);
    if (!standing) return;
    for (const allocation::Stock& stock : standing->stock) {
        course.units_left += stock.left;
        course.units_held += stock.held;
        course.units_sold += stock.sold;
    }
}

// Three accounts of the same: what the people were told, what the desk has, what the journal has.
bool is_exact(const Crowd& crowd, const Course& course, const Rehearsal& kept) {
    return crowd.is_consistent() && course.units_left + course.units_held + course.units_sold == kept.units &&
           course.granted == course.units_held + course.units_sold && course.paid == course.units_sold &&
           course.granted == kept.journal_claims && course.paid == kept.journal_payments;
}

bool close_shadow(db::Database& store, const allotments::Counter& counter, const Rehearsal& rehearsal,
                  Time now) {
    const auto closed = counter.desk.ask(rehearsal.allotment_id, {.kind = allocation::ActKind::close});
    if (closed.outcome != allocation::Outcome::done) return false;
    store.write([&](db::Writer& writer) { store::set_shadow_closed(writer, rehearsal.id, now); });
    return true;
}

class Run {
  public:
    Run(db::Database& store, const allotments::Counter& counter, const Clock& clock, const Started& started)
        : store_(store),
          counter_(counter),
          clock_(clock),
          rehearsal_(started.rehearsal),
          last_(rehearsal_.started_at + std::chrono::seconds{rehearsal_.load.seconds} + patience),
          crowd_(counter, clock, rehearsal_.allotment_id, started.terms, rehearsal_.load) {}

    void go(const std::stop_token& stop) {
        counter_.desk.seat(rehearsal_.allotment_id);
        Time told = clock_.now();
        while (state_ == RehearsalState::running) {
            crowd_.act(acts_a_round);
            if (stop.stop_requested()) state_ = RehearsalState::broken_off;
            if (crowd_.is_done() || clock_.now() >= last_) state_ = RehearsalState::done;
            if (clock_.now() >= told + std::chrono::seconds{1}) {
                told = clock_.now();
                tell();
            }
            rest(stop);
        }
        end();
    }

  private:
    void rest(const std::stop_token& stop) {
        std::unique_lock lock(mutex_);
        woken_.wait_for(lock, stop, round_lasts, [] { return false; });
    }

    Course course() const {
        Course course = crowd_.course();
        add_stock(counter_.desk, rehearsal_, course);
        return course;
    }

    void tell() {
        const Time now = clock_.now();
        const Course course = this->course();
        state_ = store_.write([&](db::Writer& writer) {
            store::keep_course(writer, rehearsal_.id, course, now);
            return store::is_any_open(writer, now, now + gives_way)
                       ? RehearsalState::gave_way
                       : store::find_rehearsal(writer, rehearsal_.id)->state;
        });
    }

    // Answers that are still out, then the journal, then the report.
    void end() {
        for (int i = 0; i < 500 && !crowd_.is_answered(); ++i) {
            std::this_thread::sleep_for(round_lasts);
            crowd_.hear();
        }
        counter_.projection.catch_up(rehearsal_.allotment_id);
        const Course course = this->course();
        const Time now = clock_.now();
        std::vector<Refusals> refusals;
        for (const auto& [outcome, times] : crowd_.refusals())
            refusals.push_back({std::string(outcome), times});
        store_.write([&](db::Writer& writer) {
            store::keep_course(writer, rehearsal_.id, course, now);
            store::keep_refusals(writer, rehearsal_.id, refusals);
            const auto kept = store::find_rehearsal(writer, rehearsal_.id);
            store::set_exact(writer, rehearsal_.id, is_exact(crowd_, course, *kept));
            store::end_rehearsal(writer, rehearsal_.id, state_, now);
        });
        close_shadow(store_, counter_, rehearsal_, now);
    }

    db::Database& store_;
    const allotments::Counter& counter_;
    const Clock& clock_;
    const Rehearsal rehearsal_;
    const Time last_;
    Crowd crowd_;
    RehearsalState state_ = RehearsalState::running;
    std::mutex mutex_;
    std::condition_variable_any woken_;
};

}  // namespace

Result<Started> rehearse(db::Writer& writer, const Acting& acting, Id id, const Load& load) {
    const auto sale = store::find(writer, id);
    if (!sale) return not_found();
    if (auto checked = check(writer, *sale, load, acting.now); !checked)
        return std::unexpected(std::move(checked).error());
    Rehearsal rehearsal{.id = acting.ids.next(),
                        .sale_id = id,
                        .by_person = acting.by,
                        .load = load,
                        .started_at = acting.now,
                        .alive_at = acting.now};
    allocation::Terms terms = shadow_of(*sale, acting.now);
    rehearsal.units = static_cast<std::int64_t>(allocation::units_of(terms));
    rehearsal.allotment_id =
        allotments::open(writer, acting.ids, {"rehearsal", rehearsal.id}, terms, acting.now);
    store::insert(writer, rehearsal);
    audit::record(writer, acting.ids, acting.by, "sale.act_rehearsed", {"sale", id}, sale->plan.title,
                  acting.now);
    return Started{std::move(rehearsal), std::move(terms)};
}

Result<void> stop_rehearsal(db::Writer& writer, const Acting& acting, Id sale) {
    const auto rehearsal = store::last_rehearsal(writer, sale);
    if (!rehearsal || !rehearsal->is_alive(acting.now)) return refuse(409, "sale.rehearses_nothing");
    store::end_rehearsal(writer, rehearsal->id, RehearsalState::stopped, acting.now);
    return {};
}

allotments::Follower rehearsal_follower() {
    return [](db::Writer& writer, Id, Id rehearsal, std::span<const allotments::Decided> decisions) {
        const auto count = [&](allocation::ActKind kind) {
            return std::ranges::count(decisions, kind,
                                      [](const allotments::Decided& one) { return one.decision.kind; });
        };
        store::count_decisions(writer, rehearsal, count(allocation::ActKind::claim),
                               count(allocation::ActKind::confirm));
    };
}

void tidy_rehearsals(db::Database& store, const allotments::Counter& counter, Time now) {
    store.write([&](db::Writer& writer) {
        for (const Rehearsal& one : store::running_rehearsals(writer))
            if (!one.is_alive(now)) store::end_rehearsal(writer, one.id, RehearsalState::broken_off, now);
    });
    for (const Rehearsal& one :
         store.read([](db::Reader& reader) { return store::unclosed_rehearsals(reader); }))
        if (!one.ended_at || *one.ended_at + std::chrono::seconds{10} <= now)
            close_shadow(store, counter, one, now);
}

void run(db::Database& store, const allotments::Counter& counter, const Clock& clock, const Started& started,
         const std::stop_token& stop) {
    try {
        Run(store, counter, clock, started).go(stop);
    } catch (const std::exception& error) {
        log::error("sale.rehearsal_failed",
                   {{"rehearsal", to_string(started.rehearsal.id)}, {"error", error.what()}});
    }
}

}  // namespace canyu::sale
