#include "features/profile/leaving.hpp"

#include <algorithm>

#include "features/forum/forum.hpp"
#include "features/moderation/moderation.hpp"
#include "features/profile/views.hpp"
#include "platform/media/media.hpp"
#include "platform/web/sessions.hpp"
#include "platform/web/site.hpp"

namespace canyu::profile {
namespace {

using web::Access;
using web::Context;
using web::Done;

struct LeavingForm {
    WordsOfLeaver words = WordsOfLeaver::stay;
    std::string password;
};
BOOST_DESCRIBE_STRUCT(LeavingForm, (), (words, password))

void take_words(db::Writer& writer, demand::Demands& demands, const std::vector<db::Reference>& references,
                const Leaving& leaving, Time now) {
    demands.take_words(writer, leaving.person, leaving.reason, now);
    forum::take_words(writer, leaving.person);
    moderation::take_words(writer, leaving.person);
    for (const db::Reference& reference : references) db::empty_words(writer, reference, leaving.person);
    const auto& kept = leaving.in_posts.shown_pictures;
    for (const std::string& digest : media::brought_by(writer, leaving.person))
        if (std::ranges::find(kept, digest) == kept.end()) media::remove(writer, digest);
}

Result<LeavingPage> leaving_page(const Context& context, WordsOfLeaver words) {
    const web::Identity& me = context.member();
    return LeavingPage{words, me.name, me.role != web::Role::member};
}

Result<Done> leave(Context& context, demand::Demands& demands, const std::vector<db::Reference>& references,
                   web::Language house, const LeavingForm& form) {
    const web::Identity me = context.member();
    if (auto right = people::check_own_password(context, form.password, "password"); !right)
        return std::unexpected(std::move(right).error());
    Leaving leaving{me.person,
                    me.name,
                    form.words,
                    context.say(house, {"profile.somebody_who_left", {}}),
                    context.say(house, {"profile.words_taken", {}}),
                    {}};
    const Id newest = context.ids().next();
    leaving.in_posts = context.read(
        [&](db::Reader& reader) { return look_through_posts(reader, me.person, me.name, newest); });
    CANYU_TRY(Done done, context.act([&](db::Writer& writer) -> Result<Done> {
        auto left = profile::leave(writer, demands, references, leaving, context.now());
        if (!left) return std::unexpected(std::move(left).error());
        return Done{"/", {"profile.you_left", {}}};
    }));
    context.set_cookie({std::string(web::session_cookie), "", 0, true, false});
    return done;
}

}  // namespace

LeaverInPosts look_through_posts(db::Reader& reader, Id person, const std::string& name, Id newest) {
    return {forum::mentioning(reader, name, Id{}),
            forum::shown_by_others(reader, person, media::brought_by(reader, person)), newest};
}

Result<void> leave(db::Writer& writer, demand::Demands& demands, const std::vector<db::Reference>& references,
                   const Leaving& leaving, Time now) {
    if (auto left = people::depart(writer, leaving.person, leaving.display, now); !left) return left;
    std::vector<Id> mentioned = leaving.in_posts.mentioned;
    for (const Id post : forum::mentioning(writer, leaving.name, leaving.in_posts.seen))
        mentioned.push_back(post);
    forum::unname(writer, mentioned, leaving.name, leaving.display);
    if (leaving.words == WordsOfLeaver::go) take_words(writer, demands, references, leaving, now);
    for (const db::Reference& reference : references) db::delete_personal(writer, reference, leaving.person);
    return {};
}

void add_leaving_pages(web::Site& site, demand::Demands& demands, std::vector<db::Reference> references) {
    site.get("/me/leave", Access::member, "profile/leave.html",
             [](Context& c) { return leaving_page(c, WordsOfLeaver::stay); },
             {.summary = "What leaving for good means, and the form to do it"});
    site.post(
        "/me/leave", Access::member,
        [&site, &demands, references = std::move(references)](Context& c, const LeavingForm& form) {
            return leave(c, demands, references, site.settings().default_language, form);
        },
        "profile/leave.html", [](Context& c, const LeavingForm& form) { return leaving_page(c, form.words); },
        {.summary = "Delete my account; my words stay without my name, or go", .per_minute = 10});
}

}  // namespace canyu::profile
