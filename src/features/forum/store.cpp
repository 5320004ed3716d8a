#include "features/forum/store.hpp"

#include <fmt/core.h>

#include "platform/db/by_ids.hpp"

namespace canyu::forum::store {
namespace {

constexpr const char* board_columns =
    "id, product_id, slug, name_zh, name_en, about_zh, about_en, created_at";
constexpr const char* topic_columns =
    "id, product_id, number, board_id, subject_kind, subject_id, subject_url, author_id, title, post_count, "
    "staff_answered, created_at, last_post_at";
constexpr const char* post_columns = "topic_id, floor, id, author_id, markdown, html, created_at";

const std::string select_boards = fmt::format("select {} from board ", board_columns);
const std::string select_topics = fmt::format("select {} from topic ", topic_columns);
const std::string select_posts = fmt::format("select {} from post ", post_columns);

}  // namespace

std::vector<Board> boards(db::Reader& reader) {
    return reader.rows<Board>(select_boards + "order by created_at, id");
}

std::optional<Board> board(db::Reader& reader, const std::string& slug) {
    return reader.row<Board>(select_boards + "where slug = ?", slug);
}

std::optional<Board> board(db::Reader& reader, Id id) {
    return reader.row<Board>(select_boards + "where id = ?", id);
}

bool insert(db::Writer& writer, const Board& board) {
    return writer.insert_new("board", board);
}

bool update(db::Writer& writer, const Board& board) {
    return writer.execute(
               "update board set name_zh = ?, name_en = ?, about_zh = ?, about_en = ? where id = ?",
               board.name_zh, board.name_en, board.about_zh, board.about_en, board.id) == 1;
}

std::optional<TopicRow> topic(db::Reader& reader, std::int64_t number) {
    return reader.row<TopicRow>(select_topics + "where number = ?", number);
}

std::optional<TopicRow> topic(db::Reader& reader, Id id) {
    return reader.row<TopicRow>(select_topics + "where id = ?", id);
}

std::optional<TopicRow> topic_under(db::Reader& reader, const std::string& subject_kind, Id subject) {
    return reader.row<TopicRow>(
        select_topics + "where subject_kind = ? and subject_id = ? and subject_kind <> ''", subject_kind,
        subject);
}

std::int64_t count_topics(db::Reader& reader, Id board) {
    return reader.value<std::int64_t>("select count(*) from topic where board_id = ?", board);
}

std::vector<TopicRow> topics(db::Reader& reader, Id board, std::int64_t offset, std::int64_t limit) {
    return reader.rows<TopicRow>(
        select_topics + "where board_id = ? order by last_post_at desc, id desc limit ? offset ?", board,
        limit, offset);
}

std::vector<TopicRow> lively(db::Reader& reader, std::int64_t limit) {
    return reader.rows<TopicRow>(select_topics + "order by last_post_at desc, id desc limit ?", limit);
}

std::vector<TopicRow> topics_of(db::Reader& reader, Id author, std::int64_t limit) {
    return reader.rows<TopicRow>(
        select_topics + "where author_id = ? order by created_at desc, id desc limit ?", author, limit);
}

bool insert(db::Writer& writer, const TopicRow& topic) {
    return writer.insert_new("topic", topic);
}

std::optional<std::int64_t> next_floor(db::Writer& writer, Id topic, bool by_staff_for_another, Time now) {
    return writer.row<std::int64_t>(
        "update topic set post_count = post_count + 1, last_post_at = ?, "
        "staff_answered = case when cast(? as bigint) = 1 then 1 else staff_answered end where id = ? "
        "returning post_count",
        now, by_staff_for_another, topic);
}

std::vector<PostRow> posts(db::Reader& reader, Id topic, std::int64_t first, std::int64_t last) {
    return reader.rows<PostRow>(select_posts + "where topic_id = ? and floor between ? and ? order by floor",
                                topic, first, last);
}

std::vector<Posting> postings_under(db::Reader& reader, const std::string& subject_kind,
                                    const std::vector<Id>& subjects) {
    return db::rows_by_ids<Posting>(
        reader,
        "select t.subject_id, p.author_id, p.created_at from topic t join post p on p.topic_id = t.id "
        "where t.subject_kind = ? and t.subject_id in ",
        subjects, "", subject_kind);
}

std::optional<PostRow> post(db::Reader& reader, Id topic, std::int64_t floor) {
    return reader.row<PostRow>(select_posts + "where topic_id = ? and floor = ?", topic, floor);
}

std::optional<PostRow> post(db::Reader& reader, Id post) {
    return reader.row<PostRow>(select_posts + "where id = ?", post);
}

void insert(db::Writer& writer, const PostRow& post) {
    writer.insert("post", post);
}

}  // namespace canyu::forum::store
