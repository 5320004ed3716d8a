// One bus for the staff: who is aboard, who waits on the platform, what is said about it, and leaving.
#include <algorithm>

#include "base/text.hpp"
#include "features/forum/forum.hpp"
#include "features/release/forms.hpp"
#include "features/release/showing.hpp"
#include "features/release/store.hpp"
#include "platform/web/site.hpp"

namespace canyu::release {
namespace {

using web::Access;
using web::Context;
using web::Done;

constexpr auto page_name = "release/studio_release.html";

struct Typed {
    std::string version;
    std::optional<std::string> markdown;
};

// In the plan, not shipped, and on no bus that waits.
std::vector<demand::DemandCard> platform_of(db::Reader& reader, Id product) {
    std::vector<Id> ids;
    for (const plan::Item& item : plan::open_items(reader, product)) ids.push_back(item.demand_id);
    for (const Bus& bus : store::waiting(reader, product))
        for (const Id demand : aboard(reader, bus.id)) std::erase(ids, demand);
    return demand::cards(reader, ids);
}

Result<StudioReleasePage> release_page(Context& context, const Typed& typed) {
    CANYU_TRY(const Id id, context.id("bus"));
    return context.read([&](db::Reader& reader) -> Result<StudioReleasePage> {
        const auto bus = store::find(reader, id);
        if (!bus) return not_found();
        StudioReleasePage page;
        page.bus = card_of(reader, *bus, context.language(), context.now());
        page.act_url = studio_url(id);
        page.waits = !bus->left_at && !bus->skipped_at;
        page.seats = demand::cards(reader, aboard(reader, id));
        if (page.bus.bus_state == BusState::boarding) page.platform = platform_of(reader, bus->product_id);
        page.words = word_views(reader, id);
        page.typed_version = typed.version;
        page.markdown = typed.markdown.value_or(bus->markdown);
        return page;
    });
}

// Runs one act on the bus of the address and leads back to it.
template <class Act>
Result<Done> act(Context& context, const char* said, Act what) {
    CANYU_TRY(const Id bus, context.id("bus"));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = what(writer, acting(context), bus); !done)
            return std::unexpected(std::move(done).error());
        return Done{studio_url(bus), {said, {}}};
    });
}

Result<Done> write_text(Context& context, const TextForm& form) {
    forum::PreparedText text;
    if (!trim(form.markdown).empty()) {
        CANYU_TRY(text,
                  context.read([&](db::Reader& reader) { return forum::prepare(reader, form.markdown); }));
    }
    return act(context, "release.said_described", [&](db::Writer& writer, const Acting& acting, Id bus) {
        return describe(writer, acting, bus, text.markdown, text.html);
    });
}

}  // namespace

void add_studio_release(web::Site& site, demand::Demands& demands) {
    site.get("/studio/releases/{bus}", Access::staff, page_name,
             [](Context& c) { return release_page(c, {}); },
             {.summary = "One bus: who is aboard and who could be"});
    site.post("/studio/releases/{bus}/demands", Access::staff,
              [](Context& c, const BoardForm& form) {
                  return act(c, "release.said_boarded", [&](db::Writer& w, const Acting& a, Id bus) {
                      return board(w, a, bus, form.demand);
                  });
              },
              {.summary = "Let a demand of the plan board"});
    site.post(
        "/studio/releases/{bus}/leave", Access::staff,
        [&demands](Context& c, const LeaveForm& form) {
            return act(c, "release.said_left", [&](db::Writer& w, const Acting& a, Id bus) {
                return leave(w, a, demands, bus, form.version);
            });
        },
        page_name, [](Context& c, const LeaveForm& form) { return release_page(c, {form.version, {}}); },
        {.summary = "It leaves: everything aboard has shipped"});
    site.post(
        "/studio/releases/{bus}/text", Access::staff,
        [](Context& c, const TextForm& form) { return write_text(c, form); }, page_name,
        [](Context& c, const TextForm& form) { return release_page(c, {"", form.markdown}); },
        {.summary = "What the squads say about it, in Markdown"});
}

}  // namespace canyu::release
