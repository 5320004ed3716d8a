// The member pages: routes and short handlers, in route order.
#include <sstream>

#include "engines/surfacing/rising/tally.hpp"
#include "features/demand/pages.hpp"
#include "features/demand/state.hpp"
#include "platform/web/checks.hpp"
#include "platform/web/site.hpp"

namespace canyu::demand {
namespace {

using web::Access;
using web::Context;
using web::Done;

Result<Done> say_line(Context& context, Demands& demands, const SayForm& form) {
    if (auto checked = check(form); !checked) return std::unexpected(std::move(checked).error());
    return say(context, demands, {form.product, ReportKind::line, "", form.text, "{}", form.join});
}

Result<Done> say_form(Context& context, Demands& demands, const ReportForm& form) {
    if (auto checked = check(form); !checked) return std::unexpected(std::move(checked).error());
    return say(context, demands,
               {form.product, *form.kind, clean_line(form.title), form.text, fields_of(form), form.join});
}

IsItThis is_it_this(Context& context, const Demands& demands, const SuggestQuery& query) {
    return context.read([&](db::Reader& reader) {
        IsItThis answer;
        const auto product = choose_product(reader, query.product);
        if (!product || (query.title.empty() && query.text.empty())) return answer;
        answer.suggestions = demands.suggest(reader, product->id, query.title, query.text, suggestions_shown);
        answer.found_count = static_cast<std::int64_t>(answer.suggestions.size());
        return answer;
    });
}

// "Yes, it is this": the author says where their words belong, while they wait.
Result<Done> join(Context& context, Demands& demands, const JoinForm& form) {
    CANYU_TRY(const Id id, context.id("report"));
    const Id person = context.member().person;
    return context.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(const report::Report report, get_report(writer, id));
        if (report.person_id != person) return forbidden();
        if (report.state != report::ReportState::waiting) return refuse(409, "demand.has_its_place");
        if (auto put = demands.put_into(writer, id, form.demand, person, context.now()); !put)
            return std::unexpected(std::move(put).error());
        return Done{card(writer, form.demand).url, {"demand.said_there", {}}};
    });
}

Result<Done> support(Context& context, Demands& demands, const SupportForm& form) {
    CANYU_TRY(const Addressed at, context.read([&](db::Reader& r) { return addressed(context, r); }));
    if (!context.person())
        return keep_for_visitor(context, {at.product.id, at.demand.id, ReportKind::line, "", form.why, "{}"});
    return context.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(const bool is_new,
                  demands.support(writer, at.demand.id, context.member().person, form.why, context.now()));
        const char* said = is_new ? "demand.supported" : "demand.supported_already";
        return Done{url(at.product, at.demand.number), {said, {}}};
    });
}

Result<Done> withdraw(Context& context, Demands& demands) {
    CANYU_TRY(const Addressed at, context.read([&](db::Reader& r) { return addressed(context, r); }));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = demands.withdraw(writer, at.demand.id, context.member().person, context.now()); !done)
            return std::unexpected(std::move(done).error());
        return Done{url(at.product, at.demand.number), {"demand.withdrawn", {}}};
    });
}

Result<Done> say_not_me(Context& context, Demands& demands) {
    CANYU_TRY(const Addressed at, context.read([&](db::Reader& r) { return addressed(context, r); }));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        auto done = demands.say_not_me(writer, at.demand.id, context.member().person, context.now());
        if (!done) return std::unexpected(std::move(done).error());
        return Done{url(at.product, at.demand.number), {"demand.said_not_me", {}}};
    });
}

Result<Done> take_not_me_back(Context& context, Demands& demands) {
    CANYU_TRY(const Addressed at, context.read([&](db::Reader& r) { return addressed(context, r); }));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        auto done = demands.take_not_me_back(writer, at.demand.id, context.member().person, context.now());
        if (!done) return std::unexpected(std::move(done).error());
        return Done{url(at.product, at.demand.number), {"demand.said_not_me_back", {}}};
    });
}

Result<http::Response> download_tally(Context& context, const Demands& demands) {
    const std::string& slug = context.parameter("product");
    std::ostringstream lines;
    const bool found = context.read([&](db::Reader& reader) {
        const auto product = products::find(reader, std::string_view(slug));
        if (product) surfacing::write_tally(lines, demands.tally(reader, *product, context.now()));
        return product.has_value();
    });
    if (!found) return not_found();
    http::Response response;
    response.headers.add("Content-Type", "application/x-ndjson");
    response.headers.add("Content-Disposition", "attachment; filename=\"" + slug + "-tally.jsonl\"");
    response.body = std::move(lines).str();
    return response;
}

Result<Done> judge(Context& context, Demands& demands, const VerdictForm& form) {
    web::Checks checks;
    checks.that(form.works.has_value(), "works", "field.choice");
    if (auto checked = checks.result(); !checked) return std::unexpected(std::move(checked).error());
    CANYU_TRY(const Addressed at, context.read([&](db::Reader& r) { return addressed(context, r); }));
    const bool works = *form.works == WorksAnswer::yes;
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto done = demands.judge(writer, at.demand.id, context.member().person, works, form.words,
                                      context.now());
            !done)
            return std::unexpected(std::move(done).error());
        const char* said = works ? "demand.glad_it_works" : "demand.sorry_it_does_not";
        return Done{url(at.product, at.demand.number), {said, {}}};
    });
}

Result<Done> open_talk(Context& context, const TalkForm& form) {
    CANYU_TRY(const forum::PreparedText text,
              context.read([&](db::Reader& reader) { return forum::prepare(reader, form.markdown); }));
    CANYU_TRY(const Addressed at, context.read([&](db::Reader& r) { return addressed(context, r); }));
    const std::string address = url(at.product, at.demand.number);
    return context.act([&](db::Writer& writer) -> Result<Done> {
        const Id author = context.member().person;
        CANYU_TRY(const auto held, forum::judge(writer, author, true, text, context.now()));
        const forum::NewTopic topic{
            at.product.id, {Id{}, "demand", at.demand.id, address}, author, at.demand.title, held};
        CANYU_TRY(const forum::Made made,
                  forum::open_topic(writer, context.ids(), topic, text, context.now()));
        return Done{forum::topic_url(made.number), forum::said(made, "demand.talk_opened")};
    });
}

void add_saying_pages(web::Site& site, Demands& demands) {
    site.get(
        "/", Access::visitor, "demand/room.html",
        [&](Context& context, const SayForm& form) { return room_page(context, demands, form); },
        {.summary = "The living room: what came of one's words, and what everybody is at", .cached = true});
    // open to visitors: what they write is kept until they have an account
    site.post(
        "/say", Access::visitor,
        [&](Context& context, const SayForm& form) { return say_line(context, demands, form); },
        "demand/room.html",
        [&](Context& context, const SayForm& form) { return room_page(context, demands, form); },
        {.summary = "Say something in one line, for a demand if `join` names one"});
    site.get("/is-it-this", Access::visitor, "demand/is_it_this.html",
             [&](Context& context, const SuggestQuery& query) -> Result<IsItThis> {
                 return is_it_this(context, demands, query);
             },
             {.summary = "The demands that may ask for what is being typed", .cached = true});
    // open to visitors: what they write is kept until they have an account
    site.form(
        "/reports/new", Access::visitor, "demand/new_report.html",
        [&](Context& context, const ReportForm& form) { return new_report_page(context, demands, form); },
        [&](Context& context, const ReportForm& form) { return say_form(context, demands, form); },
        {.summary = "Report a bug, a wish, an experience or something about the service"});
    site.get("/reports/{report}", Access::visitor, "demand/report.html",
             [&](Context& context) { return report_page(context, demands); },
             {.summary = "One person's words and what became of them", .cached = true});
    site.post("/reports/{report}/demand", Access::member,
              [&](Context& context, const JoinForm& form) { return join(context, demands, form); },
              {.summary = "Say that one's waiting words belong to a demand"});
}

void add_demand_pages(web::Site& site, Demands& demands) {
    site.get("/demands", Access::visitor, "demand/list.html",
             [](Context& context, const ListQuery& query) { return demands_page(context, query); },
             {.summary = "The demands of a product and its waterline", .cached = true});
    site.get("/tally/{product}", Access::member, "",
             [&](Context& context) { return download_tally(context, demands); },
             {.summary = "Everything the board of a product is counted from, to count it again"});
    site.get("/demands/{product}/{number}", Access::visitor, "demand/page.html",
             [&](Context& context) { return demand_page(context, demands); },
             {.summary = "A demand: where it stands, in whose words, and why there", .cached = true});
    // open to visitors: it is kept until they have an account
    site.post(
        "/demands/{product}/{number}/support", Access::visitor,
        [&](Context& context, const SupportForm& form) { return support(context, demands, form); },
        "demand/page.html",
        [&](Context& context, const SupportForm& form) {
            return demand_page_again(context, demands, {.why = form.why});
        },
        {.summary = "Me too, and why"});
    site.del("/demands/{product}/{number}/support", Access::member,
             [&](Context& context) { return withdraw(context, demands); },
             {.summary = "Take one's support back"});
    site.post("/demands/{product}/{number}/not-me", Access::member,
              [&](Context& context) { return say_not_me(context, demands); },
              {.summary = "Not me: asked, and without that wish"});
    site.del("/demands/{product}/{number}/not-me", Access::member,
             [&](Context& context) { return take_not_me_back(context, demands); },
             {.summary = "Take one's \"not me\" back"});
    site.post(
        "/demands/{product}/{number}/verdict", Access::member,
        [&](Context& context, const VerdictForm& form) { return judge(context, demands, form); },
        "demand/page.html",
        [&](Context& context, const VerdictForm& form) {
            return demand_page_again(context, demands, {.words = form.words});
        },
        {.summary = "Say whether what shipped works"});
    site.post(
        "/demands/{product}/{number}/talk", Access::member,
        [](Context& context, const TalkForm& form) { return open_talk(context, form); }, "demand/page.html",
        [&](Context& context, const TalkForm& form) {
            return demand_page_again(context, demands, {.markdown = form.markdown});
        },
        {.summary = "Open the talk under a demand"});
    site.get("/demands/{product}/{number}/people", Access::visitor, "demand/people.html",
             [](Context& context) { return demand_people_page(context); },
             {.summary = "Everybody who asked for a demand, the first one first", .cached = true});
    site.get("/demands/{product}/{number}/reports", Access::visitor, "demand/words.html",
             [](Context& context) { return demand_words_page(context); },
             {.summary = "Everything people said for a demand, newest first", .cached = true});
}

}  // namespace

void add_pages(web::Site& site, Demands& demands) {
    add_saying_pages(site, demands);
    add_demand_pages(site, demands);
    site.get("/search", Access::visitor, "demand/search.html",
             [&](Context& context, const SearchQuery& query) { return search_page(context, demands, query); },
             {.summary = "Find demands, reports, topics and posts", .cached = true});
}

}  // namespace canyu::demand
