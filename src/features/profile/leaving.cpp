#include "features/profile/leaving.hpp"

#include <algorithm>

#include "features/forum/forum.hpp"
#include "features/moderation/moderation.hpp"
#include "features/profile/views.hpp"
#include "features/release/release.hpp"
#include "features/squads/squads.hpp"
#include "platform/jobs/jobs.hpp"
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
    const std::vector<std::string>& kept = leaving.kept_pictures;
    for (const std::string& digest : media::brought_by(writer, leaving.person))
        if (std::ranges::find(kept, digest) == kept.end()) media::remove(writer, digest);
}

Result<LeavingPage> leaving_page(const Context& context, WordsOfLeaver words) {
    const web::Identity& me = context.member();
    return LeavingPage{words, me.name, me.role != web::Role::member};
}

std::vector<std::string> pictures_others_show(db::Database& store, Id person) {
    const auto brought = store.read([&](db::Reader& reader) { return media::brought_by(reader, person); });
    std::vector<std::string> shown = forum::shown_by_others(store, person, brought);
    const auto in_notes = store.read([&](db::Reader& reader) { return release::shown(reader, brought); });
    shown.insert(shown.end(), in_notes.begin(), in_notes.end());
    return shown;
}

// The words of the house stand in its language.
Result<Leaving> prepare(Context& context, web::Language house, const LeavingForm& form) {
    const web::Identity& me = context.member();
    if (auto right = people::check_own_password(context, form.password, "password"); !right)
        return std::unexpected(std::move(right).error());
    Leaving leaving{me.person,
                    me.name,
                    form.words,
                    context.say(house, {"profile.somebody_who_left", {}}),
                    context.say(house, {"profile.words_taken", {}}),
                    {}};
    if (form.words == WordsOfLeaver::go)
        leaving.kept_pictures = pictures_others_show(context.store(), me.person);
    return leaving;
}

// Who writes to them at this moment is caught as well.
constexpr std::chrono::seconds followed_after{10};

}  // namespace

Result<void> leave(db::Writer& writer, demand::Demands& demands, const std::vector<db::Reference>& references,
                   const Leaving& leaving, Time now) {
    if (auto left = people::depart(writer, leaving.person, leaving.display, now); !left) return left;
    if (auto left = squads::forget(writer, leaving.person, leaving.name); !left) return left;
    release::unname(writer, leaving.name, leaving.display);
    if (leaving.words == WordsOfLeaver::go) take_words(writer, demands, references, leaving, now);
    for (const db::Reference& reference : references) db::delete_personal(writer, reference, leaving.person);
    return {};
}

void follow_leaving(db::Database& store, const Left& left) {
    forum::follow_leaving(store, left.person, left.name, left.display);
}

void add_leaving_job(jobs::Jobs& jobs, db::Database& store) {
    jobs.handle<Left>("leaving", [&store](const Left& left) { follow_leaving(store, left); });
}

void add_leaving_pages(web::Site& site, demand::Demands& demands, jobs::Jobs& jobs,
                       std::vector<db::Reference> references) {
    site.get("/me/leave", Access::member, "profile/leave.html",
             [](Context& c) { return leaving_page(c, WordsOfLeaver::stay); },
             {.summary = "What leaving for good means, and the form to do it"});
    const auto act = [&site, &demands, &jobs, references = std::move(references)](
                         Context& c, const LeavingForm& form) -> Result<Done> {
        CANYU_TRY(const Leaving leaving, prepare(c, site.settings().default_language, form));
        CANYU_TRY(Done done, c.act([&](db::Writer& writer) -> Result<Done> {
            auto left = leave(writer, demands, references, leaving, c.now());
            if (!left) return std::unexpected(std::move(left).error());
            jobs.enqueue(writer, "leaving", Left{leaving.person, leaving.name, leaving.display},
                         c.now() + followed_after);
            return Done{"/", {"profile.you_left", {}}};
        }));
        c.set_cookie({std::string(web::session_cookie), "", 0, true, false});
        return done;
    };
    site.post("/me/leave", Access::member, act, "profile/leave.html",
              [](Context& c, const LeavingForm& form) { return leaving_page(c, form.words); },
              {.summary = "Delete my account; my words stay without my name, or go", .per_minute = 10});
}

}  // namespace canyu::profile
