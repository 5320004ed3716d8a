// The list of charters and of the company's stages; beginning a stage, and handing its front place over.
#include <algorithm>

#include "features/charter/showing.hpp"
#include "features/charter/store.hpp"
#include "platform/web/site.hpp"

namespace canyu::charter {
namespace {

using web::Access;
using web::Context;
using web::Done;

std::string flagship_url(Id stage) {
    return "/studio/stages/" + to_string(stage) + "/flagship";
}

Result<StudioChartersPage> charters_page(Context& context, const StageForm& form) {
    const web::Language language = context.language();
    return context.read([&](db::Reader& reader) -> Result<StudioChartersPage> {
        StudioChartersPage page;
        for (const products::Product& product : products::all(reader))
            page.charters.push_back({products::name(product, language), studio_url(product),
                                     store::find(reader, product.id).has_value(),
                                     static_cast<std::int64_t>(store::nodes(reader, product.id).size())});
        for (const Stage& stage : store::stages(reader)) {
            const auto flagship = products::find(reader, stage.flagship_id.value_or(Id{}));
            page.stages.push_back({in(language, stage.name_zh, stage.name_en), stage.began_at,
                                   flagship ? products::name(*flagship, language) : "",
                                   page.stages.empty() ? flagship_url(stage.id) : ""});
        }
        page.name_zh = form.name_zh;
        page.name_en = form.name_en;
        return page;
    });
}

Result<Done> begin(Context& context, const StageForm& form) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(const Id stage, begin_stage(writer, squads::acting(context), form.name_zh, form.name_en));
        return Done{flagship_url(stage), {"charter.said_stage", {}}};
    });
}

Result<Stage> stage_of(db::Reader& reader, const Context& context) {
    CANYU_TRY(const Id id, context.id("stage"));
    const std::vector<Stage> all = store::stages(reader);
    const auto stage = std::ranges::find(all, id, &Stage::id);
    if (stage == all.end()) return not_found();
    return *stage;
}

Result<StudioFlagshipPage> flagship_page(Context& context, const FlagshipForm& form) {
    const web::Language language = context.language();
    return context.read([&](db::Reader& reader) -> Result<StudioFlagshipPage> {
        CANYU_TRY(const Stage stage, stage_of(reader, context));
        StudioFlagshipPage page{.stage_name = in(language, stage.name_zh, stage.name_en),
                                .act_url = flagship_url(stage.id),
                                .reason = form.reason};
        if (const auto flagship = products::find(reader, stage.flagship_id.value_or(Id{}))) {
            page.now_name = products::name(*flagship, language);
            page.from = flagship->slug;
        }
        page.options = products::options(reader, language, form.product);
        return page;
    });
}

Result<Done> hand_over(Context& context, const FlagshipForm& form) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(const Stage stage, stage_of(writer, context));
        const auto id_of = [&](const std::string& slug) {
            const auto product = products::find(writer, std::string_view(slug));
            return product ? product->id : Id{};
        };
        if (auto done = set_flagship(writer, squads::acting(context), stage.id, id_of(form.product),
                                     id_of(form.from), form.reason);
            !done)
            return std::unexpected(std::move(done).error());
        return Done{"/p/" + form.product + "/charter", {"charter.said_flagship", {}}};
    });
}

}  // namespace

void add_studio_stages(web::Site& site) {
    constexpr auto page = "charter/studio_charters.html";
    site.get("/studio/charters", Access::staff, page, [](Context& c) { return charters_page(c, {}); },
             {.summary = "The charters of all products, and the company's stages"});
    site.post(
        "/studio/stages", Access::staff, [](Context& c, const StageForm& form) { return begin(c, form); },
        page, [](Context& c, const StageForm& form) { return charters_page(c, form); },
        {.summary = "Begin a stage; the one before is over"});
    site.form(
        "/studio/stages/{stage}/flagship", Access::staff, "charter/studio_flagship.html",
        [](Context& c, const FlagshipForm& form) { return flagship_page(c, form); },
        [](Context& c, const FlagshipForm& form) { return hand_over(c, form); },
        {.summary = "Put a product in front of the present stage; another one there hands over"});
}

}  // namespace canyu::charter
