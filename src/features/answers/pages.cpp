// What waits for an answer: for everybody, and for the one who was asked.
#include "features/answers/pages.hpp"

namespace canyu::answers {
namespace {

using web::Access;
using web::Context;
using web::Done;

constexpr std::int64_t topics_per_page = 30;

WaitingPage waiting_page(Context& context) {
    return context.read([&](db::Reader& reader) {
        const Id viewer = context.person() ? context.person()->person : Id{};
        WaitingPage page;
        page.silent_count = forum::count_silent(reader, context.now());
        if (viewer) page.waiting_for_me = waiting_for(reader, viewer, context.now());
        const std::int64_t number =
            std::min(context.page(), web::page_count(page.silent_count, topics_per_page));
        const auto ids = silent_ids(reader, (number - 1) * topics_per_page, topics_per_page, context.now());
        for (forum::TopicCard& card : forum::topic_cards(reader, ids, viewer, context.now())) {
            const Heat heat = heat_of(card, context.now());
            page.silent.push_back({std::move(card), heat});
        }
        page.pagination = web::paginate(context.query(), number, page.silent_count, topics_per_page);
        return page;
    });
}

Result<Done> post_pass(Context& context) {
    CANYU_TRY(const Id topic, context.id("topic"));
    return context.act([&](db::Writer& writer) -> Result<Done> {
        if (auto passed = pass_on(writer, topic, context.member().person, context.now()); !passed)
            return std::unexpected(std::move(passed).error());
        return Done{"/waiting", {"answers.said_passed", {}}};
    });
}

}  // namespace

Heat heat_of(const forum::TopicCard& topic, Time now) {
    const auto silence = now - topic.opened_at;
    if (silence < std::chrono::days(1)) return Heat::today;
    if (silence < std::chrono::days(7)) return Heat::days;
    return silence < std::chrono::days(28) ? Heat::week : Heat::weeks;
}

std::vector<Id> silent_ids(db::Reader& reader, std::int64_t skipped, std::int64_t limit, Time now) {
    std::vector<Id> ids;
    for (const forum::Silent& topic : forum::silent(reader, now, skipped, limit)) ids.push_back(topic.topic);
    return ids;
}

void add_pages(web::Site& site) {
    site.get("/waiting", Access::visitor, "answers/waiting.html", [](Context& c) { return waiting_page(c); },
             {.summary = "Topics nobody has answered, the longest silence first; and those that wait for me",
              .cached = true});
    site.post("/waiting/{topic}/pass", Access::member, [](Context& c) { return post_pass(c); },
              {.summary = "Let somebody else be asked"});
    add_studio_pages(site);
}

}  // namespace canyu::answers
