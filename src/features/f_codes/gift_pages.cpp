// Giving a code by a link: making it, taking it back, and who opens it.
#include "features/f_codes/code_text.hpp"
#include "features/f_codes/rules.hpp"
#include "features/f_codes/showing.hpp"
#include "platform/web/site.hpp"

namespace canyu::f_codes {
namespace {

using web::Access;
using web::Context;
using web::Done;

Result<Done> make_link(Context& context) {
    CANYU_TRY(const Id code, context.id("code"));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = offer(writer, code, context.member().person, context.now()); !done)
            return std::unexpected(std::move(done).error());
        return Done{"/me/f-codes/" + to_string(code), {"f_codes.said_offered", {}}};
    });
}

Result<Done> drop_link(Context& context) {
    CANYU_TRY(const Id code, context.id("code"));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = withdraw_offer(writer, code, context.member().person); !done)
            return std::unexpected(std::move(done).error());
        return Done{"/me/f-codes/" + to_string(code), {"f_codes.said_withdrawn", {}}};
    });
}

Result<GiftPage> gift_page(Context& context) {
    CANYU_TRY(const Id id, context.id("code"));
    return context.read([&](db::Reader& reader) -> Result<GiftPage> {
        CANYU_TRY(const Code code, offered(reader, id, context.parameter("token"), context.now()));
        const Batch batch = batch_of(reader, code);
        const auto product = products::find(reader, batch.product_id);
        CANYU_CHECK(product.has_value());
        return GiftPage{person_card(reader, code.holder_id),
                        batch.name,
                        products::name(*product, context.language()),
                        code.expires_at,
                        context.person() && context.person()->person == code.holder_id,
                        gift_path(batch, code)};
    });
}

Result<Done> take_gift(Context& context) {
    CANYU_TRY(const Id code, context.id("code"));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = take(writer, context.ids(), code, context.parameter("token"), context.member().person,
                             context.now());
            !done)
            return std::unexpected(std::move(done).error());
        return Done{"/me/f-codes/" + to_string(code), {"f_codes.said_taken", {}}};
    });
}

}  // namespace

void add_gift_pages(web::Site& site) {
    site.post("/me/f-codes/{code}/offer", Access::member, [](Context& c) { return make_link(c); },
              {.summary = "Make a link by which a friend can take it"});
    site.del("/me/f-codes/{code}/offer", Access::member, [](Context& c) { return drop_link(c); },
             {.summary = "Let the link work no more"});
    site.get("/f-codes/{code}/gift/{token}", Access::visitor, "f_codes/gift.html",
             [](Context& c) { return gift_page(c); }, {.summary = "An F-code that somebody gives away"});
    site.post(
        "/f-codes/{code}/gift/{token}", Access::member, [](Context& c) { return take_gift(c); },
        {.summary = "Take it; it is mine then, and cannot be given on", .per_minute = tries_per_minute});
}

}  // namespace canyu::f_codes
