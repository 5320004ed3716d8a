// Who did what: the audit log as staff read it.
#include <string>
#include <utility>
#include <vector>

#include "features/admin/forms.hpp"
#include "features/admin/pages.hpp"
#include "features/admin/views.hpp"
#include "features/people/people.hpp"
#include "features/profile/profile.hpp"
#include "platform/audit/audit.hpp"
#include "platform/http/forms.hpp"

namespace canyu::admin {
namespace {

using web::Access;
using web::Context;

constexpr std::int64_t entries_per_page = 50;

AuditLine line_of(const Context& context, const audit::Entry& entry, const profile::Links& links) {
    AuditLine line{.at = entry.at, .act = context.say({entry.act, {}}), .detail = entry.detail};
    if (const profile::Link* link = links.find(entry.object_id)) {
        line.object_url = link->url;
        line.object_label = link->text(context.language());
    }
    if (entry.object_kind == "import") {
        line.object_url = "/studio/imports/" + to_string(entry.object_id);
        line.object_label = std::exchange(line.detail, "");  // the file's name
    }
    return line;
}

std::vector<AuditLine> lines_of(db::Reader& reader, const Context& context,
                                const std::vector<audit::Entry>& entries) {
    std::vector<profile::Target> targets;
    std::vector<Id> people;
    for (const audit::Entry& entry : entries) {
        targets.push_back({entry.object_kind, entry.object_id});
        people.push_back(entry.person_id);
    }
    const profile::Links links(reader, targets);
    const auto cards = people::cards(reader, people);
    std::vector<AuditLine> lines;
    for (const audit::Entry& entry : entries) {
        lines.push_back(line_of(context, entry, links));
        if (const auto by = cards.find(entry.person_id); by != cards.end()) lines.back().by = by->second;
    }
    return lines;
}

std::string older_url(const AuditQuery& query, Id last) {
    std::string url = "/studio/audit?before=" + to_string(last);
    if (!query.who.empty()) url += "&who=" + http::url_encode(query.who);
    return url;
}

Result<AuditPage> audit_page(Context& context, const AuditQuery& query) {
    return context.read([&](db::Reader& reader) -> Result<AuditPage> {
        AuditPage page{.who = query.who};
        Id person;
        if (!query.who.empty()) {
            const auto found = people::find(reader, std::string_view(query.who));
            page.unknown_person = !found;
            if (!found) return page;
            person = found->id;
        }
        std::vector<audit::Entry> entries =
            audit::list(reader, person, query.before.value_or(Id{}), entries_per_page + 1);
        if (static_cast<std::int64_t>(entries.size()) > entries_per_page) {
            entries.pop_back();
            page.older_url = older_url(query, entries.back().id);
        }
        page.lines = lines_of(reader, context, entries);
        return page;
    });
}

}  // namespace

void add_audit_pages(web::Site& site) {
    site.get("/studio/audit", Access::staff, "admin/audit.html",
             [](Context& c, const AuditQuery& query) { return audit_page(c, query); },
             {.summary = "Who did what, newest first; of one person by name"});
}

}  // namespace canyu::admin
