// Words on their way in: a member's become a report, a visitor's are kept until they have an account.
#include "base/log.hpp"
#include "features/demand/pages.hpp"
#include "features/demand/state.hpp"
#include "platform/web/sessions.hpp"

namespace canyu::demand {
namespace {

constexpr std::string_view kept_cookie = "kept_words";
constexpr std::int64_t thirty_days = 30 * 86'400;  // seconds

NewReport new_report(Id person, const report::KeptWords& words, std::string_view reader_language) {
    NewReport report;
    report.person = person;
    report.product = words.product_id;
    report.kind = words.kind;
    report.title = words.title;
    report.text = words.text;
    report.fields = words.fields;
    report.source = "site";
    report.lang = language_of(words.title + words.text + words.fields);
    if (report.lang.empty() && reader_language == "en") report.lang = "en";
    return report;
}

bool says_something(const report::KeptWords& words) {
    return !words.title.empty() || !words.text.empty() || report::form_parts(words.fields).size() > 0;
}

// Answers the demand or the report to go on to.
Result<web::Done> take_in(db::Writer& writer, Demands& demands, Id person, const report::KeptWords& words,
                          std::string_view reader_language, Time now) {
    CANYU_TRY(const Id report, demands.report(writer, new_report(person, words, reader_language), now));
    if (!words.demand_id) return web::Done{"/reports/" + to_string(report), {"demand.said", {}}};
    if (auto put = demands.put_into(writer, report, *words.demand_id, person, now); !put)
        return std::unexpected(std::move(put).error());
    return web::Done{card(writer, *words.demand_id).url, {"demand.said_there", {}}};
}

Result<web::Done> finish_words(db::Writer& writer, Demands& demands, Id person,
                               const report::KeptWords& words, const web::Context& context) {
    if (says_something(words))
        return take_in(writer, demands, person, words, web::tag(context.language()), context.now());
    if (!words.demand_id) return web::Done{};
    CANYU_TRY([[maybe_unused]] const bool is_new,
              demands.support(writer, *words.demand_id, person, "", context.now()));
    return web::Done{};
}

// "" for none, and for what is none of ours.
std::string token_of(const web::Context& context) {
    const std::string_view token = context.cookie(kept_cookie).value_or("");
    return std::string(web::is_random_token(token) ? token : "");
}

// A form sent twice must give the browser one token, for only the first keeps the words: the form's one-time
// key is as random, and the same for both.
std::string new_token(const web::Context& context) {
    const std::string_view key = context.form().get("submission_key").value_or("");
    return web::is_random_token(key) ? std::string(key) : web::random_token();
}

// Whole words of a visitor, on one line or in parts, as they are shown beside the sign-up form.
std::string shown(const report::KeptWords& words) {
    std::string text = words.title;
    const auto add = [&](const std::string& part) {
        if (!part.empty()) text += (text.empty() ? "" : "\n") + part;
    };
    add(words.text);
    for (const auto& [name, part] : report::form_parts(words.fields)) add(part);
    return text;
}

}  // namespace

Result<web::Done> say(web::Context& context, Demands& demands, const SaidWords& words) {
    const auto product =
        context.read([&](db::Reader& reader) { return choose_product(reader, words.product); });
    if (!product) return std::unexpected(product.error());
    const report::KeptWords said{product->id, words.join, words.kind, words.title, words.text, words.fields};
    if (!context.person()) return keep_for_visitor(context, said);
    return context.act([&](db::Writer& writer) {
        return take_in(writer, demands, context.member().person, said, web::tag(context.language()),
                       context.now());
    });
}

Result<web::Done> keep_for_visitor(web::Context& context, const report::KeptWords& words) {
    std::string token = token_of(context);
    if (token.empty()) token = new_token(context);
    CANYU_TRY(web::Done done, context.act([&](db::Writer& writer) -> Result<web::Done> {
        report::keep(writer, token, words, context.now());
        return web::Done{"/sign-up?kept=1&next=%2Fme", {}};
    }));
    context.set_cookie({std::string(kept_cookie), token, thirty_days, true, false});
    return done;
}

void finish_kept_words(web::Context& context, Demands& demands, Id person) {
    const std::string token = token_of(context);
    if (token.empty()) return;
    const auto finish = [&](bool with_demand) {
        return context.store().write([&](db::Writer& writer) -> Result<web::Done> {
            auto words = report::take_kept(writer, token);
            if (!words) return web::Done{};
            if (!with_demand) words->demand_id.reset();
            return finish_words(writer, demands, person, *words, context);
        });
    };
    // The demand may have gone its way meanwhile; the words are taken in all the same.
    auto finished = finish(true);
    if (!finished) finished = finish(false);
    // They stay kept then, for the next time; signing in must not fail for them.
    if (!finished) return log::error("demand.kept_words", {{"problem", finished.error().message.key}});
    context.set_cookie({std::string(kept_cookie), "", 0, true, false});
}

std::string kept_words(web::Context& context) {
    const std::string token = token_of(context);
    if (token.empty()) return "";
    return context.read([&](db::Reader& reader) -> std::string {
        const auto words = report::kept(reader, token);
        if (!words) return "";
        std::string text = shown(*words);
        // Who only pressed "me too" sees what they asked for.
        return text.empty() && words->demand_id ? card(reader, *words->demand_id).title : text;
    });
}

}  // namespace canyu::demand
