// Reading boards and opening topics.
#include <algorithm>

#include "base/text.hpp"
#include "features/forum/forms.hpp"
#include "features/forum/views.hpp"
#include "features/forum/writing.hpp"
#include "platform/web/site.hpp"

namespace canyu::forum {
namespace {

using web::Access;
using web::Context;

constexpr std::int64_t topics_per_page = 30;
constexpr std::int64_t lively_on_boards_page = 12;

std::optional<reading::Stance> stance_on(db::Reader& reader, Id viewer, const Board& board) {
    if (!viewer) return std::nullopt;
    return reading::stance(reader, viewer, reading::Thing::board, board.id);
}

BoardsPage boards_page(Context& context) {
    return context.read([&](db::Reader& reader) {
        BoardsPage page;
        for (const Board& board : store::boards(reader)) {
            const auto stance = stance_on(reader, viewer_of(context), board);
            page.boards.push_back({name(board, context.language()), about(board, context.language()),
                                   url_of(board), store::count_topics(reader, board.id),
                                   stance == reading::Stance::follows, stance == reading::Stance::muted});
        }
        page.lively = lively(reader, viewer_of(context), lively_on_boards_page, context.now());
        return page;
    });
}

Result<BoardPage> board_page(Context& context, const BoardQuery& query) {
    return context.read([&](db::Reader& reader) -> Result<BoardPage> {
        CANYU_TRY(const Board board, board_of(context, reader));
        const Id viewer = viewer_of(context);
        const auto stance = stance_on(reader, viewer, board);
        BoardPage page;
        page.board_name = name(board, context.language());
        page.board_about = about(board, context.language());
        page.board_url = url_of(board);
        page.topic_count = store::count_topics(reader, board.id);
        page.follows_board = stance == reading::Stance::follows;
        page.muted_board = stance == reading::Stance::muted;
        const std::int64_t number =
            std::min(context.page(), web::page_count(page.topic_count, topics_per_page));
        const auto topics = store::topics(reader, board.id, (number - 1) * topics_per_page, topics_per_page);
        page.topics = to_cards(reader, topics, Marks(reader, viewer, topics), context.now());
        // Who looks at a muted board asks for it.
        if (!query.muted && !page.muted_board)
            page.left_out = static_cast<std::int64_t>(std::erase_if(page.topics, &TopicCard::muted));
        page.pagination = web::paginate(context.query(), number, page.topic_count, topics_per_page);
        return page;
    });
}

Result<NewTopicPage> new_topic_page(Context& context, const NewTopicForm& form) {
    return context.read([&](db::Reader& reader) -> Result<NewTopicPage> {
        CANYU_TRY(const Board board, board_of(context, reader));
        return NewTopicPage{name(board, context.language()), url_of(board), form.title, form.markdown};
    });
}

Result<web::Done> post_topic(Context& context, const NewTopicForm& form) {
    CANYU_TRY(const PreparedText text, context.read([&](db::Reader& reader) {
        return prepare_topic(reader, form.title, form.markdown);
    }));
    return context.act([&](db::Writer& writer) -> Result<web::Done> {
        CANYU_TRY(const Board board, board_of(context, writer));
        const Id author = context.member().person;
        CANYU_TRY(const auto held, judge(writer, author, true, text, context.now()));
        const NewTopic topic{board.product_id, {board.id, "", {}, ""}, author, clean_line(form.title), held};
        CANYU_TRY(const Made made, open_topic(writer, context.ids(), topic, text, context.now()));
        return web::Done{topic_url(made.number), said(made, "forum.topic_opened")};
    });
}

}  // namespace

const std::string& about(const Board& board, web::Language language) {
    return language == web::Language::zh ? board.about_zh : board.about_en;
}

std::string url_of(const Board& board) {
    return "/b/" + board.slug;
}

Id viewer_of(const Context& context) {
    return context.person() ? context.person()->person : Id{};
}

Result<Board> board_of(Context& context, db::Reader& reader) {
    auto board = store::board(reader, context.parameter("board"));
    if (!board) return not_found();
    return *std::move(board);
}

void add_pages(web::Site& site, media::Reencoder& reencoder) {
    site.get("/b", Access::visitor, "forum/boards.html", [](Context& c) { return boards_page(c); },
             {.summary = "All boards, and where people are talking", .cached = true});
    site.get(
        "/b/{board}", Access::visitor, "forum/board.html",
        [](Context& c, const BoardQuery& query) { return board_page(c, query); },
        {.summary = "A board's topics, newest talk first; without what the reader muted", .cached = true});
    site.form("/b/{board}/new", Access::member, "forum/new_topic.html", new_topic_page,
              [](Context& c, const NewTopicForm& form) { return post_topic(c, form); },
              {.summary = "Open a topic in a board", .per_minute = 10});
    add_topic_pages(site);
    add_acts(site);
    add_writing_pages(site, reencoder);
}

}  // namespace canyu::forum
