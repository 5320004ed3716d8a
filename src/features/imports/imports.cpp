#include "features/imports/imports.hpp"

#include "features/imports/store.hpp"
#include "platform/audit/audit.hpp"

namespace canyu::imports {

std::string source_of(const std::string& file_name) {
    return "import:" + file_name;
}

Result<products::Product> product_for(db::Writer& writer, IdSource& ids, const std::string& slug, Time now) {
    if (auto known = products::find(writer, slug)) return *std::move(known);
    products::Product product;
    product.slug = slug;
    product.name_zh = product.name_en = slug;
    product.about_zh = "导入反馈时建的，还没有人写介绍。";
    product.about_en = "Made while importing reports; nobody has introduced it yet.";
    return products::create(writer, ids, product, now);
}

Import begin(db::Writer& writer, IdSource& ids, Id product, const std::string& file_name, Id by, Time now,
             Format format) {
    for (const Id unfinished : store::running(writer, file_name)) {
        store::end(writer, unfinished, ImportState::stopped, now);
        store::delete_parts(writer, unfinished);
    }
    Import import{.id = ids.next(),
                  .product_id = product,
                  .file_name = file_name,
                  .by_person = by ? std::optional(by) : std::nullopt,
                  .began_at = now,
                  .format = format};
    store::insert(writer, import);
    audit::record(writer, ids, by, "imports.act_began", {"import", import.id}, file_name, now);
    return import;
}

Result<void> stop(db::Writer& writer, IdSource& ids, Id id, Id by, Time now) {
    const auto import = store::find(writer, id);
    if (!import) return not_found();
    if (!store::end(writer, id, ImportState::stopped, now)) return refuse(409, "imports.ended_already");
    store::delete_parts(writer, id);
    audit::record(writer, ids, by, "imports.act_stopped", {"import", id}, import->file_name, now);
    return {};
}

std::optional<Import> find(db::Reader& reader, Id import) {
    return store::find(reader, import);
}

}  // namespace canyu::imports
