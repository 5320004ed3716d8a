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
};
BOOST_DESCRIBE_STRUCT(TopicRow, (),
                      (id, product_id, number, board_id, subject_kind, subject_id, subject_url, author_id,
                       title, post_count, staff_answered, created_at, last_post_at))

struct PostRow {
    Id topic_id;
    std::int64_t floor = 0;
    Id id;
    Id author_id;
    std::string markdown;
    Html html;
    Time created_at{};
};
BOOST_DESCRIBE_STRUCT(PostRow, (), (topic_id, floor, id, author_id, markdown, html, created_at))

std::vector<Board> boards(db::Reader& reader);
std::optional<Board> board(db::Reader& reader, const std::string& slug);
std::optional<Board> board(db::Reader& reader, Id id);
bool insert(db::Writer& writer, const Board& board);
bool update(db::Writer& writer, const Board& board);

std::optional<TopicRow> topic(db::Reader& reader, std::int64_t number);
std::optional<TopicRow> topic(db::Reader& reader, Id id);
std::optional<TopicRow> topic_under(db::Reader& reader, const std::string& subject_kind, Id subject);
std::int64_t count_topics(db::Reader& reader, Id board);
std::vector<TopicRow> topics(db::Reader& reader, Id board, std::int64_t offset, std::int64_t limit);
std::vector<TopicRow> lively(db::Reader& reader, std::int64_t limit);
std::vector<TopicRow> topics_of(db::Reader& reader, Id author, std::int64_t limit);
bool insert(db::Writer& writer, const TopicRow& topic);
// Counts one more post and answers its floor; nothing when there is no such topic.
std::optional<std::int64_t> next_floor(db::Writer& writer, Id topic, bool by_staff_for_another, Time now);

// Floors first..last.
std::vector<PostRow> posts(db::Reader& reader, Id topic, std::int64_t first, std::int64_t last);
std::vector<Posting> postings_under(db::Reader& reader, const std::string& subject_kind,
                                    const std::vector<Id>& subjects);
std::optional<PostRow> post(db::Reader& reader, Id topic, std::int64_t floor);
std::optional<PostRow> post(db::Reader& reader, Id post);
void insert(db::Writer& writer, const PostRow& post);

}  // namespace canyu::forum::store
