// The staff's pages of imports: bringing in a file, seeing how far it is, stopping it.
#include <algorithm>

#include "base/text.hpp"
#include "features/imports/arguments.hpp"
#include "features/imports/forms.hpp"
#include "features/imports/store.hpp"
#include "features/imports/upload.hpp"
#include "features/imports/views.hpp"
#include "platform/web/checks.hpp"
#include "platform/web/site.hpp"

namespace canyu::imports {
namespace {

constexpr std::int64_t imports_per_page = 20;
constexpr std::int64_t refusals_per_page = 100;
constexpr std::size_t longest_file_name = 120;
constexpr std::uint64_t room_for_the_form = 64 * 1024;

std::string url(Id import) {
    return "/studio/imports/" + to_string(import);
}

ImportCard card(db::Reader& reader, const web::Context& context, const Import& import) {
    ImportCard card{.id = import.id,
                    .url = url(import.id),
                    .file_name = import.file_name,
                    .state = import.state,
                    .percent = static_cast<std::int64_t>(import.share * 100),
                    .position = import.position,
                    .reports = import.reports,
                    .supports = import.supports,
                    .known = import.known,
                    .refused = import.refused,
                    .began_at = import.began_at,
                    .ended_at = import.ended_at,
                    .posts = import.posts};
    if (const auto product = products::find(reader, import.product_id))
        card.product_name = products::name(*product, context.language());
    if (import.by_person)
        if (const auto person = people::find(reader, *import.by_person)) card.by = people::card(*person);
    return card;
}

Result<ImportsPage> imports_page(web::Context& context, const UploadForm& form) {
    return context.read([&](db::Reader& reader) -> Result<ImportsPage> {
        ImportsPage page;
        for (const products::Product& product : products::all(reader))
            page.choices.push_back(
                {product.slug, products::name(product, context.language()), product.slug == form.product});
        for (const Format format : {Format::reports, Format::csv, Format::fider, Format::discourse})
            page.formats.push_back({format, format == form.format.value_or(Format::reports)});
        const std::int64_t count = store::count(reader);
        const std::int64_t number = std::min(context.page(), web::page_count(count, imports_per_page));
        for (const Import& import : store::list(reader, (number - 1) * imports_per_page, imports_per_page))
            page.imports.push_back(card(reader, context, import));
        page.pagination = web::paginate(context.query(), number, count, imports_per_page);
        return page;
    });
}

// A form that is sent without a choice has a file without a name and with nothing in it.
Result<void> check_upload(const http::FormField* file) {
    web::Checks checks;
    const bool chosen = file && !file->value.empty() && !clean_line(file->file_name).empty();
    checks.that(chosen, "file", "imports.file_missing");
    checks.that(!chosen || file->value.size() <= largest_upload, "file", "imports.file_too_large");
    return checks.result();
}

Result<web::Done> upload(web::Context& context, jobs::Jobs& jobs, const UploadForm& form) {
    const http::FormField* file = context.form().file("file");
    if (auto checked = check_upload(file); !checked) return std::unexpected(std::move(checked).error());
    const std::string name = shorten(clean_line(file->file_name), longest_file_name);
    return context.act([&](db::Writer& writer) -> Result<web::Done> {
        const auto product = products::find(writer, std::string_view(form.product));
        web::Checks checks;
        checks.that(product.has_value(), "product", "field.choice");
        if (auto checked = checks.result(); !checked) return std::unexpected(std::move(checked).error());
        const Import wanted{.product_id = product->id,
                            .file_name = name,
                            .by_person = context.member().person,
                            .began_at = context.now(),
                            .format = form.format.value_or(Format::reports)};
        const Import import = begin_upload(writer, context.ids(), jobs, wanted, file->value);
        return web::Done{url(import.id), {"imports.said_began", {}}};
    });
}

Result<ImportPage> import_page(web::Context& context) {
    CANYU_TRY(const Id id, context.id("import"));
    return context.read([&](db::Reader& reader) -> Result<ImportPage> {
        const auto import = store::find(reader, id);
        if (!import) return not_found();
        ImportPage page{.card = card(reader, context, *import)};
        if (const auto product = products::find(reader, import->product_id))
            page.products_demands_url = "/demands?product=" + product->slug;
        const std::int64_t count = store::count_refusals(reader, id);
        const std::int64_t number = std::min(context.page(), web::page_count(count, refusals_per_page));
        for (const store::Refusal& refusal :
             store::refusals(reader, id, (number - 1) * refusals_per_page, refusals_per_page))
            page.refusals.push_back(
                {refusal.line, refusal.field, context.say(read_message(refusal.reason, refusal.arguments))});
        page.refusals_left_out = import->refused - count;
        page.pagination = web::paginate(context.query(), number, count, refusals_per_page);
        return page;
    });
}

Result<web::Done> post_stop(web::Context& context) {
    CANYU_TRY(const Id id, context.id("import"));
    return context.act([&](db::Writer& writer) -> Result<web::Done> {
        if (auto stopped = stop(writer, context.ids(), id, context.member().person, context.now()); !stopped)
            return std::unexpected(std::move(stopped).error());
        return web::Done{url(id), {"imports.said_stopped", {}}};
    });
}

}  // namespace

void add_pages(web::Site& site, const Workshop& workshop, jobs::Jobs& jobs) {
    using web::Access;
    using web::Context;
    handle_uploads(jobs, workshop);
    site.form(
        "/studio/imports", Access::staff, "imports/imports.html",
        [](Context& c, const UploadForm& form) { return imports_page(c, form); },
        [&jobs](Context& c, const UploadForm& form) { return upload(c, jobs, form); },
        {.summary = "Imports of files of reports, and uploading another",
         .body_limit = largest_upload + room_for_the_form});
    site.get("/studio/imports/{import}", Access::staff, "imports/import.html",
             [](Context& c) { return import_page(c); },
             {.summary = "How far an import is, and the lines it refused"});
    site.del("/studio/imports/{import}", Access::staff, [](Context& c) { return post_stop(c); },
             {.summary = "Stop an import; what was taken in stays"});
}

}  // namespace canyu::imports
