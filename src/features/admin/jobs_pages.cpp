// Work that was given up, to be tried again or let go.
#include "features/admin/pages.hpp"
#include "features/admin/views.hpp"
#include "platform/audit/audit.hpp"

namespace canyu::admin {
namespace {

using web::Access;
using web::Context;

constexpr std::int64_t most_shown = 200;

Result<JobsPage> jobs_page(Context& context) {
    return context.read([&](db::Reader& reader) -> Result<JobsPage> {
        const jobs::Counts counts = jobs::Jobs::counts(reader);
        JobsPage page{counts.waiting, counts.dead, {}};
        for (const jobs::DeadJob& dead : jobs::Jobs::dead(reader, most_shown))
            page.lines.push_back({dead.id, dead.name, dead.subscriber, dead.attempts,
                                  dead.last_error.value_or(""), dead.dead_at,
                                  "/studio/jobs/" + to_string(dead.id)});
        return page;
    });
}

// `settle` answers false when there is no such dead job (any more).
Result<web::Done> settle(Context& context, const std::string& act, const std::string& said,
                         const std::function<bool(db::Writer&, Id)>& settle) {
    CANYU_TRY(const Id job, context.id("job"));
    return context.act([&](db::Writer& writer) -> Result<web::Done> {
        if (!settle(writer, job)) return web::Done{"/studio/jobs", {"admin.said_job_gone", {}}};
        audit::record(writer, context.ids(), context.member().person, act, {"job", job}, "", context.now());
        return web::Done{"/studio/jobs", {said, {}}};
    });
}

}  // namespace

void add_jobs_pages(web::Site& site, jobs::Jobs& jobs) {
    site.get("/studio/jobs", Access::admin, "admin/jobs.html", [](Context& c) { return jobs_page(c); },
             {.summary = "Work behind the pages that was given up"});
    site.post("/studio/jobs/{job}", Access::admin,
              [&jobs](Context& c) {
                  return settle(c, "admin.act_job_revived", "admin.said_job_revived",
                                [&jobs](db::Writer& writer, Id job) { return jobs.revive(writer, job); });
              },
              {.summary = "Let work that was given up try again"});
    site.del("/studio/jobs/{job}", Access::admin,
             [](Context& c) {
                 return settle(c, "admin.act_job_discarded", "admin.said_job_discarded",
                               [](db::Writer& writer, Id job) { return jobs::Jobs::discard(writer, job); });
             },
             {.summary = "Let work that was given up go"});
}

}  // namespace canyu::admin
