// The list of notices, what one sets, and the stream of an open page.
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "features/notices/bell.hpp"
#include "features/notices/rules.hpp"
#include "features/notices/views.hpp"
#include "platform/web/checks.hpp"
#include "platform/web/site.hpp"

namespace canyu::notices {
namespace {

using web::Access;
using web::Context;
using web::Done;

constexpr std::int64_t notices_per_page = 30;
constexpr std::int64_t most_live_a_day = 200;
constexpr std::array kinds = {
    std::pair{Kind::receipt, &ChoiceForm::receipt}, std::pair{Kind::talk, &ChoiceForm::talk},
    std::pair{Kind::request, &ChoiceForm::request}, std::pair{Kind::news, &ChoiceForm::news},
    std::pair{Kind::decision, &ChoiceForm::decision}};

bool mutes(const std::vector<store::Mute>& mutes, const std::string& subject) {
    return std::ranges::find(mutes, subject, &store::Mute::subject) != mutes.end();
}

NoticesPage notices_page(Context& context) {
    const Id person = context.member().person;
    return context.read([&](db::Reader& reader) {
        const std::int64_t count = store::count(reader, person);
        const std::int64_t number = std::min(context.page(), web::page_count(count, notices_per_page));
        const std::vector<store::Mute> muted = store::mutes(reader, person);
        NoticesPage page;
        page.unread_count = store::count_unread(reader, person);
        for (const store::CopyRow& row :
             store::copies(reader, person, (number - 1) * notices_per_page, notices_per_page)) {
            const Copy copy = copy_of(row);
            page.notices.push_back({copy.id, copy.kind, context.say(copy.words), context.say(copy.reason),
                                    url_of(copy.id), copy.times, copy.times > 1, copy.unread,
                                    mutes(muted, copy.subject), copy.told_at});
        }
        page.pagination = web::paginate(context.query(), number, count, notices_per_page);
        return page;
    });
}

// A copy of the person who asks; 404 for anybody else's.
Result<store::CopyRow> own_copy(db::Reader& reader, const Context& context) {
    CANYU_TRY(const Id id, context.id("notice"));
    auto copy = store::copy(reader, context.member().person, id);
    if (!copy) return not_found();
    return *std::move(copy);
}

// Where the notice leads. Following its link is what makes it read, so this GET writes; doing so twice does
// no harm.
Result<http::Response> open_notice(Context& context) {
    CANYU_TRY(const store::CopyRow copy,
              context.read([&](db::Reader& reader) { return own_copy(reader, context); }));
    if (!copy.read_at)
        context.store().write([&](db::Writer& writer) {
            store::set_read(writer, context.member().person, copy.id, context.now());
        });
    return http::see_other(copy.location);
}

Result<Done> read_all(Context& context) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        store::set_all_read(writer, context.member().person, context.now());
        return Done{"/notices", {"notices.all_read", {}}};
    });
}

Result<Done> mute_subject(Context& context) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(const store::CopyRow copy, own_copy(writer, context));
        store::mute(writer, {context.member().person, copy.subject, copy.id, context.now()});
        return Done{"/notices", {"notices.muted", {}}};
    });
}

Result<Done> unmute_subject(Context& context) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(const store::CopyRow copy, own_copy(writer, context));
        store::unmute(writer, context.member().person, copy.subject);
        return Done{"/notices", {"notices.unmuted", {}}};
    });
}

ChoiceForm choice_of(db::Reader& reader, Id person, const std::vector<store::Mute>& muted) {
    ChoiceForm choice;
    for (const auto& [kind, member] : kinds) choice.*member = !mutes(muted, subject_of(kind));
    const auto live = store::live_a_day(reader, {person});
    choice.live_a_day = live.empty() ? usual_live_a_day : live.front().number;
    return choice;
}

Result<ChoicePage> choice_page(Context& context, const ChoiceForm* typed) {
    const Id person = context.member().person;
    return context.read([&](db::Reader& reader) -> Result<ChoicePage> {
        const std::vector<store::Mute> muted = store::mutes(reader, person);
        const ChoiceForm choice = typed ? *typed : choice_of(reader, person, muted);
        ChoicePage page{choice.receipt,    choice.talk, choice.request, choice.news, choice.decision,
                        choice.live_a_day, {}};
        for (const store::Mute& mute : muted)
            if (const auto copy = store::copy(reader, person, mute.notice_id))
                page.muted.push_back({copy->id, context.say(message_of(copy->words)), mute.muted_at});
        return page;
    });
}

Result<Done> keep_choice(Context& context, const ChoiceForm& form) {
    web::Checks checks;
    checks.that(form.live_a_day >= 0 && form.live_a_day <= most_live_a_day, "live_a_day",
                "notices.live_a_day_range");
    if (auto checked = checks.result(); !checked) return std::unexpected(std::move(checked).error());
    const Id person = context.member().person;
    return context.act([&](db::Writer& writer) -> Result<Done> {
        for (const auto& [kind, member] : kinds) {
            if (form.*member)
                store::unmute(writer, person, subject_of(kind));
            else
                store::mute(writer, {person, subject_of(kind), Id{}, context.now()});
        }
        store::set_live_a_day(writer, person, form.live_a_day);
        return Done{"/notices/settings", {"notices.choice_kept", {}}};
    });
}

// The number of unread ones comes at once, then an event for each that is told.
http::Response stream(Context& context, Bell& bell) {
    const Id person = context.member().person;
    const std::int64_t unread =
        context.read([&](db::Reader& reader) { return store::count_unread(reader, person); });
    http::Response response;
    response.headers.add("Content-Type", "text/event-stream");
    response.headers.add("X-Accel-Buffering", "no");
    response.body = fmt::format("retry: 10000\nevent: unread\ndata: {}\n\n", unread);
    response.go_on = [&bell, person, language = context.language()](http::Push push) {
        bell.listen(person, language, std::move(push));
    };
    return response;
}

}  // namespace

void add_pages(web::Site& site, Bell& bell) {
    site.count_notices_by(count_unread);
    site.get("/notices", Access::member, "notices/list.html", [](Context& c) { return notices_page(c); },
             {.summary = "What I was told, and why"});
    site.get("/notices/stream", Access::member, "", [&bell](Context& c) { return stream(c, bell); },
             {.summary = "Server-sent events: unread (a number), and notice (a Ring) as it is told"});
    site.get("/notices/{notice}", Access::member, "", [](Context& c) { return open_notice(c); },
             {.summary = "Go where a notice leads, which makes it read"});
    site.post("/notices/read", Access::member, [](Context& c) { return read_all(c); },
              {.summary = "Take all notices as read"});
    site.post("/notices/{notice}/mute", Access::member, [](Context& c) { return mute_subject(c); },
              {.summary = "Hear no more about what this notice is about"});
    site.del("/notices/{notice}/mute", Access::member, [](Context& c) { return unmute_subject(c); },
             {.summary = "Hear about it again"});
    constexpr auto settings = "notices/settings.html";
    site.get("/notices/settings", Access::member, settings,
             [](Context& c) { return choice_page(c, nullptr); }, {.summary = "Which notices I want"});
    site.post(
        "/notices/settings", Access::member,
        [](Context& c, const ChoiceForm& form) { return keep_choice(c, form); }, settings,
        [](Context& c, const ChoiceForm& form) { return choice_page(c, &form); },
        {.summary = "Choose which notices I want"});
}

}  // namespace canyu::notices
