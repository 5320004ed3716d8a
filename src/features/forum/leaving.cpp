// What becomes of a person's posts, and of those that call them by name, when they leave for good.
#include <algorithm>

#include "features/forum/topics.hpp"
#include "features/notices/notices.hpp"
#include "platform/markdown/markdown.hpp"
#include "platform/search/search.hpp"

namespace canyu::forum {
namespace {

using moderation::Visibility;

// Every word of the topic that others still say is found under its new title.
void follow_title(db::Writer& writer, const store::TopicRow& topic, Id person) {
    notices::forget_about(writer, "topic:" + to_string(topic.id));
    search::remove(writer, topic.id);
    for (const store::PostRow& post : store::posts(writer, topic.id, 1, topic.post_count)) {
        notices::forget_about(writer, "post:" + to_string(post.id));
        if (post.author_id != person && post.visibility == Visibility::shown)
            add_to_search(writer, topic, post);
    }
}

}  // namespace

std::vector<Id> mentioning(db::Reader& reader, const std::string& name, Id after) {
    return store::mentioning(reader, name, after);
}

void unname(db::Writer& writer, const std::vector<Id>& posts, const std::string& name,
            const std::string& display) {
    for (const store::PostRow& post : store::posts(writer, posts)) {
        auto text = prepare(writer, markdown::replace_mentions(post.markdown, name, display));
        // A post of the greatest length has no room for a longer name.
        if (!text) text = prepare(writer, markdown::replace_mentions(post.markdown, name, "@"));
        store::set_text(writer, post.id, text->markdown, text->html);
        const auto topic = store::topic(writer, post.topic_id);
        store::PostRow renamed = post;
        renamed.markdown = text->markdown;
        if (post.visibility == Visibility::shown) add_to_search(writer, *topic, renamed);
    }
}

void take_words(db::Writer& writer, Id person) {
    for (const Id post : store::posts_by(writer, person)) search::remove(writer, post);
    store::empty_posts(writer, person);
    for (const Id id : store::titled_by(writer, person)) {
        store::set_title(writer, id, std::string(people::gone_words));
        follow_title(writer, *store::topic(writer, id), person);
    }
}

std::vector<std::string> shown_by_others(db::Reader& reader, Id person,
                                         const std::vector<std::string>& digests) {
    std::vector<std::string> shown;
    for (const std::string& digest : digests)
        if (store::is_shown_by_others(reader, person, digest)) shown.push_back(digest);
    return shown;
}

}  // namespace canyu::forum
