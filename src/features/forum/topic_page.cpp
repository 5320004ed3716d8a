// A topic's posts on numbered pages, and answering it.
#include <fmt/core.h>

#include <algorithm>

#include "base/log.hpp"
#include "features/forum/forms.hpp"
#include "features/forum/views.hpp"
#include "features/forum/writing.hpp"
#include "platform/markdown/markdown.hpp"
#include "platform/web/site.hpp"

namespace canyu::forum {
namespace {

using moderation::Visibility;
using web::Access;
using web::Context;

constexpr std::size_t ruling_characters = 200;

// Author and staff see what is held or declined; everybody else sees that it was there.
bool sees(const Context& context, Id author) {
    const web::Identity* person = context.person();
    return person && (person->person == author || person->role != web::Role::member);
}

// Nobody waits for it and nobody's reading fails with it: the next look tries again.
void remember_later(Context& context, Id topic, std::int64_t floor) {
    const auto done = [](const std::exception_ptr& error) {
        if (error) log::warning("reading.not_remembered");
    };
    try {
        context.store().write_later(
            [person = context.member().person, topic, floor, now = context.now()](db::Writer& writer) {
                reading::advance(writer, person, topic, floor, now);
                return true;
            },
            done);
    } catch (const db::Unavailable&) {
        done(std::current_exception());
    }
}

// What stands beside the posts of a page, read at once.
struct Beside {
    std::unordered_map<Id, people::Card> cards;
    std::vector<Expert> experts;
    std::string board_name;
    std::string product_name;
    std::vector<reading::Mark> marks;
};

std::string expert_for(const Beside& beside, Id author) {
    const auto expert = std::ranges::find(beside.experts, author, &Expert::person_id);
    if (expert == beside.experts.end()) return {};
    return expert->scope == Scope::board ? beside.board_name : beside.product_name;
}

ForumPost view_of(const Context& context, const store::TopicRow& topic, const store::PostRow& post,
                  const Beside& beside, std::int64_t page) {
    ForumPost view;
    view.id = post.id;
    view.floor = post.floor;
    view.at = post.created_at;
    view.url = view.act_url = fmt::format("/t/{}/{}", topic.number, post.floor);
    view.held = post.visibility == Visibility::held;
    view.declined = post.visibility == Visibility::hidden;
    view.declined_reason = post.hidden_reason;
    view.gone = post.visibility != Visibility::shown && !sees(context, post.author_id);
    if (view.gone) return view;
    view.author = beside.cards.at(post.author_id);
    view.body = post.html;
    view.taken = post.markdown.empty();
    view.quote_url = fmt::format("/t/{}?page={}&quote={}#reply", topic.number, page, post.floor);
    view.flag_url = fmt::format("/flags/post/{}", to_string(post.id));
    view.by_opener = post.author_id == topic.author_id && post.floor > 1;
    view.expert_for = expert_for(beside, post.author_id);
    view.is_ruling = topic.ruling_floor == post.floor;
    view.may_answer = post.floor > 1;
    const Id viewer = viewer_of(context);
    view.mine = viewer && viewer == post.author_id;
    for (const reading::Mark& mark : beside.marks) {
        if (mark.post_id != post.id) continue;
        ++view.helpful_count;
        view.i_found_helpful |= mark.person_id == viewer;
    }
    return view;
}

// What the reply box holds when somebody followed "Quote" on a floor without JavaScript.
std::string quoted(db::Reader& reader, const store::TopicRow& topic, std::int64_t floor) {
    const auto post = store::post(reader, topic.id, floor);
    if (!post || post->visibility != Visibility::shown) return {};
    const auto author = people::find(reader, post->author_id);
    return markdown::quote(post->markdown, author ? author->name : "");
}

std::optional<RulingView> ruling_of(db::Reader& reader, const store::TopicRow& topic) {
    if (topic.ruling_floor == 0) return std::nullopt;
    const auto post = store::post(reader, topic.id, topic.ruling_floor);
    if (!post) return std::nullopt;
    const auto cards = people::cards(reader, {post->author_id, topic.ruled_by});
    return RulingView{cards.at(post->author_id), cards.at(topic.ruled_by).display,
                      markdown::excerpt(post->markdown, ruling_characters),
                      post_url(topic.number, topic.ruling_floor)};
}

void add_place(db::Reader& reader, const Context& context, const store::TopicRow& topic, Beside& beside,
               TopicPage& view) {
    view.subject_url = topic.subject_url;
    if (const auto board = store::board(reader, topic.board_id)) {
        view.board_name = beside.board_name = name(*board, context.language());
        view.board_url = url_of(*board);
    }
    if (const auto product = products::find(reader, topic.product_id))
        beside.product_name = products::name(*product, context.language());
    beside.experts = store::experts_for(reader, topic.board_id, topic.product_id);
}

void add_posts(db::Reader& reader, const Context& context, const store::TopicRow& topic, std::int64_t page,
               Beside beside, TopicPage& view) {
    view.first_floor = (page - 1) * posts_per_page + 1;
    // Of a topic that is not shown, only its beginning says so.
    const std::int64_t last = view.topic_title.empty() ? 1 : page * posts_per_page;
    const auto posts = store::posts(reader, topic.id, view.first_floor, last);
    std::vector<Id> authors;
    std::vector<Id> ids;
    for (const auto& post : posts) {
        authors.push_back(post.author_id);
        ids.push_back(post.id);
    }
    beside.cards = people::cards(reader, authors);
    beside.marks = reading::marks(reader, ids);
    for (const auto& post : posts) view.posts.push_back(view_of(context, topic, post, beside, page));
    if (!view.topic_title.empty())
        view.pagination = web::paginate(context.query(), page, topic.post_count, posts_per_page);
}

void add_reader(db::Reader& reader, const store::TopicRow& topic, Id viewer, TopicPage& view) {
    if (!viewer) return;
    const auto stance = reading::stance(reader, viewer, reading::Thing::topic, topic.id);
    view.follows = stance == reading::Stance::follows;
    view.muted = stance == reading::Stance::muted;
    view.can_rule = may_rule(reader, topic, viewer);
    const auto floors = reading::floors(reader, viewer, {topic.id});
    if (const auto read = floors.find(topic.id); read != floors.end()) {
        view.new_count = topic.post_count - read->second;
        if (view.new_count > 0) view.new_url = post_url(topic.number, read->second + 1);
    }
}

struct Shown {
    TopicPage view;
    Id topic;
    std::int64_t last_floor = 0;
};

Result<Shown> show(Context& context, db::Reader& reader, const ReplyForm& reply) {
    CANYU_TRY(const store::TopicRow topic, topic_of(context, reader));
    const std::int64_t last_page = web::page_count(topic.post_count, posts_per_page);
    const std::int64_t page = std::min(context.page(), last_page);
    TopicPage view;
    view.closed = topic.visibility != Visibility::shown;
    if (!view.closed || sees(context, topic.author_id)) view.topic_title = topic.title;
    view.topic_number = topic.number;
    view.post_count = topic.post_count;
    Beside beside;
    add_place(reader, context, topic, beside, view);
    add_posts(reader, context, topic, page, std::move(beside), view);
    add_reader(reader, topic, viewer_of(context), view);
    view.ruling = ruling_of(reader, topic);
    const auto quote = parse_id(context.query().get("quote").value_or(""));
    view.markdown = reply.markdown.empty() && quote ? quoted(reader, topic, quote->value) : reply.markdown;
    return Shown{std::move(view), topic.id, std::min(page * posts_per_page, topic.post_count)};
}

Result<TopicPage> topic_page(Context& context, const ReplyForm& reply) {
    CANYU_TRY(Shown shown, context.read([&](db::Reader& reader) { return show(context, reader, reply); }));
    if (context.person()) remember_later(context, shown.topic, shown.last_floor);
    return std::move(shown.view);
}

Result<web::Done> post_reply(Context& context, const ReplyForm& form) {
    CANYU_TRY(const PreparedText text, context.read([&](db::Reader& reader) -> Result<PreparedText> {
        if (auto topic = topic_of(context, reader); !topic) return std::unexpected(std::move(topic).error());
        return prepare(reader, form.markdown);
    }));
    return context.act([&](db::Writer& writer) -> Result<web::Done> {
        CANYU_TRY(const store::TopicRow topic, topic_of(context, writer));
        const Id author = context.member().person;
        CANYU_TRY(const auto held, judge(writer, author, false, text, context.now()));
        CANYU_TRY(const Made made,
                  add_post(writer, context.ids(), {topic.id, author, held}, text, context.now()));
        return web::Done{post_url(made.number, made.floor), said(made, "forum.posted")};
    });
}

// A permalink stays right when the number of posts on a page changes.
Result<http::Response> floor_redirect(Context& context) {
    CANYU_TRY(const std::int64_t floor, context.number("floor"));
    return context.read([&](db::Reader& reader) -> Result<http::Response> {
        CANYU_TRY(const store::TopicRow topic, topic_of(context, reader));
        if (floor > topic.post_count) return not_found();
        return http::see_other(post_url(topic.number, floor));
    });
}

}  // namespace

Result<store::TopicRow> topic_of(Context& context, db::Reader& reader) {
    CANYU_TRY(const std::int64_t number, context.number("topic"));
    auto topic = store::topic(reader, number);
    if (!topic) return not_found();
    if (topic->visibility == Visibility::held && !sees(context, topic->author_id)) return not_found();
    return *std::move(topic);
}

void add_topic_pages(web::Site& site) {
    site.get("/t/{topic}", Access::visitor, "forum/topic.html", [](Context& c) { return topic_page(c, {}); },
             {.summary = "A topic's posts on numbered pages", .cached = true});
    site.post("/t/{topic}/posts", Access::member,
              [](Context& c, const ReplyForm& form) { return post_reply(c, form); }, "forum/topic.html",
              topic_page, {.summary = "Reply to a topic", .per_minute = 30});
    site.get("/t/{topic}/{floor}", Access::visitor, "", [](Context& c) { return floor_redirect(c); },
             {.summary = "A post's permanent address; leads to the page it stands on"});
}

}  // namespace canyu::forum
