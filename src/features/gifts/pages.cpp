// The pages of gifts: which there are, one of them and taking it, and the staff's form.
#include <array>

#include "features/gifts/views.hpp"
#include "platform/web/checks.hpp"
#include "platform/web/site.hpp"

namespace canyu::gifts {
namespace {

using web::Access;
using web::Context;
using web::Done;

constexpr std::int64_t earners_shown = 100;

// What a tap can come to, and the words for it.
constexpr std::array<std::pair<std::string_view, const char*>, 12> outcomes = {{
    {"sold_out", "gifts.outcome_sold_out"},
    {"not_open", "gifts.outcome_not_open"},
    {"over", "gifts.outcome_over"},
    {"closed", "gifts.outcome_over"},
    {"limit_reached", "gifts.outcome_limit_reached"},
    {"key_taken", "gifts.outcome_old_ticket"},
    {"impossible", "gifts.outcome_old_ticket"},
    {"old_ticket", "gifts.outcome_old_ticket"},
    {"too_often", "gifts.outcome_too_often"},
    {"not_here", "gifts.outcome_unknown"},
    {"halted", "gifts.outcome_unknown"},
    {"unknown", "gifts.outcome_unknown"},
}};

std::string words_of(const Context& context) {
    const auto outcome = context.query().get("claimed").value_or("");
    const auto found = std::ranges::find(outcomes, outcome, [](const auto& one) { return one.first; });
    return found == outcomes.end() ? "" : context.say({found->second, {}});
}

Result<Gift> gift_of(db::Reader& reader, const Context& context) {
    CANYU_TRY(const Id id, context.id("gift"));
    auto gift = store::find(reader, id);
    if (!gift) return not_found();
    return *std::move(gift);
}

GiftCard card_of(db::Reader& reader, const Gift& gift, web::Language language, Time now) {
    const auto product = products::find(reader, gift.product_id);
    CANYU_CHECK(product.has_value());
    GiftCard card{url(gift),
                  gift.title,
                  products::name(*product, language),
                  gift.about,
                  gift.wins,
                  gift.thanks,
                  gift.units,
                  gift.units,
                  gift.since,
                  gift.opens_at,
                  gift.closes_at,
                  gift.wins == GiftRule::most && !gift.is_counted,
                  gift.closes_at <= now};
    for (const orders::ChannelStock& stock : orders::stock(reader, gift.allotment_id))
        card.gifts_left = stock.units - stock.held - stock.sold;
    return card;
}

std::vector<GiftCard> cards(db::Reader& reader, web::Language language, Time now) {
    std::vector<GiftCard> all;
    for (const Gift& gift : store::all(reader)) all.push_back(card_of(reader, gift, language, now));
    return all;
}

Result<GiftsPage> gifts_page(Context& context) {
    return context.read([&](db::Reader& reader) -> Result<GiftsPage> {
        GiftsPage page;
        for (GiftCard& card : cards(reader, context.language(), context.now()))
            (card.is_over ? page.past : page.open).push_back(std::move(card));
        return page;
    });
}

void add_mine(db::Reader& reader, const allotments::Counter& counter, const Gift& gift,
              const Context& context, OneGiftPage& page) {
    const web::Identity& me = context.member();
    page.is_house = me.role != web::Role::member;
    page.my_thanks = thanks_of(reader, gift, me.person, context.now());
    const auto mine = orders::of_person_in(reader, gift.allotment_id, me.person);
    if (!mine.empty()) page.my_order = orders::card_of(reader, mine.front());
    if (const auto ticket = ticket_for(reader, gift, me.person, context.now()))
        page.tap = GiftTap{counter.tickets.sign(*ticket), allotments::new_key()};
}

Result<OneGiftPage> gift_page(Context& context, const allotments::Counter& counter) {
    return context.read([&](db::Reader& reader) -> Result<OneGiftPage> {
        CANYU_TRY(const Gift gift, gift_of(reader, context));
        OneGiftPage page;
        page.gift = card_of(reader, gift, context.language(), context.now());
        page.tap_words = words_of(context);
        for (const store::Earned& earned : store::all_earned(reader, gift.id, earners_shown))
            page.earners.push_back(
                {people::card(people::find(reader, earned.person_id).value()), earned.thanks,
                 !orders::of_person_in(reader, gift.allotment_id, earned.person_id).empty()});
        if (context.person() != nullptr) add_mine(reader, counter, gift, context, page);
        return page;
    });
}

// The way from a granted tap to its order: what the journal has is an ordinary row from then on.
Result<http::Response> to_order(Context& context, const allotments::Counter& counter) {
    CANYU_TRY(const Gift gift, context.read([&](db::Reader& reader) { return gift_of(reader, context); }));
    const auto key = allotments::key_from(context.parameter("key"));
    if (!key) return not_found();
    counter.projection.catch_up(gift.allotment_id);
    const auto order =
        context.read([&](db::Reader& reader) { return orders::claimed(reader, gift.allotment_id, *key); });
    if (!order || order->person_id != context.member().person) return not_found();
    return http::see_other(orders::url(*order));
}

OfferForm usual_offer() {
    OfferForm form;
    form.thanks = 10;
    form.units = 100;
    form.days_back = form.days_open = 30;
    form.days_to_take = 14;
    return form;
}

OfferFields fields_of(const OfferForm& form) {
    const auto typed = [](std::int64_t number) { return std::to_string(number); };
    return {form.title,
            form.about,
            form.wins,
            typed(form.thanks),
            typed(form.units),
            typed(form.days_back),
            typed(form.days_open),
            typed(form.days_to_take)};
}

Result<StudioGiftsPage> studio_page(Context& context, const OfferForm& form) {
    return context.read([&](db::Reader& reader) -> Result<StudioGiftsPage> {
        return StudioGiftsPage{cards(reader, context.language(), context.now()),
                               products::options(reader, context.language(), form.product), fields_of(form)};
    });
}

Result<void> check_days(const OfferForm& form) {
    const auto within = [](std::int64_t days, std::int64_t least) { return days >= least && days <= 365; };
    web::Checks checks;
    checks.that(within(form.days_back, 0), "days_back", "gifts.how_far_back");
    checks.that(within(form.days_open, 1), "days_open", "gifts.how_long");
    checks.that(form.wins == GiftRule::first || within(form.days_to_take, 1), "days_to_take",
                "gifts.how_long");
    return checks.result();
}

Gift gift_in(const OfferForm& form, Id product, Time now) {
    Gift gift;
    gift.product_id = product;
    gift.title = form.title;
    gift.about = form.about;
    gift.wins = form.wins;
    gift.thanks = form.thanks;
    gift.units = form.units;
    gift.since = now - std::chrono::days{form.days_back};
    const Time end = now + std::chrono::days{form.days_open};
    const bool is_first = form.wins == GiftRule::first;
    gift.opens_at = is_first ? now : end;
    gift.closes_at = is_first ? end : end + std::chrono::days{form.days_to_take};
    return gift;
}

Result<Done> offer_gift(Context& context, const OfferForm& form) {
    if (auto checked = check_days(form); !checked) return std::unexpected(std::move(checked).error());
    return context.act([&](db::Writer& writer) -> Result<Done> {
        const auto product = products::find(writer, std::string_view(form.product));
        if (!product) return not_found();
        CANYU_TRY(const Id id,
                  offer(writer, squads::acting(context), gift_in(form, product->id, context.now())));
        return Done{"/gifts/" + to_string(id), {"gifts.said_offered", {}}};
    });
}

}  // namespace

void add_pages(web::Site& site, const allotments::Counter& counter) {
    site.get("/gifts", Access::visitor, "gifts/gifts.html", [](Context& c) { return gifts_page(c); },
             {.summary = "Gifts for those whose words helped others", .cached = true});
    site.get("/gifts/{gift}", Access::visitor, "gifts/gift.html",
             [&counter](Context& c) { return gift_page(c, counter); },
             {.summary = "A gift: what earns it, who earned it, and how many are left"});
    allotments::add_claims(site, counter, "/gifts/{gift}/claims", "Take one that I have earned");
    site.get("/gifts/{gift}/claims/{key}", Access::member, "",
             [&counter](Context& c) { return to_order(c, counter); },
             {.summary = "The order that a taken gift became"});
    constexpr auto studio = "gifts/studio_gifts.html";
    site.get("/studio/gifts", Access::staff, studio, [](Context& c) { return studio_page(c, usual_offer()); },
             {.summary = "The gifts that were offered, and offering one"});
    site.post(
        "/studio/gifts", Access::staff, [](Context& c, const OfferForm& form) { return offer_gift(c, form); },
        studio, [](Context& c, const OfferForm& form) { return studio_page(c, form); },
        {.summary = "Offer a gift: what it is, how many, and for how many thanks"});
}

}  // namespace canyu::gifts
