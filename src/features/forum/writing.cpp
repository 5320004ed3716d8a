// Routes that help while writing: the preview of Markdown, and pictures.
#include "features/forum/writing.hpp"

#include "features/forum/forms.hpp"
#include "features/forum/views.hpp"
#include "platform/media/media.hpp"
#include "platform/web/site.hpp"

namespace canyu::forum {
namespace {

constexpr std::uint64_t largest_upload = 11 * 1024 * 1024;  // bytes: a picture and the form around it

Result<MarkdownPreview> preview(web::Context& context, const ReplyForm& form) {
    CANYU_TRY(PreparedText text,
              context.read([&](db::Reader& reader) { return prepare(reader, form.markdown); }));
    return MarkdownPreview{std::move(text.html)};
}

std::unexpected<Problem> picture_problem(int status, Message message) {
    return std::unexpected(Problem{status, message, {{"picture", message}}});
}

Result<web::Done> post_picture(web::Context& context, media::Reencoder& reencoder) {
    const http::FormField* upload = context.form().file("picture");
    if (!upload || upload->value.empty()) return picture_problem(422, {"field.required", {}});
    const auto allowed = context.read(
        [&](db::Reader& reader) { return media::may_store(reader, context.member().person, context.now()); });
    if (!allowed) return picture_problem(allowed.error().status, allowed.error().message);
    auto picture = reencoder.reencode(upload->value);
    if (!picture) return picture_problem(picture.error().status, std::move(picture).error().message);
    return context.act([&](db::Writer& writer) -> Result<web::Done> {
        media::store(writer, context.ids(), context.member().person, *picture, context.now());
        return web::Done{"/media/new?picture=" + picture->digest, {"forum.picture_up", {}}};
    });
}

Result<NewPicturePage> new_picture_page(web::Context& context, const PictureForm&) {
    const std::string digest(context.query().get("picture").value_or(""));
    const bool known =
        context.read([&](db::Reader& reader) { return media::describe(reader, digest).has_value(); });
    return NewPicturePage{known ? media::address(digest, media::Size::full) : ""};
}

Result<http::Response> picture(web::Context& context) {
    const std::string& digest = context.parameter("digest");
    const bool small = context.query().get("size") == "preview";
    const auto file = context.read([&](db::Reader& reader) {
        return media::find(reader, digest, small ? media::Size::preview : media::Size::full);
    });
    if (!file) return not_found();
    http::Response response;
    response.headers.add("Content-Type", file->content_type);
    // The address is the digest of the bytes, so they never change.
    response.headers.add("Cache-Control", "public, max-age=31536000, immutable");
    response.body = file->bytes.value;
    return response;
}

}  // namespace

void add_writing_pages(web::Site& site, media::Reencoder& reencoder) {
    using web::Access;
    site.preview("/preview", Access::member, "forum/preview.html", preview,
                 {.summary = "How Markdown will look", .per_minute = 120});
    site.get("/media/new", Access::member, "forum/new_picture.html", new_picture_page,
             {.summary = "The form that puts up a picture, and the line to paste once it is up"});
    site.post("/media", Access::member,
              [&reencoder](web::Context& c, const PictureForm&) { return post_picture(c, reencoder); },
              "forum/new_picture.html", new_picture_page,
              {.summary = "Put up a picture; it is made anew and smaller",
               .body_limit = largest_upload,
               .per_minute = 20});
    site.get("/media/{digest}", Access::visitor, "", picture,
             {.summary = "A picture, by the digest of its bytes"});
}

}  // namespace canyu::forum
