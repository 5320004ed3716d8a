// The stages of the company: one product in front in each.
#include <algorithm>

#include "base/text.hpp"
#include "features/charter/rules.hpp"
#include "features/charter/store.hpp"
#include "platform/web/checks.hpp"

namespace canyu::charter {
namespace {

std::string both_names(const products::Product& product) {
    return product.name_zh == product.name_en ? product.name_zh : product.name_zh + " " + product.name_en;
}

}  // namespace

Result<Id> begin_stage(db::Writer& writer, const Acting& acting, const std::string& name_zh,
                       const std::string& name_en) {
    const Stage stage{acting.ids.next(), clean_line(name_zh), clean_line(name_en),
                      acting.now,        std::nullopt,        std::nullopt};
    web::Checks checks;
    checks.length("name_zh", stage.name_zh, 2, 40);
    checks.length("name_en", stage.name_en, 2, 40);
    if (auto checked = checks.result(); !checked) return std::unexpected(std::move(checked).error());
    store::insert(writer, stage);
    record(writer, acting, "charter.act_stage", Id{}, stage.name_en);
    return stage.id;
}

Result<void> set_flagship(db::Writer& writer, const Acting& acting, Id id, Id product, Id from,
                          const std::string& reason) {
    const std::vector<Stage> all = store::stages(writer);
    const auto stage = std::ranges::find(all, id, &Stage::id);
    if (stage == all.end()) return not_found();
    if (stage != all.begin()) return refuse(409, "charter.stage_over");
    const auto chosen = products::find(writer, product);
    web::Checks checks;
    checks.that(chosen.has_value(), "product", "field.choice");
    if (auto checked = checks.result(); !checked) return checked;
    const Id now_in_front = stage->flagship_id.value_or(Id{});
    const auto in_front = products::find(writer, now_in_front);
    if (now_in_front != from)
        return in_front ? refuse(409, "charter.flagship_is", {{"product", both_names(*in_front)}})
                        : refuse(409, "charter.flagship_none");
    if (now_in_front == product) return refuse(409, "charter.flagship_already");
    CANYU_TRY(const std::string because, web::public_reason(reason));
    store::set_flagship(writer, id, product, acting.now);
    const Was was{product, Part::flagship, in_front ? in_front->name_zh : "",
                  in_front ? in_front->name_en : ""};
    note_change(writer, acting, was, because);
    if (in_front) note_change(writer, acting, {in_front->id, Part::flagship, was.zh, was.en}, because);
    record(writer, acting, "charter.act_flagship", product, because);
    return {};
}

std::vector<Stage> stages(db::Reader& reader) {
    return store::stages(reader);
}

}  // namespace canyu::charter
