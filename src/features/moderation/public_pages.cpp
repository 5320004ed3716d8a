// The log of moderation for everybody, one case of it, and the author's appeal.
#include "features/moderation/forms.hpp"
#include "features/moderation/pages.hpp"

namespace canyu::moderation {
namespace {

using web::Access;
using web::Context;
using web::Done;

constexpr std::int64_t lines_per_page = 30;

ModerationPage moderation_page(Context& context, const Kinds& kinds) {
    return context.read([&](db::Reader& reader) {
        const std::int64_t count = store::count_lines(reader);
        const std::int64_t page = std::min(context.page(), web::page_count(count, lines_per_page));
        const auto lines = store::lines(reader, (page - 1) * lines_per_page, lines_per_page);
        return ModerationPage{public_lines(reader, context, kinds, lines),
                              web::paginate(context.query(), page, count, lines_per_page)};
    });
}

void add_mine(db::Reader& reader, const Context& context, const store::Case& one, const Things& things,
              CasePage& page) {
    page.is_mine = context.person() && context.person()->person == one.author_id;
    if (!page.is_mine) return;
    const auto appeal = store::appeal(reader, one.id);
    page.can_appeal = one.state == CaseState::declined && !appeal;
    if (appeal) page.my_appeal = appeal->words;
    if (const Piece* piece = things.piece(one)) page.my_url = piece->url;
}

Result<CasePage> case_page(Context& context, const Kinds& kinds, const std::string& typed) {
    CANYU_TRY(const Id id, context.id("case"));
    return context.read([&](db::Reader& reader) -> Result<CasePage> {
        const auto one = store::find(reader, id);
        if (!one) return not_found();
        const Things things(reader, context, kinds, {*one});
        CasePage page;
        page.case_thing = things.name(*one);
        if (const Piece* piece = things.piece(*one)) {
            page.case_place = piece->place_name;
            page.case_place_url = piece->place_url;
        }
        page.case_state = one->state;
        page.lines = public_lines(reader, context, kinds, store::lines_of(reader, id));
        page.act_url = case_url(id);
        page.words = typed;
        add_mine(reader, context, *one, things, page);
        return page;
    });
}

Result<Done> post_appeal(Context& context, const Kinds& kinds, const AppealForm& form) {
    CANYU_TRY(const Id id, context.id("case"));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = appeal(writer, acting(context, kinds), id, form.words); !done)
            return std::unexpected(std::move(done).error());
        return Done{case_url(id), {"moderation.said_appealed", {}}};
    });
}

}  // namespace

void add_public_pages(web::Site& site, const Kinds& kinds) {
    site.get("/moderation", Access::visitor, "moderation/log.html",
             [&kinds](Context& c) { return moderation_page(c, kinds); },
             {.summary = "What was held, hidden and decided, by whom and why, newest first", .cached = true});
    site.get("/moderation/{case}", Access::visitor, "moderation/case.html",
             [&kinds](Context& c) { return case_page(c, kinds, ""); },
             {.summary = "What was done about one thing; its author can appeal", .cached = true});
    site.post(
        "/moderation/{case}/appeal", Access::member,
        [&kinds](Context& c, const AppealForm& form) { return post_appeal(c, kinds, form); },
        "moderation/case.html",
        [&kinds](Context& c, const AppealForm& form) { return case_page(c, kinds, form.words); },
        {.summary = "Say once why declining one's words was wrong"});
}

}  // namespace canyu::moderation
