// The staff's side of rehearsals: starting and stopping one, and what the last one came to.
#include <cmath>
#include <mutex>
#include <thread>

#include "features/sale/claiming.hpp"
#include "features/sale/rehearsal_store.hpp"
#include "features/sale/showing.hpp"
#include "platform/web/site.hpp"

namespace canyu::sale {
namespace {

using web::Access;
using web::Context;
using web::Done;

// The thread of the one rehearsal of this process. Any thread.
class Stage {
  public:
    Stage(const allotments::Counter& counter, const Clock& clock) : counter_(counter), clock_(clock) {}

    // The one before has ended, or is just writing its report: this waits for it.
    void play(db::Database& store, Started started) {
        const std::lock_guard lock(mutex_);
        thread_ = std::jthread([this, &store, started = std::move(started)](const std::stop_token& stop) {
            run(store, counter_, clock_, started, stop);
        });
    }

  private:
    const allotments::Counter& counter_;
    const Clock& clock_;
    std::mutex mutex_;  // of the thread
    std::jthread thread_;
};

Result<Done> start(Context& context, Stage& stage, const RehearsalForm& form) {
    CANYU_TRY(const Id id, context.id("sale"));
    const Load load{form.people.value_or(0), form.arrival.value_or(Arrival::rush), form.seconds.value_or(10)};
    std::optional<Started> started;
    auto done = context.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(started, rehearse(writer, squads::acting(context), id, load));
        return Done{"/studio/sales/" + to_string(id), {"sale.said_rehearses", {}}};
    });
    // Not where the same form was sent before.
    if (done && started) stage.play(context.store(), *std::move(started));
    return done;
}

Result<Done> stop(Context& context) {
    CANYU_TRY(const Id id, context.id("sale"));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = stop_rehearsal(writer, squads::acting(context), id); !done)
            return std::unexpected(std::move(done).error());
        return Done{"/studio/sales/" + to_string(id), {"sale.said_rehearsal_stops", {}}};
    });
}

Result<StudioSalePage> form_again(Context& context, const allotments::Counter& counter,
                                  const RehearsalForm& form) {
    CANYU_TRY(StudioSalePage page, studio_sale_page(context, counter));
    page.load = {form.people, form.seconds, form.arrival.value_or(Arrival::rush)};
    return page;
}

double tenths(double value) {
    return std::round(value * 10) / 10;
}

double seconds(std::int64_t milliseconds) {
    return std::round(static_cast<double>(milliseconds) / 10) / 100;
}

}  // namespace

std::optional<RehearsalReport> report_of(db::Reader& reader, const Context& context, Id sale) {
    const auto kept = store::last_rehearsal(reader, sale);
    if (!kept) return std::nullopt;
    const Course& course = kept->course;
    RehearsalReport report;
    const bool is_gone = kept->state == RehearsalState::running && !kept->is_alive(context.now());
    report.rehearsal_state = is_gone ? RehearsalState::broken_off : kept->state;
    report.rehearsed_at = kept->started_at;
    report.crowd = kept->load.people;
    report.arrival = kept->load.arrival;
    report.within = kept->load.seconds;
    report.shadow_units = kept->units;
    report.course = course;
    report.took_seconds = seconds(course.took);
    if (course.took > 0)
        report.answers_a_second =
            std::round(static_cast<double>(course.taps) * 1000 / static_cast<double>(course.took));
    if (course.sold_out_after) report.last_unit_after = seconds(*course.sold_out_after);
    report.p50_ms = tenths(static_cast<double>(course.p50) / 1000);
    report.p99_ms = tenths(static_cast<double>(course.p99) / 1000);
    for (const Refusals& refusals : store::refusals(reader, kept->id))
        report.refusals.push_back({context.say({words_of(refusals.outcome), {}}), refusals.times});
    return report;
}

void add_rehearsing(web::Site& site, const allotments::Counter& counter, const Clock& clock) {
    const auto stage = std::make_shared<Stage>(counter, clock);
    site.post(
        "/studio/sales/{sale}/rehearsals", Access::staff,
        [stage](Context& c, const RehearsalForm& form) { return start(c, *stage, form); },
        "sale/studio_sale.html",
        [&counter](Context& c, const RehearsalForm& form) { return form_again(c, counter, form); },
        {.summary = "Try a plan out with people who are made up, on a shadow of its stock"});
    site.del("/studio/sales/{sale}/rehearsals", Access::staff, [](Context& c) { return stop(c); },
             {.summary = "Enough of the rehearsal that runs"});
}

}  // namespace canyu::sale
