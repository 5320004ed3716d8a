// Sending a build on to more people, and pulling it back.
#include "features/channels/showing.hpp"
#include "features/channels/store.hpp"
#include "platform/web/site.hpp"

namespace canyu::channels {
namespace {

using web::Access;
using web::Context;
using web::Done;

Result<StudioMovePage> move_page(Context& context, const MoveForm& form) {
    CANYU_TRY(const Id id, context.id("bus"));
    return context.read([&](db::Reader& reader) -> Result<StudioMovePage> {
        const auto bus = release::find(reader, id);
        if (!bus) return not_found();
        const auto channel = reached(reader, *bus);
        if (!channel) return not_found();
        return StudioMovePage{
            .build = build_of(reader, *bus, *channel), .act_url = studio_url(id), .reason = form.reason};
    });
}

Result<StudioMovePage> promote_page(Context& context, const MoveForm& form) {
    CANYU_TRY(StudioMovePage page, move_page(context, form));
    CANYU_TRY(const Id id, context.id("bus"));
    page.act_url += "/promote";
    return context.read([&](db::Reader& reader) -> Result<StudioMovePage> {
        if (const auto way =
                gate(reader, release::find(reader, id).value(), context.language(), context.now()))
            page.gate = gate_view(*way);
        return page;
    });
}

Result<StudioMovePage> back_page(Context& context, const MoveForm& form) {
    CANYU_TRY(StudioMovePage page, move_page(context, form));
    page.act_url += "/back";
    for (const Channel option : {Channel::weekly, Channel::daily, Channel::nobody})
        if (option < page.build.reached) page.options.push_back({option, option == form.to});
    return page;
}

// Runs one move of the build of the address.
template <class Move>
Result<Done> act(Context& context, const char* said, const MoveForm& form, Move move) {
    CANYU_TRY(const Id bus, context.id("bus"));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = move(writer, squads::acting(context), bus, form.to, form.reason); !done)
            return std::unexpected(std::move(done).error());
        return Done{release::url(writer, release::find(writer, bus).value()) + "/channels", {said, {}}};
    });
}

}  // namespace

void add_studio_moves(web::Site& site) {
    constexpr auto page = "channels/studio_move.html";
    site.form(
        "/studio/channels/{bus}/promote", Access::staff, page,
        [](Context& c, const MoveForm& form) { return promote_page(c, form); },
        [](Context& c, const MoveForm& form) { return act(c, "channels.said_promoted", form, promote); },
        {.summary = "Send a build on to the next channel; without its gate only with a public reason"});
    site.form(
        "/studio/channels/{bus}/back", Access::staff, page,
        [](Context& c, const MoveForm& form) { return back_page(c, form); },
        [](Context& c, const MoveForm& form) { return act(c, "channels.said_pulled_back", form, pull_back); },
        {.summary = "Pull a build back, with a public reason"});
}

}  // namespace canyu::channels
