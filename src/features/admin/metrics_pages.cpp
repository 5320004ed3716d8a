// What Prometheus reads. The numbers tell how much goes on here, so they are for administrators and for
// whoever has the token of the settings file.
#include "features/admin/pages.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/metrics/metrics.hpp"
#include "platform/web/sessions.hpp"

namespace canyu::admin {
namespace {

bool has_token(const web::Context& context, const std::string& token) {
    constexpr std::string_view scheme = "Bearer ";
    std::string_view offered = context.request().headers.get("Authorization");
    if (token.empty() || !offered.starts_with(scheme)) return false;
    offered.remove_prefix(scheme.size());
    return web::is_secret(token, offered);
}

Result<http::Response> metrics_text(web::Context& context, const Metering& metering) {
    if (!has_token(context, metering.token))
        if (auto checked = web::check_access(context.person(), web::Access::admin); !checked)
            return std::unexpected(std::move(checked).error());
    const jobs::Counts counts = context.read([](db::Reader& reader) { return jobs::Jobs::counts(reader); });
    metrics::Registry& registry = metering.registry;
    registry.gauge("jobs_waiting", "Jobs and events that are due or will be.")
        .set(static_cast<double>(counts.waiting));
    registry.gauge("jobs_dead", "Jobs and events that were given up.").set(static_cast<double>(counts.dead));
    http::Response response;
    response.headers.add("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    response.body = registry.text();
    return response;
}

}  // namespace

void add_metrics_pages(web::Site& site, const Metering& metering) {
    // open to visitors: a scraper has a token and no session
    site.get("/metrics", web::Access::visitor, "",
             [metering](web::Context& context) { return metrics_text(context, metering); },
             {.summary = "Counters for Prometheus; for administrators, or with the token as bearer"});
}

}  // namespace canyu::admin
