// What becomes of a person's posts, and of those that call them by name, when they leave for good.
#include <algorithm>

#include "base/check.hpp"
#include "features/forum/topics.hpp"
#include "features/notices/notices.hpp"
#include "platform/markdown/markdown.hpp"
#include "platform/search/search.hpp"

namespace canyu::forum {
namespace {

using moderation::Visibility;

// A transaction of so many posts lets others write soon.
constexpr std::int64_t at_once = 50;

void unname(db::Writer& writer, Id id, const std::string& name, const std::string& display) {
    store::PostRow post = *store::post(writer, id);
    const PreparedText text = prepare_without(writer, post.markdown, name, display);
    store::set_text(writer, id, text.markdown, text.html);
    post.markdown = text.markdown;
    if (post.visibility == Visibility::shown)
        add_to_search(writer, *store::topic(writer, post.topic_id), post);
}

// What others say in the topic is found under its new title.
void follow_title(db::Database& store, const store::TopicRow& topic) {
    store.write([&](db::Writer& writer) {
        notices::forget_about(writer, "topic:" + to_string(topic.id));
        search::remove(writer, topic.id);
    });
    for (std::int64_t first = 1; first <= topic.post_count; first += at_once)
        store.write([&](db::Writer& writer) {
            for (const store::PostRow& post : store::posts(writer, topic.id, first, first + at_once - 1)) {
                notices::forget_about(writer, "post:" + to_string(post.id));
                if (post.author_id != topic.author_id && post.visibility == Visibility::shown)
                    add_to_search(writer, topic, post);
            }
        });
}

}  // namespace

PreparedText prepare_without(db::Reader& reader, const std::string& markdown, const std::string& name,
                             const std::string& display) {
    auto text = prepare(reader, markdown::replace_mentions(markdown, name, display));
    // A post of the greatest length has no room for a longer name; every name is longer than a sign.
    if (!text) text = prepare(reader, markdown::replace_mentions(markdown, name, "@"));
    CANYU_CHECK(text.has_value());
    return *std::move(text);
}

void take_words(db::Writer& writer, Id person) {
    for (const store::PostRow& post : store::posts_by(writer, person)) remove_from_search(writer, post);
    store::empty_posts(writer, person);
    store::take_titles(writer, person, std::string(people::gone_words));
}

void take_title(db::Writer& writer, const std::string& subject_kind, Id subject) {
    if (const auto topic = store::topic_under(writer, subject_kind, subject))
        store::set_title(writer, topic->id, std::string(people::gone_words));
}

void follow_leaving(db::Database& store, Id person, const std::string& name, const std::string& display) {
    for (Id after;;) {
        const std::vector<Id> posts =
            store.read([&](db::Reader& reader) { return store::mentioning(reader, name, after, at_once); });
        if (posts.empty()) break;
        store.write([&](db::Writer& writer) {
            for (const Id post : posts) unname(writer, post, name, display);
        });
        after = posts.back();
    }
    const auto topics = store.read(
        [&](db::Reader& reader) { return store::titled(reader, person, std::string(people::gone_words)); });
    for (const store::TopicRow& topic : topics) follow_title(store, topic);
}

std::vector<std::string> shown_by_others(db::Database& store, Id person,
                                         const std::vector<std::string>& digests) {
    std::vector<std::string> shown;
    if (digests.empty()) return shown;
    for (Id after;;) {
        const auto posts = store.read(
            [&](db::Reader& reader) { return store::pictures_of_others(reader, person, after, at_once); });
        if (posts.empty()) return shown;
        for (const std::string& digest : digests)
            if (std::ranges::any_of(posts, [&](const store::PostRow& post) {
                    return post.html.value.find(digest) != std::string::npos;
                }))
                shown.push_back(digest);
        after = posts.back().id;
    }
}

}  // namespace canyu::forum
