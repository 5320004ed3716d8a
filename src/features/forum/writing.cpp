// Routes that help while writing: the preview of Markdown, and pictures.
#include "features/forum/writing.hpp"

#include "features/forum/forms.hpp"
#include "features/forum/views.hpp"
#include "platform/web/site.hpp"

namespace canyu::forum {
namespace {

Result<MarkdownPreview> preview(web::Context& context, const ReplyForm& form) {
    CANYU_TRY(PreparedText text,
              context.read([&](db::Reader& reader) { return prepare(reader, form.markdown); }));
    return MarkdownPreview{std::move(text.html)};
}

}  // namespace

void add_writing_pages(web::Site& site) {
    using web::Access;
    site.preview("/preview", Access::member, "forum/preview.html", preview,
                 {.summary = "How Markdown will look", .per_minute = 120});
}

}  // namespace canyu::forum
