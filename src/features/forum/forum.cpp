#include "features/forum/forum.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "base/text.hpp"
#include "features/forum/telling.hpp"
#include "features/forum/topics.hpp"
#include "features/participation/participation.hpp"
#include "features/reading/reading.hpp"
#include "platform/markdown/markdown.hpp"
#include "platform/media/media.hpp"
#include "platform/web/checks.hpp"

namespace canyu::forum {
namespace {

using moderation::Visibility;

constexpr std::size_t longest_post = 20'000;  // characters

std::int64_t page_of(std::int64_t floor) {
    return (floor - 1) / posts_per_page + 1;
}

std::int64_t count_links(std::string_view html) {
    constexpr std::string_view link = "href=\"http";
    std::int64_t count = 0;
    for (std::size_t at = html.find(link); at != std::string_view::npos; at = html.find(link, at + 1))
        ++count;
    return count;
}

Result<PreparedText> prepare_checked(db::Reader& reader, web::Checks& checks, const std::string& markdown) {
    checks.length("markdown", trim(markdown), 1, longest_post);
    if (auto checked = checks.result(); !checked) return std::unexpected(std::move(checked).error());
    auto rendered = markdown::render(
        markdown, {.person = [&](const std::string& name) { return people::find(reader, name).has_value(); },
                   .picture = [&](const std::string& digest) { return media::describe(reader, digest); }});
    if (rendered) {
        const std::int64_t links = count_links(rendered->html.value);
        return PreparedText{markdown, std::move(rendered->html), std::move(rendered->mentions), links};
    }
    checks.add("markdown", std::move(rendered).error().message);
    return std::unexpected(checks.result().error());
}

// The row of a post with all that goes with it: the deed, following, the search, and its case when it is
// held.
void put_up(db::Writer& writer, IdSource& ids, const store::TopicRow& topic, const store::PostRow& post,
            const std::vector<std::string>& mentions, const std::optional<moderation::Cause>& held) {
    store::insert(writer, post);
    record_deed(writer, ids, topic, post, post.created_at);
    reading::follow_by_writing(writer, post.author_id, topic.id, post.created_at);
    if (held) return moderation::hold(writer, ids, "post", post.id, post.author_id, *held, post.created_at);
    add_to_search(writer, topic, post);
    tell_followers(writer, ids, topic, post, mentions);
    tell_called(writer, ids, topic, post, mentions);
}

}  // namespace

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

Result<std::optional<moderation::Cause>> judge(db::Reader& reader, Id person, bool opens_topic,
                                               const PreparedText& text, Time now) {
    return moderation::judge(reader, {person, opens_topic, text.links}, now);
}

Message said(const Made& made, const char* key) {
    return {made.held ? "forum.held" : key, {}};
}

Result<Made> open_topic(db::Writer& writer, IdSource& ids, const NewTopic& topic, const PreparedText& text,
                        Time now) {
    if (topic.place.board && !store::board(writer, topic.place.board)) return not_found();
    const Place& place = topic.place;
    const Visibility visibility = topic.held ? Visibility::held : Visibility::shown;
    const store::TopicRow row{.id = ids.next(),
                              .product_id = topic.product,
                              .number = products::next_number(writer, Id{}, "topic"),
                              .board_id = place.board,
                              .subject_kind = place.subject_kind,
                              .subject_id = place.subject,
                              .subject_url = place.subject_url,
                              .author_id = topic.author,
                              .title = topic.title,
                              .post_count = 1,
                              .created_at = now,
                              .last_post_at = now,
                              .visibility = visibility};
    if (!store::insert(writer, row)) return refuse(409, "forum.talk_exists");
    const Id post = ids.next();
    put_up(writer, ids, row, {row.id, 1, post, topic.author, text.markdown, text.html, now, visibility, ""},
           text.mentions, topic.held);
    return Made{row.id, post, row.number, 1, topic.held.has_value()};
}

Result<Made> add_post(db::Writer& writer, IdSource& ids, const NewPost& post, const PreparedText& text,
                      Time now) {
    const auto topic = store::topic(writer, post.topic);
    if (!topic) return not_found();
    if (topic->visibility != Visibility::shown) return refuse(409, "forum.closed");
    const auto author = people::find(writer, post.author);
    const bool staff = author && author->role != web::Role::member;
    const auto floor =
        store::next_floor(writer, topic->id, {!post.held, topic->author_id != post.author, staff}, now);
    if (!floor) return not_found();
    const Visibility visibility = post.held ? Visibility::held : Visibility::shown;
    const Id id = ids.next();
    put_up(writer, ids, *topic,
           {topic->id, *floor, id, post.author, text.markdown, text.html, now, visibility, ""}, text.mentions,
           post.held);
    return Made{topic->id, id, topic->number, *floor, post.held.has_value()};
}

Result<void> rule(db::Writer& writer, IdSource& ids, Id topic_id, std::int64_t floor, Id by, Time now) {
    const auto topic = store::topic(writer, topic_id);
    if (!topic) return not_found();
    if (!may_rule(writer, *topic, by)) return refuse(403, "forum.only_experts_rule");
    const auto post = store::post(writer, topic->id, floor);
    if (floor > 0) {
        if (!post || post->visibility != Visibility::shown) return not_found();
        if (floor == 1) return refuse(409, "forum.question_is_no_answer");
    }
    store::set_ruling(writer, topic->id, floor, by, now);
    const participation::Deed deed{
        by, topic->product_id, "product", participation::Verb::rule, participation::Object::topic, topic->id};
    participation::reverse(writer, ids, deed, now);
    if (floor == 0) return {};
    participation::record(writer, ids, deed, now);
    if (post->author_id != by) tell_author(writer, ids, *topic, *post, "forum.told_ruled", now);
    return {};
}

}  // namespace canyu::forum
