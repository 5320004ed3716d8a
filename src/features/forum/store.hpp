// The forum's tables.
#pragma once

#include "features/forum/forum.hpp"

namespace canyu::forum::store {

struct TopicRow {
    Id id;
    Id product_id;
    std::int64_t number = 0;
    Id board_id;
    std::string subject_kind;
    Id subject_id;
    std::string subject_url;
    Id author_id;
    std::string title;
    std::int64_t post_count = 0;
    bool staff_answered = false;
    Time created_at{};
    Time last_post_at{};
    moderation::Visibility visibility = moderation::Visibility::shown;
    std::int64_t answer_count = 0;
    std::int64_t ruling_floor = 0;
    Id ruled_by;
    Time ruled_at{};
};
BOOST_DESCRIBE_STRUCT(TopicRow, (),
                      (id, product_id, number, board_id, subject_kind, subject_id, subject_url, author_id,
                       title, post_count, staff_answered, created_at, last_post_at, visibility, answer_count,
                       ruling_floor, ruled_by, ruled_at))

struct PostRow {
    Id topic_id;
    std::int64_t floor = 0;
    Id id;
    Id author_id;
    std::string markdown;
    Html html;
    Time created_at{};
    moderation::Visibility visibility = moderation::Visibility::shown;
    std::string hidden_reason;
};
BOOST_DESCRIBE_STRUCT(PostRow, (),
                      (topic_id, floor, id, author_id, markdown, html, created_at, visibility, hidden_reason))

std::vector<Board> boards(db::Reader& reader);
std::optional<Board> board(db::Reader& reader, const std::string& slug);
std::optional<Board> board(db::Reader& reader, Id id);
bool insert(db::Writer& writer, const Board& board);
bool update(db::Writer& writer, const Board& board);

std::optional<TopicRow> topic(db::Reader& reader, std::int64_t number);
std::optional<TopicRow> topic(db::Reader& reader, Id id);
std::optional<TopicRow> topic_under(db::Reader& reader, const std::string& subject_kind, Id subject);
// In no order.
std::vector<TopicRow> topics(db::Reader& reader, const std::vector<Id>& ids);

// ---- only those that are shown
std::int64_t count_topics(db::Reader& reader, Id board);
std::vector<TopicRow> topics(db::Reader& reader, Id board, std::int64_t offset, std::int64_t limit);
std::vector<TopicRow> lively(db::Reader& reader, std::int64_t limit);
std::vector<TopicRow> topics_of(db::Reader& reader, Id author, std::int64_t limit);
std::vector<Silent> silent(db::Reader& reader, Time before, std::int64_t skipped, std::int64_t limit);
std::int64_t count_silent(db::Reader& reader, Time before);

bool insert(db::Writer& writer, const TopicRow& topic);
// What one more post changes besides the count; a held one nothing.
struct Speaking {
    bool shown = true;
    bool answers = false;  // by another than who opened the topic
    bool staff = false;
};
// Counts one more post and answers its floor; nothing when there is no such topic.
std::optional<std::int64_t> next_floor(db::Writer& writer, Id topic, const Speaking& speaking, Time now);
// Counts answers and looks for the newest words anew, and sets what the first floor says of the topic.
void follow_posts(db::Writer& writer, Id topic);
void set_ruling(db::Writer& writer, Id topic, std::int64_t floor, Id by, Time now);

// Floors first..last.
std::vector<PostRow> posts(db::Reader& reader, Id topic, std::int64_t first, std::int64_t last);
std::vector<Posting> postings_under(db::Reader& reader, const std::string& subject_kind,
                                    const std::vector<Id>& subjects);
bool has_spoken(db::Reader& reader, Id topic, Id person, Time before);
std::optional<PostRow> post(db::Reader& reader, Id topic, std::int64_t floor);
std::optional<PostRow> post(db::Reader& reader, Id id);
std::vector<PostRow> posts(db::Reader& reader, const std::vector<Id>& ids);
void insert(db::Writer& writer, const PostRow& post);
void set_visibility(db::Writer& writer, Id post, moderation::Visibility visibility,
                    const std::string& reason);

// ---- who leaves for good; with ids above `after`, ascending
std::vector<Id> mentioning(db::Reader& reader, const std::string& name, Id after, std::int64_t limit);
// Those with pictures that are not by this person.
std::vector<PostRow> pictures_of_others(db::Reader& reader, Id person, Id after, std::int64_t limit);
void set_text(db::Writer& writer, Id post, const std::string& markdown, const Html& html);
std::vector<PostRow> posts_by(db::Reader& reader, Id person);
void empty_posts(db::Writer& writer, Id person);
// The topics they opened on boards lose their titles.
void take_titles(db::Writer& writer, Id person, const std::string& title);
void set_title(db::Writer& writer, Id topic, const std::string& title);
std::vector<TopicRow> titled(db::Reader& reader, Id author, const std::string& title);

std::vector<Expert> experts(db::Reader& reader);
std::vector<Expert> experts_for(db::Reader& reader, Id board, Id product);
bool insert(db::Writer& writer, const Expert& expert);
bool remove(db::Writer& writer, const Expert& expert);

}  // namespace canyu::forum::store
