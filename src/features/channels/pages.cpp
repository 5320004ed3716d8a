// The public pages of channels: who takes builds early, how far each build has come, and what people say of
// it.
#include "features/channels/showing.hpp"
#include "features/channels/store.hpp"
#include "platform/web/site.hpp"

namespace canyu::channels {
namespace {

using web::Access;
using web::Context;
using web::Done;

Id reader_of(const Context& context) {
    return context.person() ? context.person()->person : Id{};
}

Result<ChannelsPage> channels_page(Context& context) {
    return context.read([&](db::Reader& reader) -> Result<ChannelsPage> {
        CANYU_TRY(products::Chosen chosen, products::choose(reader, context, "/channels"));
        ChannelsPage page{std::move(chosen.choices), {}};
        for (const products::Product& product : products::all(reader)) {
            if (chosen.product && chosen.product != product.id) continue;
            std::vector<ChannelView> views = channel_views(reader, product.id, reader_of(context));
            if (views.empty()) continue;
            page.products.push_back({products::name(product, context.language()), "/channels/" + product.slug,
                                     std::move(views),
                                     decision_lines(reader, latest_builds(reader, product.id))});
        }
        return page;
    });
}

Result<Done> choose_channel(Context& context, const ChooseForm& form) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        const auto product = products::find(writer, std::string_view(context.parameter("product")));
        if (!product) return not_found();
        if (auto done = choose(writer, context.ids(), product->id, context.member().person, form.channel,
                               context.now());
            !done)
            return std::unexpected(std::move(done).error());
        return Done{"/channels?product=" + product->slug, {"channels.said_chosen", {}}};
    });
}

// A build that has left, of a product with channels.
struct Addressed {
    products::Product product;
    Bus bus;
    Channel channel;
};
Result<Addressed> addressed(db::Reader& reader, const Context& context) {
    CANYU_TRY(const std::int64_t number, context.number("number"));
    const auto product = products::find(reader, std::string_view(context.parameter("product")));
    if (!product) return not_found();
    const auto bus = release::find(reader, product->id, number);
    if (!bus) return not_found();
    const auto channel = reached(reader, *bus);
    if (!channel) return not_found();
    return Addressed{*product, *bus, *channel};
}

Result<BuildPage> build_page(Context& context) {
    return context.read([&](db::Reader& reader) -> Result<BuildPage> {
        CANYU_TRY(const Addressed at, addressed(reader, context));
        BuildPage page;
        page.product_name = products::name(at.product, context.language());
        page.build = build_of(reader, at.bus, at.channel);
        if (const auto way = gate(reader, at.bus, context.language(), context.now()))
            page.gate = gate_view(*way);
        for (const store::Voice& voice : store::voices(reader, at.bus.id)) {
            ++(voice.well ? page.well_count : page.badly_count);
            if (voice.person_id == reader_of(context)) page.my_word = voice.well ? Runs::well : Runs::badly;
        }
        page.my_channel = channel_of(reader, at.product.id, reader_of(context));
        page.can_say = page.my_channel <= at.channel;
        page.decisions = decision_lines(reader, {at.bus});
        page.studio_url = studio_url(at.bus.id);
        return page;
    });
}

Result<Done> say_it(Context& context, const RunsForm& form) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(const Addressed at, addressed(writer, context));
        if (auto done = say(writer, context.ids(), at.bus.id, context.member().person,
                            form.runs == Runs::well, context.now());
            !done)
            return std::unexpected(std::move(done).error());
        return Done{release::url(writer, at.bus) + "/channels", {"channels.said_word", {}}};
    });
}

}  // namespace

void add_pages(web::Site& site) {
    site.get("/channels", Access::visitor, "channels/channels.html",
             [](Context& c) { return channels_page(c); },
             {.summary = "Who takes builds early, and which build each channel has"});
    site.post("/channels/{product}", Access::member,
              [](Context& c, const ChooseForm& form) { return choose_channel(c, form); },
              {.summary = "Take a product's builds daily, weekly, or when they are stable"});
    site.get("/releases/{product}/{number}/channels", Access::visitor, "channels/build.html",
             [](Context& c) { return build_page(c); },
             {.summary = "How far a build has come, and what it takes to go on"});
    site.post("/releases/{product}/{number}/runs", Access::member,
              [](Context& c, const RunsForm& form) { return say_it(c, form); },
              {.summary = "Say whether a build runs well; the latest of a person counts"});
    add_studio_channels(site);
    add_studio_moves(site);
}

}  // namespace canyu::channels
