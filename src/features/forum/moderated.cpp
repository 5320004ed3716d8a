// Posts as moderation sees and moves them, and what each of them leaves in the log and the search.
#include <algorithm>

#include "features/forum/telling.hpp"
#include "features/forum/topics.hpp"
#include "features/participation/participation.hpp"
#include "platform/markdown/markdown.hpp"
#include "platform/search/search.hpp"

namespace canyu::forum {
namespace {

using moderation::Piece;
using moderation::Visibility;

constexpr std::size_t searched_characters = 4'000;

participation::Deed deed_of(const store::TopicRow& topic, const store::PostRow& post) {
    if (post.floor == 1)
        return {post.author_id,
                topic.product_id,
                "product",
                participation::Verb::open_topic,
                participation::Object::topic,
                topic.id};
    return {
        post.author_id, topic.product_id, "product", participation::Verb::post, participation::Object::post,
        post.id};
}

Id document_of(const store::PostRow& post) {
    return post.floor == 1 ? post.topic_id : post.id;
}

Piece piece_of(const store::PostRow& post, const store::TopicRow& topic, const std::vector<Board>& boards,
               web::Language language) {
    Piece piece{post.id,
                post.author_id,
                post.floor == 1 ? topic.title : "",
                post.html,
                post_url(topic.number, post.floor),
                "",
                "",
                post.created_at,
                post.visibility};
    const auto board = std::ranges::find(boards, topic.board_id, &Board::id);
    if (board != boards.end()) {
        piece.place_name = name(*board, language);
        piece.place_url = "/b/" + board->slug;
    } else {
        piece.place_name = topic.title;  // of the thing it stands under
        piece.place_url = topic.subject_url;
    }
    return piece;
}

std::vector<Piece> pieces(db::Reader& reader, const std::vector<Id>& ids, web::Language language) {
    const auto posts = store::posts(reader, ids);
    std::vector<Id> topic_ids;
    for (const store::PostRow& post : posts) topic_ids.push_back(post.topic_id);
    std::ranges::sort(topic_ids);
    topic_ids.erase(std::ranges::unique(topic_ids).begin(), topic_ids.end());
    const auto topics = store::topics(reader, topic_ids);
    const std::vector<Board> all_boards = store::boards(reader);
    std::vector<Piece> found;
    for (const store::PostRow& post : posts)
        found.push_back(piece_of(post, *std::ranges::find(topics, post.topic_id, &store::TopicRow::id),
                                 all_boards, language));
    return found;
}

// What is declined is no deed; what is let through again is one again.
void set_visibility(db::Writer& writer, IdSource& ids, Id id, Visibility visibility,
                    const std::string& reason, Time now) {
    const auto post = store::post(writer, id);
    if (!post || post->visibility == visibility) return;
    store::set_visibility(writer, id, visibility, visibility == Visibility::hidden ? reason : "");
    store::follow_posts(writer, post->topic_id);
    const auto topic = store::topic(writer, post->topic_id);
    if (visibility == Visibility::hidden) participation::reverse(writer, ids, deed_of(*topic, *post), now);
    if (post->visibility == Visibility::hidden) record_deed(writer, ids, *topic, *post, now);
    if (visibility == Visibility::shown) {
        add_to_search(writer, *topic, *post);
        tell_followers(writer, ids, *topic, *post, {});
    } else {
        remove_from_search(writer, *post);
    }
    if (visibility != Visibility::shown && topic->ruling_floor == post->floor)
        store::set_ruling(writer, topic->id, 0, Id{}, now);
}

}  // namespace

bool may_rule(db::Reader& reader, const store::TopicRow& topic, Id person) {
    const auto found = people::find(reader, person);
    if (found && found->role != web::Role::member) return true;
    const auto experts = store::experts_for(reader, topic.board_id, topic.product_id);
    return std::ranges::find(experts, person, &Expert::person_id) != experts.end();
}

void record_deed(db::Writer& writer, IdSource& ids, const store::TopicRow& topic, const store::PostRow& post,
                 Time now) {
    participation::record(writer, ids, deed_of(topic, post), now);
}

void add_to_search(db::Writer& writer, const store::TopicRow& topic, const store::PostRow& post) {
    search::add(writer, {.id = document_of(post),
                         .kind = post.floor == 1 ? "topic" : "post",
                         .product_id = topic.product_id,
                         .url = post_url(topic.number, post.floor),
                         .title = topic.title,
                         .text = markdown::excerpt(post.markdown, searched_characters),
                         .time = post.created_at});
}

void remove_from_search(db::Writer& writer, const store::PostRow& post) {
    search::remove(writer, document_of(post));
}

moderation::Kind reviewed_posts() {
    return {"post", "forum.a_post", pieces, set_visibility};
}

}  // namespace canyu::forum
