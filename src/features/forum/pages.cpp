// Reading boards and topics, opening topics and answering.
#include <fmt/core.h>

#include "base/text.hpp"
#include "features/forum/forms.hpp"
#include "features/forum/forum.hpp"
#include "features/forum/store.hpp"
#include "features/forum/views.hpp"
#include "features/forum/writing.hpp"
#include "platform/markdown/markdown.hpp"
#include "platform/web/site.hpp"

namespace canyu::forum {
namespace {

constexpr std::int64_t topics_per_page = 30;
constexpr std::int64_t lively_on_boards_page = 12;

const std::string& name_of(const Board& board, web::Language language) {
    return language == web::Language::zh ? board.name_zh : board.name_en;
}
const std::string& about_of(const Board& board, web::Language language) {
    return language == web::Language::zh ? board.about_zh : board.about_en;
}
std::string url_of(const Board& board) {
    return "/b/" + board.slug;
}

BoardsPage boards_page(web::Context& context) {
    return context.read([&](db::Reader& reader) {
        BoardsPage page;
        for (const Board& board : store::boards(reader))
            page.boards.push_back({name_of(board, context.language()), about_of(board, context.language()),
                                   url_of(board), store::count_topics(reader, board.id)});
        page.lively = lively(reader, lively_on_boards_page, context.now());
        return page;
    });
}

Result<BoardPage> board_page(web::Context& context) {
    return context.read([&](db::Reader& reader) -> Result<BoardPage> {
        const auto board = store::board(reader, context.parameter("board"));
        if (!board) return not_found();
        const std::int64_t count = store::count_topics(reader, board->id);
        const std::int64_t page = std::min(context.page(), web::page_count(count, topics_per_page));
        const auto topics = store::topics(reader, board->id, (page - 1) * topics_per_page, topics_per_page);
        return BoardPage{name_of(*board, context.language()),
                         about_of(*board, context.language()),
                         url_of(*board),
                         count,
                         to_cards(reader, topics, context.now()),
                         web::paginate(context.query(), page, count, topics_per_page)};
    });
}

Result<NewTopicPage> new_topic_page(web::Context& context, const NewTopicForm& form) {
    const auto board =
        context.read([&](db::Reader& reader) { return store::board(reader, context.parameter("board")); });
    if (!board) return not_found();
    return NewTopicPage{name_of(*board, context.language()), url_of(*board), form.title, form.markdown};
}

Result<web::Done> post_topic(web::Context& context, const NewTopicForm& form) {
    CANYU_TRY(const PreparedText text, context.read([&](db::Reader& reader) {
        return prepare_topic(reader, form.title, form.markdown);
    }));
    return context.act([&](db::Writer& writer) -> Result<web::Done> {
        const auto board = store::board(writer, context.parameter("board"));
        if (!board) return not_found();
        const NewTopic topic{
            board->product_id, {board->id, "", {}, ""}, context.member().person, clean_line(form.title)};
        CANYU_TRY(const Made made, open_topic(writer, context.ids(), topic, text, context.now()));
        return web::Done{topic_url(made.number), {"forum.topic_opened", {}}};
    });
}

ForumPost view_of(const store::TopicRow& topic, store::PostRow post, const people::Card& author,
                  std::int64_t page) {
    return {post.id,
            post.floor,
            author,
            std::move(post.html),
            post.created_at,
            fmt::format("/t/{}/{}", topic.number, post.floor),
            fmt::format("/t/{}?page={}&quote={}#reply", topic.number, page, post.floor),
            post.author_id == topic.author_id && post.floor > 1};
}

// What the reply box holds when somebody followed "Quote" on a floor without JavaScript.
std::string quoted(db::Reader& reader, const store::TopicRow& topic, std::int64_t floor) {
    const auto post = store::post(reader, topic.id, floor);
    if (!post) return {};
    const auto author = people::find(reader, post->author_id);
    return markdown::quote(post->markdown, author ? author->name : "");
}

Result<TopicPage> topic_page(web::Context& context, const ReplyForm& reply) {
    CANYU_TRY(const std::int64_t number, context.number("topic"));
    return context.read([&](db::Reader& reader) -> Result<TopicPage> {
        const auto topic = store::topic(reader, number);
        if (!topic) return not_found();
        const std::int64_t last_page = web::page_count(topic->post_count, posts_per_page);
        const std::int64_t page = std::min(context.page(), last_page);
        TopicPage view;
        view.topic_title = topic->title;
        view.topic_number = topic->number;
        view.post_count = topic->post_count;
        view.subject_url = topic->subject_url;
        if (const auto board = store::board(reader, topic->board_id)) {
            view.board_name = name_of(*board, context.language());
            view.board_url = url_of(*board);
        }
        auto posts = store::posts(reader, topic->id, (page - 1) * posts_per_page + 1, page * posts_per_page);
        std::vector<Id> authors;
        for (const auto& post : posts) authors.push_back(post.author_id);
        const auto cards = people::cards(reader, authors);
        for (auto& post : posts) {
            const Id author = post.author_id;
            view.posts.push_back(view_of(*topic, std::move(post), cards.at(author), page));
        }
        view.pagination = web::paginate(context.query(), page, topic->post_count, posts_per_page);
        const auto quote = parse_id(context.query().get("quote").value_or(""));
        view.markdown =
            reply.markdown.empty() && quote ? quoted(reader, *topic, quote->value) : reply.markdown;
        return view;
    });
}

Result<web::Done> post_reply(web::Context& context, const ReplyForm& form) {
    CANYU_TRY(const std::int64_t number, context.number("topic"));
    auto [topic, text] = context.read([&](db::Reader& reader) {
        return std::pair(store::topic(reader, number), prepare(reader, form.markdown));
    });
    if (!topic) return not_found();
    if (!text) return std::unexpected(std::move(text).error());
    return context.act([&, &found = *topic, &prepared = *text](db::Writer& writer) -> Result<web::Done> {
        const NewPost post{found.id, context.member().person};
        CANYU_TRY(const Made made, add_post(writer, context.ids(), post, prepared, context.now()));
        return web::Done{post_url(made.number, made.floor), {"forum.posted", {}}};
    });
}

// A permalink stays right when the number of posts on a page changes.
Result<http::Response> floor_redirect(web::Context& context) {
    CANYU_TRY(const std::int64_t number, context.number("topic"));
    CANYU_TRY(const std::int64_t floor, context.number("floor"));
    const auto topic = context.read([&](db::Reader& reader) { return store::topic(reader, number); });
    if (!topic || floor > topic->post_count) return not_found();
    return http::see_other(post_url(number, floor));
}

}  // namespace

void add_pages(web::Site& site, media::Reencoder& reencoder) {
    using web::Access;
    site.get("/b", Access::visitor, "forum/boards.html", [](web::Context& c) { return boards_page(c); },
             {.summary = "All boards, and where people are talking", .cached = true});
    site.get("/b/{board}", Access::visitor, "forum/board.html", [](web::Context& c) { return board_page(c); },
             {.summary = "A board's topics, newest talk first", .cached = true});
    site.form("/b/{board}/new", Access::member, "forum/new_topic.html", new_topic_page,
              [](web::Context& c, const NewTopicForm& form) { return post_topic(c, form); },
              {.summary = "Open a topic in a board", .per_minute = 10});
    site.get("/t/{topic}", Access::visitor, "forum/topic.html",
             [](web::Context& c) { return topic_page(c, {}); },
             {.summary = "A topic's posts on numbered pages", .cached = true});
    site.post("/t/{topic}/posts", Access::member,
              [](web::Context& c, const ReplyForm& form) { return post_reply(c, form); }, "forum/topic.html",
              topic_page, {.summary = "Reply to a topic", .per_minute = 30});
    site.get("/t/{topic}/{floor}", Access::visitor, "", [](web::Context& c) { return floor_redirect(c); },
             {.summary = "A post's permanent address; leads to the page it stands on"});
    add_writing_pages(site, reencoder);
}

}  // namespace canyu::forum
