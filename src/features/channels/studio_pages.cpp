// The staff's side of channels: the builds on their way, and what each channel asks.
#include "features/channels/showing.hpp"
#include "features/channels/store.hpp"
#include "platform/web/site.hpp"

namespace canyu::channels {
namespace {

using web::Access;
using web::Context;
using web::Done;

// Those on their way, and the one that everybody has.
std::vector<StudioBuild> builds_of(db::Reader& reader, Id product, web::Language language, Time now) {
    const std::vector<Bus> buses = latest_builds(reader, product);
    const release::Reached reached = reached_by(reader, buses);
    std::vector<StudioBuild> builds;
    for (const Bus& bus : buses) {
        const auto channel = reached.find(bus.id);
        if (channel == reached.end()) continue;
        StudioBuild build{build_of(reader, bus, channel->second), std::nullopt, studio_url(bus.id),
                          channel->second > Channel::nobody};
        if (const auto way = gate(reader, bus, language, now)) build.gate = gate_view(*way);
        builds.push_back(std::move(build));
        if (channel->second == Channel::stable) break;
    }
    return builds;
}

Result<StudioChannelsPage> channels_page(Context& context) {
    return context.read([&](db::Reader& reader) -> Result<StudioChannelsPage> {
        StudioChannelsPage page;
        for (const products::Product& product : products::all(reader))
            page.products.push_back({products::name(product, context.language()),
                                     "/studio/channels/rules/" + product.slug,
                                     channel_views(reader, product.id, Id{}),
                                     builds_of(reader, product.id, context.language(), context.now())});
        return page;
    });
}

Result<products::Product> product_of(db::Reader& reader, const Context& context) {
    auto product = products::find(reader, std::string_view(context.parameter("product")));
    if (!product) return not_found();
    return *std::move(product);
}

std::string text_of(std::optional<std::int64_t> number) {
    return number ? std::to_string(*number) : "";
}

Result<StudioRulesPage> rules_page(Context& context, const std::vector<Rule>* typed) {
    return context.read([&](db::Reader& reader) -> Result<StudioRulesPage> {
        CANYU_TRY(const products::Product product, product_of(reader, context));
        std::vector<Rule> kept = typed ? *typed : store::rules(reader, product.id);
        if (kept.empty()) kept = usual_rules(product.id);
        const Rule& weekly = kept.at(1);
        const Rule& stable = kept.at(2);
        return StudioRulesPage{products::name(product, context.language()),
                               "/studio/channels/rules/" + product.slug,
                               text_of(kept.front().most_people),
                               text_of(weekly.most_people),
                               text_of(weekly.least_people),
                               text_of(weekly.most_no_percent),
                               text_of(weekly.least_days),
                               text_of(stable.least_people),
                               text_of(stable.most_no_percent),
                               text_of(stable.least_days)};
    });
}

std::vector<Rule> rules_in(const RulesForm& form, Id product) {
    return {
        {product, Channel::daily, form.daily_most, 0, 100, 0},
        {product, Channel::weekly, form.weekly_most, form.weekly_people, form.weekly_no, form.weekly_days},
        {product, Channel::stable, std::nullopt, form.stable_people, form.stable_no, form.stable_days}};
}

Result<Done> change_rules(Context& context, const RulesForm& form) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(const products::Product product, product_of(writer, context));
        if (auto done = set_rules(writer, squads::acting(context), rules_in(form, product.id)); !done)
            return std::unexpected(std::move(done).error());
        return Done{"/studio/channels", {"channels.said_rules", {}}};
    });
}

}  // namespace

void add_studio_channels(web::Site& site) {
    site.get("/studio/channels", Access::staff, "channels/studio_channels.html",
             [](Context& c) { return channels_page(c); },
             {.summary = "The builds on their way, and what holds each"});
    constexpr auto page = "channels/studio_rules.html";
    site.get("/studio/channels/rules/{product}", Access::staff, page,
             [](Context& c) { return rules_page(c, nullptr); },
             {.summary = "What the channels of a product ask of a build"});
    site.post(
        "/studio/channels/rules/{product}", Access::staff,
        [](Context& c, const RulesForm& form) { return change_rules(c, form); }, page,
        [](Context& c, const RulesForm& form) {
            const std::vector<Rule> typed = rules_in(form, Id{});
            return rules_page(c, &typed);
        },
        {.summary = "Set what a channel asks of a build, and how many people it takes"});
}

}  // namespace canyu::channels
