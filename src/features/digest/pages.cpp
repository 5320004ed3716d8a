// Where one sets what comes by mail, and what the links in letters lead to.
#include "features/digest/store.hpp"
#include "features/digest/views.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/web/site.hpp"

namespace canyu::digest {
namespace {

using web::Access;
using web::Context;
using web::Done;

// The job that sends the letter with the link.
struct AskToConfirm {
    Id person;
};
BOOST_DESCRIBE_STRUCT(AskToConfirm, (), (person))

Result<MailPage> mail_page(Context& context, const Office& office, const MailForm* typed) {
    const Id person = context.member().person;
    const auto choice = context.read([&](db::Reader& reader) { return choice_of(reader, person); });
    MailPage page;
    page.is_open = office.is_open();
    if (choice) {
        page.address = choice->address;
        page.rhythm = choice->rhythm;
        page.is_confirmed = choice->confirmed_at.has_value();
        page.waits = !page.is_confirmed && choice->rhythm != Rhythm::never;
        page.mailed_at = choice->mailed_at;
    }
    if (typed) {
        page.address = typed->address;
        page.rhythm = typed->rhythm;
    }
    return page;
}

Result<Done> keep_choice(Context& context, const Office& office, jobs::Jobs& jobs, const MailForm& form) {
    if (!office.is_open()) return refuse(409, "digest.no_mail");
    const Choice choice{
        context.member().person, form.address, form.rhythm, std::string(tag(context.language())), {}, {}};
    return context.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(const bool has_to_ask, choose(writer, choice, context.now()));
        if (has_to_ask) jobs.enqueue(writer, "confirm_mail", AskToConfirm{choice.person_id}, context.now());
        return Done{"/notices/mail", {has_to_ask ? "digest.asked" : "digest.kept", {}}};
    });
}

template <Purpose purpose>
Result<LinkPage> link_page(Context& context) {
    const std::string& token = context.parameter("token");
    const auto choice =
        context.read([&](db::Reader& reader) { return proven_by(reader, purpose, token, context.now()); });
    if (!choice) return refuse(404, "digest.old_link");
    return LinkPage{context.request().path, choice->address};
}

template <Purpose purpose>
Result<Done> follow_link(Context& context) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        const std::string& token = context.parameter("token");
        constexpr bool confirms = purpose == Purpose::confirm;
        const bool is_done =
            confirms ? confirm(writer, token, context.now()) : stop(writer, token, context.now());
        if (!is_done) return refuse(404, "digest.old_link");
        return Done{"/", {confirms ? "digest.confirmed" : "digest.stopped", {}}};
    });
}

}  // namespace

void add_jobs(jobs::Jobs& jobs, const Office& office) {
    jobs.handle<AskToConfirm>("confirm_mail",
                              [&office](const AskToConfirm& ask) { ask_to_confirm(office, ask.person); });
    jobs.every("digests", std::chrono::minutes(1), [&office] { send_due(office); });
}

void add_pages(web::Site& site, const Office& office, jobs::Jobs& jobs) {
    constexpr auto settings = "digest/settings.html";
    site.get("/notices/mail", Access::member, settings,
             [&office](Context& c) { return mail_page(c, office, nullptr); },
             {.summary = "What comes to me by mail"});
    site.post(
        "/notices/mail", Access::member,
        [&](Context& c, const MailForm& form) { return keep_choice(c, office, jobs, form); }, settings,
        [&office](Context& c, const MailForm& form) { return mail_page(c, office, &form); },
        {.summary = "Choose where mail goes and how often; a new address gets a letter to confirm it",
         .per_minute = 10});
    site.get("/notices/mail/confirm/{token}", Access::visitor, "digest/confirm.html",
             [](Context& c) { return link_page<Purpose::confirm>(c); },
             {.summary = "Where the link that confirms an address leads"});
    // open to visitors: the link proves who it is, in whatever browser it was opened
    site.post("/notices/mail/confirm/{token}", Access::visitor,
              [](Context& c) { return follow_link<Purpose::confirm>(c); },
              {.summary = "Confirm the address that the link was sent to"});
    site.get("/notices/mail/stop/{token}", Access::visitor, "digest/stop.html",
             [](Context& c) { return link_page<Purpose::stop>(c); },
             {.summary = "Where the link that stops the mail leads"});
    // open to visitors: mail programs post here by themselves (RFC 8058), and the link proves who it is
    site.post("/notices/mail/stop/{token}", Access::visitor,
              [](Context& c) { return follow_link<Purpose::stop>(c); },
              {.summary = "Send no more mail; also in one click from a mail program"});
}

}  // namespace canyu::digest
