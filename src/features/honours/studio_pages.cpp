// The staff's side of titles: defining one, saying it better, and ending it.
#include "features/honours/showing.hpp"
#include "features/honours/store.hpp"
#include "platform/web/site.hpp"

namespace canyu::honours {
namespace {

using web::Access;
using web::Context;
using web::Done;

template <class Form>
TitleFields fields_of(const Form& form) {
    return {form.name_zh,           form.name_en,      form.gives_function,
            form.gives_information, form.gives_honour, form.gives_benefit};
}

template <class Form>
Title words_of(const Form& form) {
    Title title;
    title.name_zh = form.name_zh;
    title.name_en = form.name_en;
    title.gives_function = form.gives_function;
    title.gives_information = form.gives_information;
    title.gives_honour = form.gives_honour;
    title.gives_benefit = form.gives_benefit;
    return title;
}

Result<StudioHonoursPage> honours_page(Context& context, const TitleForm& form) {
    return context.read([&](db::Reader& reader) -> Result<StudioHonoursPage> {
        StudioHonoursPage page;
        for (const Title& title : store::all(reader))
            page.titles.push_back(card_of(reader, title, context.language()));
        page.products = products::options(reader, context.language(), form.product);
        page.deed = form.deed;
        page.typed_needed = form.needed > 0 ? std::to_string(form.needed) : "";
        page.fields = fields_of(form);
        return page;
    });
}

Result<Done> define_title(Context& context, const TitleForm& form) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        Title title = words_of(form);
        title.deed = form.deed;
        title.needed = form.needed;
        if (!form.product.empty()) {
            const auto product = products::find(writer, std::string_view(form.product));
            if (!product) return not_found();
            title.product_id = product->id;
        }
        CANYU_TRY(const Id id, define(writer, squads::acting(context), title));
        return Done{"/honours/" + to_string(id), {"honours.said_defined", {}}};
    });
}

Result<StudioTitlePage> title_page(Context& context, const RewordForm* form) {
    CANYU_TRY(const Id id, context.id("title"));
    return context.read([&](db::Reader& reader) -> Result<StudioTitlePage> {
        const auto title = store::find(reader, id);
        if (!title) return not_found();
        return StudioTitlePage{card_of(reader, *title, context.language()),
                               form ? fields_of(*form) : fields_of(*title)};
    });
}

Result<Done> reword_title(Context& context, const RewordForm& form) {
    CANYU_TRY(const Id id, context.id("title"));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = reword(writer, squads::acting(context), id, words_of(form)); !done)
            return std::unexpected(std::move(done).error());
        return Done{"/honours/" + to_string(id), {"honours.said_reworded", {}}};
    });
}

Result<Done> end_title(Context& context) {
    CANYU_TRY(const Id id, context.id("title"));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = end(writer, squads::acting(context), id); !done)
            return std::unexpected(std::move(done).error());
        return Done{"/studio/honours", {"honours.said_ended", {}}};
    });
}

}  // namespace

void add_studio_pages(web::Site& site) {
    site.form(
        "/studio/honours", Access::staff, "honours/studio_honours.html",
        [](Context& c, const TitleForm& form) { return honours_page(c, form); },
        [](Context& c, const TitleForm& form) { return define_title(c, form); },
        {.summary = "The titles, and defining one: which deeds earn it, and what it gives"});
    constexpr auto page = "honours/studio_title.html";
    site.get("/studio/honours/{title}", Access::staff, page,
             [](Context& c) { return title_page(c, nullptr); }, {.summary = "A title as it is kept"});
    site.post(
        "/studio/honours/{title}", Access::staff,
        [](Context& c, const RewordForm& form) { return reword_title(c, form); }, page,
        [](Context& c, const RewordForm& form) { return title_page(c, &form); },
        {.summary = "Say better what it gives"});
    site.post("/studio/honours/{title}/end", Access::staff, [](Context& c) { return end_title(c); },
              {.summary = "Nobody earns it any more; who has it keeps it"});
}

}  // namespace canyu::honours
