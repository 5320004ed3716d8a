#include "features/forum/forum.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "base/text.hpp"
#include "features/forum/store.hpp"
#include "features/forum/writing.hpp"
#include "features/participation/participation.hpp"
#include "platform/markdown/markdown.hpp"
#include "platform/media/media.hpp"
#include "platform/web/checks.hpp"

namespace canyu::forum {
namespace {

constexpr std::chrono::hours cold_after{24};
constexpr std::size_t longest_post = 20'000;  // characters

bool is_slug(std::string_view slug) {
    return slug.size() >= 2 && slug.size() <= 40 && std::ranges::all_of(slug, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
           });
}

void record(db::Writer& writer, IdSource& ids, participation::Verb verb, Id author, Id product,
            participation::Object object, Id object_id, Time now) {
    participation::record(writer, ids, {author, product, "product", verb, object, object_id}, now);
}

std::int64_t page_of(std::int64_t floor) {
    return (floor - 1) / posts_per_page + 1;
}

Result<PreparedText> prepare_checked(db::Reader& reader, web::Checks& checks, const std::string& markdown) {
    checks.length("markdown", trim(markdown), 1, longest_post);
    if (auto checked = checks.result(); !checked) return std::unexpected(std::move(checked).error());
    auto rendered = markdown::render(
        markdown, {.person = [&](const std::string& name) { return people::find(reader, name).has_value(); },
                   .picture = [&](const std::string& digest) { return media::describe(reader, digest); }});
    if (rendered) return PreparedText{markdown, std::move(rendered->html), std::move(rendered->mentions)};
    checks.add("markdown", std::move(rendered).error().message);
    return std::unexpected(checks.result().error());
}

}  // namespace

std::vector<Board> boards(db::Reader& reader) {
    return store::boards(reader);
}

std::optional<Board> find_board(db::Reader& reader, std::string_view slug) {
    return store::board(reader, std::string(slug));
}

Result<void> check(const Board& board) {
    web::Checks checks;
    checks.that(is_slug(board.slug), "slug", "forum.slug");
    checks.length("name_zh", board.name_zh, 1, 40);
    checks.length("name_en", board.name_en, 1, 40);
    checks.length("about_zh", board.about_zh, 0, 200);
    checks.length("about_en", board.about_en, 0, 200);
    return checks.result();
}

Result<Board> create_board(db::Writer& writer, IdSource& ids, Board board, Time now) {
    if (auto checked = check(board); !checked) return std::unexpected(std::move(checked).error());
    board.id = ids.next();
    board.created_at = now;
    if (store::insert(writer, board)) return board;
    web::Checks taken;
    taken.add("slug", {"forum.slug_taken", {}});
    return std::unexpected(taken.result().error());
}

Result<void> update_board(db::Writer& writer, const Board& board) {
    if (auto checked = check(board); !checked) return checked;
    if (!store::update(writer, board)) return not_found();
    return {};
}

std::string topic_url(std::int64_t number, std::int64_t page) {
    return page <= 1 ? fmt::format("/t/{}", number) : fmt::format("/t/{}?page={}", number, page);
}

std::string post_url(std::int64_t number, std::int64_t floor) {
    return fmt::format("{}#floor-{}", topic_url(number, page_of(floor)), floor);
}

Result<PreparedText> prepare(db::Reader& reader, const std::string& markdown) {
    web::Checks checks;
    return prepare_checked(reader, checks, markdown);
}

Result<PreparedText> prepare_topic(db::Reader& reader, const std::string& title,
                                   const std::string& markdown) {
    web::Checks checks;
    checks.length("title", clean_line(title), 4, 120);
    return prepare_checked(reader, checks, markdown);
}

Result<Made> open_topic(db::Writer& writer, IdSource& ids, const NewTopic& topic, const PreparedText& text,
                        Time now) {
    if (topic.place.board && !store::board(writer, topic.place.board)) return not_found();
    const Place& place = topic.place;
    const store::TopicRow row{ids.next(),
                              topic.product,
                              products::next_number(writer, Id{}, "topic"),
                              place.board,
                              place.subject_kind,
                              place.subject,
                              place.subject_url,
                              topic.author,
                              topic.title,
                              1,
                              false,
                              now,
                              now};
    if (!store::insert(writer, row)) return refuse(409, "forum.talk_exists");
    const Id post = ids.next();
    store::insert(writer, store::PostRow{row.id, 1, post, topic.author, text.markdown, text.html, now});
    record(writer, ids, participation::Verb::open_topic, topic.author, topic.product,
           participation::Object::topic, row.id, now);
    return Made{row.id, post, row.number, 1};
}

Result<Made> add_post(db::Writer& writer, IdSource& ids, const NewPost& post, const PreparedText& text,
                      Time now) {
    const auto topic = store::topic(writer, post.topic);
    if (!topic) return not_found();
    const auto author = people::find(writer, post.author);
    const bool staff_answers = author && author->role != web::Role::member && topic->author_id != post.author;
    const auto floor = store::next_floor(writer, topic->id, staff_answers, now);
    if (!floor) return not_found();
    const Id id = ids.next();
    store::insert(writer, store::PostRow{topic->id, *floor, id, post.author, text.markdown, text.html, now});
    record(writer, ids, participation::Verb::post, post.author, topic->product_id,
           participation::Object::post, id, now);
    return Made{topic->id, id, topic->number, *floor};
}

std::vector<Posting> postings_under(db::Reader& reader, const std::string& subject_kind,
                                    const std::vector<Id>& subjects) {
    return store::postings_under(reader, subject_kind, subjects);
}

Talk talk_under(db::Reader& reader, std::string_view subject_kind, Id subject, std::int64_t newest) {
    Talk talk;
    const auto topic = store::topic_under(reader, std::string(subject_kind), subject);
    if (!topic) return talk;
    talk.url = topic_url(topic->number);
    talk.post_count = topic->post_count;
    const auto posts = store::posts(reader, topic->id, topic->post_count - newest + 1, topic->post_count);
    std::vector<Id> authors;
    for (const auto& post : posts) authors.push_back(post.author_id);
    const auto cards = people::cards(reader, authors);
    for (const auto& post : posts)
        talk.newest.push_back({cards.at(post.author_id), post.html, post.floor, post.created_at,
                               post_url(topic->number, post.floor)});
    return talk;
}

std::vector<TopicCard> to_cards(db::Reader& reader, const std::vector<store::TopicRow>& topics, Time now) {
    std::vector<Id> authors;
    for (const auto& topic : topics) authors.push_back(topic.author_id);
    const auto people = people::cards(reader, authors);
    std::vector<TopicCard> cards;
    for (const auto& topic : topics)
        cards.push_back({topic.title, topic_url(topic.number), people.at(topic.author_id), topic.post_count,
                         topic.staff_answered, topic.post_count == 1 && now - topic.created_at > cold_after,
                         topic.last_post_at});
    return cards;
}

std::vector<TopicCard> lively(db::Reader& reader, std::int64_t limit, Time now) {
    return to_cards(reader, store::lively(reader, limit), now);
}

std::vector<TopicCard> topics_of(db::Reader& reader, Id author, std::int64_t limit, Time now) {
    return to_cards(reader, store::topics_of(reader, author, limit), now);
}

std::optional<Spoken> find_spoken(db::Reader& reader, Id topic_or_post) {
    const auto post = store::post(reader, topic_or_post);
    const auto topic = store::topic(reader, post ? post->topic_id : topic_or_post);
    if (!topic) return std::nullopt;
    return Spoken{topic->title, post ? post_url(topic->number, post->floor) : topic_url(topic->number)};
}

}  // namespace canyu::forum
