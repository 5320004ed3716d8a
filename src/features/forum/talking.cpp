// Topics as lists show them, and the talk under a thing of another slice.
#include <algorithm>

#include "features/forum/topics.hpp"

namespace canyu::forum {
namespace {

using moderation::Visibility;

constexpr std::chrono::hours cold_after{24};
// What began longer ago is no news, even to who never opened it.
constexpr std::chrono::days new_for{14};
// Read beyond what is asked for, to have enough when some are muted.
constexpr std::int64_t for_muted = 30;

std::vector<Id> ids_of(const std::vector<store::TopicRow>& topics) {
    std::vector<Id> ids;
    for (const store::TopicRow& topic : topics) ids.push_back(topic.id);
    return ids;
}

std::optional<Meeting> meeting_in(const std::optional<store::TopicRow>& topic) {
    if (!topic || topic->visibility != Visibility::shown) return std::nullopt;
    return Meeting{topic->id, topic->product_id, topic->title, topic_url(topic->number)};
}

}  // namespace

Marks::Marks(db::Reader& reader, Id viewer, const std::vector<store::TopicRow>& topics) : viewer_(viewer) {
    if (!viewer) return;
    const std::vector<Id> ids = ids_of(topics);
    if (const auto person = people::find(reader, viewer)) joined_at_ = person->joined_at;
    floors_ = reading::floors(reader, viewer, ids);
    stances_ = reading::stances(reader, viewer, reading::Thing::topic, ids);
    all_read_at_ = reading::all_read_at(reader, viewer);
    muted_boards_ = reading::with_stance(reader, viewer, reading::Thing::board, reading::Stance::muted);
}

bool Marks::muted(const store::TopicRow& topic) const {
    const auto stance = stances_.find(topic.id);
    if (stance != stances_.end()) return stance->second == reading::Stance::muted;
    return std::ranges::find(muted_boards_, topic.board_id) != muted_boards_.end();
}

void Marks::fill(TopicCard& card, const store::TopicRow& topic, Time now) const {
    if (!viewer_) return;
    const auto stance = stances_.find(topic.id);
    card.follows = stance != stances_.end() && stance->second == reading::Stance::follows;
    card.muted = muted(topic);
    if (const auto read = floors_.find(topic.id); read != floors_.end()) {
        card.new_count = topic.post_count - read->second;
        if (card.new_count > 0) card.new_url = post_url(topic.number, read->second + 1);
        return;
    }
    const auto all_read = all_read_at_.find(topic.board_id);
    const Time asked = all_read == all_read_at_.end() ? joined_at_ : std::max(joined_at_, all_read->second);
    const Time since = std::max(asked, now - new_for);
    card.fresh = topic.created_at > since && topic.author_id != viewer_;
}

std::vector<TopicCard> to_cards(db::Reader& reader, const std::vector<store::TopicRow>& topics,
                                const Marks& marks, Time now) {
    std::vector<Id> authors;
    for (const auto& topic : topics) authors.push_back(topic.author_id);
    const auto people = people::cards(reader, authors);
    std::vector<TopicCard> cards;
    for (const auto& topic : topics) {
        TopicCard card;
        card.topic_id = topic.id;
        card.title = topic.title;
        card.url = topic_url(topic.number);
        card.author = people.at(topic.author_id);
        card.post_count = topic.post_count;
        card.staff_answered = topic.staff_answered;
        card.answered = topic.ruling_floor > 0;
        card.silent = topic.answer_count == 0 && !card.answered;
        card.cold = card.silent && now - topic.created_at > cold_after;
        card.opened_at = topic.created_at;
        card.last_post_at = topic.last_post_at;
        marks.fill(card, topic, now);
        cards.push_back(std::move(card));
    }
    return cards;
}

std::vector<TopicCard> lively(db::Reader& reader, Id viewer, std::int64_t limit, Time now) {
    auto topics = store::lively(reader, viewer ? limit + for_muted : limit);
    const Marks marks(reader, viewer, topics);
    std::erase_if(topics, [&](const store::TopicRow& topic) { return marks.muted(topic); });
    if (static_cast<std::int64_t>(topics.size()) > limit) topics.resize(static_cast<std::size_t>(limit));
    return to_cards(reader, topics, marks, now);
}

std::vector<TopicCard> topics_of(db::Reader& reader, Id author, Id viewer, std::int64_t limit, Time now) {
    const auto topics = store::topics_of(reader, author, limit);
    return to_cards(reader, topics, Marks(reader, viewer, topics), now);
}

std::vector<TopicCard> topic_cards(db::Reader& reader, const std::vector<Id>& ids, Id viewer, Time now) {
    const auto found = store::topics(reader, ids);
    std::vector<store::TopicRow> topics;
    for (const Id id : ids) {
        const auto topic = std::ranges::find(found, id, &store::TopicRow::id);
        if (topic != found.end() && topic->visibility == Visibility::shown) topics.push_back(*topic);
    }
    return to_cards(reader, topics, Marks(reader, viewer, topics), now);
}

std::vector<Silent> silent(db::Reader& reader, Time before, std::int64_t skipped, std::int64_t limit) {
    return store::silent(reader, before, skipped, limit);
}

std::int64_t count_silent(db::Reader& reader, Time before) {
    return store::count_silent(reader, before);
}

std::unordered_map<Id, Id> authors_of(db::Reader& reader, const std::vector<Id>& posts) {
    std::unordered_map<Id, Id> authors;
    for (const store::PostRow& post : store::posts(reader, posts))
        if (post.visibility == Visibility::shown) authors.emplace(post.id, post.author_id);
    return authors;
}

std::optional<Meeting> find_meeting(db::Reader& reader, Id topic) {
    return meeting_in(store::topic(reader, topic));
}

std::optional<Meeting> find_meeting(db::Reader& reader, std::int64_t number) {
    return meeting_in(store::topic(reader, number));
}

bool has_spoken(db::Reader& reader, Id topic, Id person, Time before) {
    return store::has_spoken(reader, topic, person, before);
}

std::optional<Spoken> find_spoken(db::Reader& reader, Id topic_or_post) {
    const auto post = store::post(reader, topic_or_post);
    const auto topic = store::topic(reader, post ? post->topic_id : topic_or_post);
    if (!topic || topic->visibility != Visibility::shown) return std::nullopt;
    return Spoken{topic->title, post ? post_url(topic->number, post->floor) : topic_url(topic->number)};
}

std::vector<Posting> postings_under(db::Reader& reader, const std::string& subject_kind,
                                    const std::vector<Id>& subjects) {
    return store::postings_under(reader, subject_kind, subjects);
}

Talk talk_under(db::Reader& reader, std::string_view subject_kind, Id subject, std::int64_t newest) {
    Talk talk;
    const auto topic = store::topic_under(reader, std::string(subject_kind), subject);
    if (!topic || topic->visibility != Visibility::shown) return talk;
    talk.url = topic_url(topic->number);
    talk.post_count = topic->post_count;
    auto posts = store::posts(reader, topic->id, topic->post_count - newest + 1, topic->post_count);
    std::erase_if(posts, [](const store::PostRow& post) { return post.visibility != Visibility::shown; });
    std::vector<Id> authors;
    for (const auto& post : posts) authors.push_back(post.author_id);
    const auto cards = people::cards(reader, authors);
    for (const auto& post : posts)
        talk.newest.push_back({cards.at(post.author_id), post.html, post.floor, post.created_at,
                               post_url(topic->number, post.floor)});
    return talk;
}

}  // namespace canyu::forum
