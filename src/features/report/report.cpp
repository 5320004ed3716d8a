#include "features/report/report.hpp"

#include <sodium.h>

#include <boost/json.hpp>

#include "base/text.hpp"
#include "features/report/store.hpp"
#include "platform/web/checks.hpp"

namespace canyu::report {
namespace {

constexpr std::size_t most_fields = 40'000;  // bytes of JSON

std::optional<std::string> scalar_text(const boost::json::value& value) {
    if (value.is_string()) return clean_text(std::string_view(value.get_string()));
    if (value.is_number() || value.is_bool()) return boost::json::serialize(value);
    return std::nullopt;
}

Result<void> check(const NewReport& words, const std::string& fields) {
    web::Checks checks;
    checks.length("title", words.title, 0, most_title);
    checks.length("text", words.text, 0, most_text);
    const bool says_something =
        !words.text.empty() || (words.kind != ReportKind::line && (!words.title.empty() || fields != "{}"));
    checks.that(says_something, "text", "report.say_something");
    checks.that(fields.size() <= most_fields, "fields", "report.parts_too_long");
    return checks.result();
}

std::string hash(std::string_view token) {
    unsigned char digest[32];
    crypto_generichash(digest, sizeof digest, reinterpret_cast<const unsigned char*>(token.data()),
                       token.size(), nullptr, 0);
    return to_hex({reinterpret_cast<const char*>(digest), sizeof digest});
}

std::optional<Id> optional(Id id) {
    return id ? std::optional(id) : std::nullopt;
}

}  // namespace

Result<Report> add(db::Writer& writer, IdSource& ids, const NewReport& words, Time now) {
    const std::string fields = to_fields(form_parts(words.fields));
    if (auto checked = check(words, fields); !checked) return std::unexpected(std::move(checked).error());
    Report report{.id = ids.next(),
                  .product_id = words.product,
                  .person_id = words.person,
                  .kind = words.kind,
                  .title = words.title,
                  .text = words.text,
                  .fields = fields,
                  .source = words.source,
                  .source_id = words.source_id,
                  .lang = words.lang,
                  .said_at = now,
                  .state = ReportState::waiting,
                  .revision = 1,
                  .visibility = words.visibility};
    if (!store::insert(writer, report)) return refuse(409, "report.known_already");
    return report;
}

std::vector<FormPart> form_parts(std::string_view fields) {
    boost::system::error_code error;
    const boost::json::value parsed = boost::json::parse(fields, error);
    std::vector<FormPart> parts;
    if (error || !parsed.is_object()) return parts;
    for (const auto& [name, value] : parsed.get_object())
        if (auto text = scalar_text(value); text && !text->empty())
            parts.push_back({std::string(name), *text});
    return parts;
}

std::string to_fields(const std::vector<FormPart>& parts) {
    boost::json::object object;
    for (const auto& [name, text] : parts)
        if (!text.empty()) object[name] = text;
    return boost::json::serialize(object);
}

std::string body(const Report& report) {
    std::string all = report.text;
    // How often it happens is one of a few words that everybody shares.
    for (const auto& [name, text] : form_parts(report.fields))
        if (name != "how_often") all.append("\n").append(text);
    return all;
}

Report as_shown(Report report) {
    if (report.visibility == moderation::Visibility::shown) return report;
    report.title.clear();
    report.text.clear();
    report.fields = "{}";
    return report;
}

std::string_view quote(const Report& report, const std::vector<FormPart>& parts) {
    if (report.visibility != moderation::Visibility::shown) return people::gone_words;
    if (!report.text.empty()) return report.text;
    if (!report.title.empty()) return report.title;
    return parts.empty() ? people::gone_words : std::string_view(parts.front().text);
}

std::optional<Report> find(db::Reader& reader, Id id) {
    return store::find(reader, id);
}
std::optional<Report> find(db::Reader& reader, const std::string& source, const std::string& source_id) {
    return store::find(reader, source, source_id);
}
std::vector<Report> find(db::Reader& reader, const std::vector<Id>& ids) {
    return store::find(reader, ids);
}
std::vector<Report> waiting(db::Reader& reader, Id product, std::int64_t offset, std::int64_t limit) {
    return store::waiting(reader, product, offset, limit);
}
std::int64_t count_waiting(db::Reader& reader, Id product) {
    return store::count_waiting(reader, product);
}
std::vector<Report> waiting_after(db::Reader& reader, Id product, Id after, Time until, std::int64_t limit) {
    return store::waiting_after(reader, product, after, until, limit);
}
std::vector<Report> of_demand(db::Reader& reader, Id demand, std::int64_t offset, std::int64_t limit) {
    return store::of_demand(reader, demand, offset, limit);
}
std::vector<Report> of_person(db::Reader& reader, Id person, std::int64_t offset, std::int64_t limit) {
    return store::of_person(reader, person, offset, limit);
}
std::int64_t count_of_person(db::Reader& reader, Id person) {
    return store::count_of_person(reader, person);
}
std::optional<Report> first_of(db::Reader& reader, Id demand, Id person) {
    return store::first_of(reader, demand, person);
}
void set_weight(db::Writer& writer, const Report& report, const Weight& weight) {
    store::set_weight(writer, report, weight);
}
std::vector<Spoken> spoken_for(db::Reader& reader, Id demand) {
    return store::spoken_for(reader, demand);
}
std::vector<FirstSaid> first_said_by(db::Reader& reader, const std::vector<Id>& people) {
    return store::first_said_by(reader, people);
}
std::vector<Said> said_by(db::Reader& reader, const std::vector<Id>& people, Id product) {
    return store::said_by(reader, people, product);
}
std::vector<Said> said_for(db::Reader& reader, Id demand) {
    return store::said_for(reader, demand);
}
std::vector<Voice> voices_for(db::Reader& reader, const std::vector<Id>& demands, Time since) {
    return store::voices_for(reader, demands, since);
}
std::vector<Voice> voices_in(db::Reader& reader, Id product, Time since) {
    return store::voices_in(reader, product, since);
}
std::vector<Said> said_in(db::Reader& reader, Id product) {
    return store::said_in(reader, product);
}
std::int64_t count_of_demand(db::Reader& reader, Id demand) {
    return store::count_of_demand(reader, demand);
}
std::vector<Revised> revisions(db::Reader& reader, Id product) {
    return store::revisions(reader, product);
}
std::vector<Id> said_since(db::Reader& reader, Id product, Time since) {
    return store::said_since(reader, product, since);
}
std::vector<Report> all_after(db::Reader& reader, Id after, std::int64_t limit) {
    return store::all_after(reader, after, limit);
}

Moved put(db::Writer& writer, Id report, Id home, Id demand, Id by, Time now) {
    return store::update(writer, report, {ReportState::placed, demand, home, "", optional(by), now});
}

Moved set_no_demand(db::Writer& writer, Id report, const std::string& reason, Id by, Time now) {
    return store::update(writer, report,
                         {ReportState::no_demand, std::nullopt, std::nullopt, reason, optional(by), now});
}

std::vector<Moved> lend(db::Writer& writer, Id from, Id into) {
    return store::lend(writer, from, into);
}

std::vector<Moved> call_back(db::Writer& writer, const std::vector<Id>& homes, Id demand) {
    std::vector<Moved> all;
    for (const Id home : homes) {
        const std::vector<Moved> moved = store::call_back(writer, home, demand);
        all.insert(all.end(), moved.begin(), moved.end());
    }
    return all;
}

Report set_visibility(db::Writer& writer, Id report, moderation::Visibility visibility,
                      const std::string& hidden_reason) {
    store::set_visibility(writer, report, visibility, hidden_reason);
    return *store::find(writer, report);
}

std::vector<Report> take_words(db::Writer& writer, Id person) {
    store::take_words(writer, person);
    return store::of_person(writer, person, 0, store::count_of_person(writer, person));
}

void keep(db::Writer& writer, std::string_view token, const KeptWords& words, Time now) {
    store::replace_kept(writer, {hash(token), words.product_id, words.demand_id, words.kind, words.title,
                                 words.text, words.fields, now});
}

std::optional<KeptWords> kept(db::Reader& reader, std::string_view token) {
    return store::kept(reader, hash(token));
}

std::optional<KeptWords> take_kept(db::Writer& writer, std::string_view token) {
    const std::string key = hash(token);
    auto words = store::kept(writer, key);
    if (words) store::delete_kept(writer, key);
    return words;
}

void forget_kept(db::Writer& writer, Time before) {
    store::delete_kept_before(writer, before);
}

}  // namespace canyu::report
