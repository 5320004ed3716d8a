// Who did what: the audit log as staff read it.
#include <array>
#include <string>
#include <unordered_map>
#include <utility>

#include "features/admin/forms.hpp"
#include "features/admin/pages.hpp"
#include "features/admin/views.hpp"
#include "features/demand/demand.hpp"
#include "features/release/release.hpp"
#include "features/squads/squads.hpp"
#include "platform/audit/audit.hpp"
#include "platform/http/forms.hpp"

namespace canyu::admin {
namespace {

using web::Access;
using web::Context;

constexpr std::int64_t entries_per_page = 50;

// What the lines of a page tell of, read at once.
class Objects {
  public:
    Objects(db::Reader& reader, const std::vector<audit::Entry>& entries) {
        std::vector<Id> people;
        std::vector<Id> demands;
        for (const audit::Entry& entry : entries) {
            people.push_back(entry.person_id);
            if (entry.object_kind == "person") people.push_back(entry.object_id);
            if (entry.object_kind == "demand") demands.push_back(entry.object_id);
        }
        for (const audit::Entry& entry : entries) look_up(reader, entry);
        cards_ = people::cards(reader, people);
        for (demand::DemandCard& card : demand::cards(reader, demands)) demands_[card.id] = std::move(card);
    }

    AuditLine line(const Context& context, const audit::Entry& entry) const {
        AuditLine line{.at = entry.at, .act = context.say({entry.act, {}}), .detail = entry.detail};
        if (const auto by = cards_.find(entry.person_id); by != cards_.end()) line.by = by->second;
        if (const auto demand = demands_.find(entry.object_id); demand != demands_.end()) {
            line.object_url = demand->second.url;
            line.object_label = demand->second.title;
        }
        if (const auto person = cards_.find(entry.object_id); person != cards_.end()) {
            line.object_url = "/u/" + person->second.name;
            line.object_label = person->second.display;
        }
        if (const auto found = links_.find(entry.object_id); found != links_.end()) {
            line.object_url = found->second.url;
            line.object_label = found->second.label[static_cast<std::size_t>(context.language())];
        }
        if (entry.object_kind == "import") {
            line.object_url = "/studio/imports/" + to_string(entry.object_id);
            line.object_label = std::exchange(line.detail, "");  // the file's name
        }
        return line;
    }

  private:
    struct Link {
        std::string url;
        std::array<std::string, web::languages.size()> label;
    };
    void look_up(db::Reader& reader, const audit::Entry& entry) {
        if (links_.contains(entry.object_id)) return;
        if (entry.object_kind == "squad") {
            const auto squad = squads::find(reader, entry.object_id);
            if (squad) links_[squad->id] = {squads::url(reader, *squad), {squad->name_zh, squad->name_en}};
        }
        if (entry.object_kind == "release") {
            const auto bus = release::find(reader, entry.object_id);
            const std::string number = bus ? "#" + std::to_string(bus->number) : "";
            if (bus) links_[bus->id] = {release::url(reader, *bus), {number, number}};
        }
    }

    std::unordered_map<Id, Link> links_;
    std::unordered_map<Id, people::Card> cards_;
    std::unordered_map<Id, demand::DemandCard> demands_;
};

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
        const Objects objects(reader, entries);
        for (const audit::Entry& entry : entries) page.lines.push_back(objects.line(context, entry));
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
