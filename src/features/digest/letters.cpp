// Writes the letters and sends them.
#include <fmt/core.h>

#include "base/log.hpp"
#include "features/digest/store.hpp"
#include "platform/web/sessions.hpp"

namespace canyu::digest {
namespace {

constexpr std::chrono::hours unread_for{1};
constexpr std::size_t most_in_a_letter = 20;
constexpr std::int64_t most_looked_at = 200;

// Speaks one person's language and knows where the site is.
struct Writing {
    const Office& office;
    web::Language language;

    Writing(const Office& given, const Choice& choice)
        : office(given), language(web::language_from_tag(choice.language).value_or(web::Language::zh)) {}
    std::string say(const std::string& key,
                    std::vector<std::pair<std::string, std::string>> arguments = {}) const {
        return office.catalog.say(language, {key, std::move(arguments)});
    }
    std::string say(const Message& message) const { return office.catalog.say(language, message); }
    std::string link(const std::string& path) const { return office.public_url + path; }
};

// A link that proves `purpose`, to be put into a letter.
std::string new_link(const Office& office, const Choice& choice, Purpose purpose) {
    const std::string token = web::random_token();
    office.store.write([&](db::Writer& writer) {
        store::insert(
            writer, {web::token_hash(token), choice.person_id, purpose, choice.address, office.clock.now()});
    });
    return fmt::format("{}/notices/mail/{}/{}", office.public_url, enum_name(purpose), token);
}

std::string listed(const Writing& writing, const std::vector<notices::Copy>& unread) {
    std::string text;
    for (std::size_t i = 0; i < std::min(unread.size(), most_in_a_letter); ++i)
        text +=
            fmt::format("· {}\n  {}\n  {}\n\n", writing.say(unread[i].words), writing.say(unread[i].reason),
                        writing.link("/notices/" + to_string(unread[i].id)));
    if (unread.size() > most_in_a_letter)
        text += writing.say("digest.and_more", {{"count", std::to_string(unread.size() - most_in_a_letter)},
                                                {"url", writing.link("/notices")}}) +
                "\n\n";
    return text;
}

mail::Letter digest_letter(const Office& office, const Choice& choice, const std::string& name,
                           const std::vector<notices::Copy>& unread, const std::string& week) {
    const Writing writing(office, choice);
    const std::string stop = new_link(office, choice, Purpose::stop);
    const std::string count = std::to_string(unread.size());
    const char* subject = unread.empty()       ? "digest.subject_week"
                          : unread.size() == 1 ? "digest.subject_one"
                                               : "digest.subject_many";
    return {choice.address, office.sender(),
            writing.say(subject, {{"count", count}, {"community", office.sender()}}),
            writing.say(unread.empty() ? "digest.hello_week" : "digest.hello", {{"name", name}}) + "\n\n" +
                listed(writing, unread) + week +
                writing.say("digest.bye", {{"stop", stop}, {"settings", writing.link("/notices/mail")}}) +
                "\n",
            stop};
}

// Nothing while nothing has waited long enough.
std::vector<notices::Copy> worth_a_letter(db::Reader& reader, const Choice& choice, Time now) {
    std::vector<notices::Copy> unread = notices::unread_of(
        reader, choice.person_id, choice.mailed_at.value_or(*choice.confirmed_at - std::chrono::days(7)),
        most_looked_at);
    if (unread.empty() || unread.back().told_at > now - unread_for) return {};
    return unread;
}

void send_one(const Office& office, const Choice& choice) {
    const Time now = office.clock.now();
    std::vector<notices::Copy> unread;
    std::string name;
    std::string week;
    office.store.read([&](db::Reader& reader) {
        unread = worth_a_letter(reader, choice, now);
        if (choice.rhythm == Rhythm::weekly && office.of_the_week)
            week = office.of_the_week(reader, choice.person_id, Writing(office, choice).language);
        if (const auto person = people::find(reader, choice.person_id)) name = person->display;
    });
    if ((unread.empty() && week.empty()) || name.empty()) return;
    office.mailer.send(digest_letter(office, choice, name, unread, week), now);
    office.store.write([&](db::Writer& writer) { store::set_mailed(writer, choice.person_id, now); });
}

}  // namespace

void ask_to_confirm(const Office& office, Id person) {
    const auto choice = office.store.read([&](db::Reader& reader) { return store::find(reader, person); });
    if (!choice || choice->confirmed_at || !office.is_open()) return;
    const Writing writing(office, *choice);
    const std::string link = new_link(office, *choice, Purpose::confirm);
    office.mailer.send(
        {choice->address, office.sender(),
         writing.say("digest.confirm_subject", {{"community", office.sender()}}),
         writing.say("digest.confirm_text", {{"community", office.sender()}, {"url", link}}) + "\n",
         new_link(office, *choice, Purpose::stop)},
        office.clock.now());
}

void send_due(const Office& office) {
    if (!office.is_open()) return;
    const Time now = office.clock.now();
    const std::vector<Choice> due = office.store.read([&](db::Reader& reader) {
        return store::due(reader, now - std::chrono::days(1), now - std::chrono::days(7));
    });
    for (const Choice& choice : due) {
        try {
            send_one(office, choice);
        } catch (const std::exception& error) {
            log::error("digest.not_sent", {{"person", to_string(choice.person_id)}, {"error", error.what()}});
        }
    }
}

}  // namespace canyu::digest
