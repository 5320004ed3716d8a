#include "features/forum/store.hpp"

#include <fmt/core.h>

#include "platform/db/by_ids.hpp"
#include "platform/db/like.hpp"

namespace canyu::forum::store {
namespace {

constexpr const char* board_columns =
    "id, product_id, slug, name_zh, name_en, about_zh, about_en, created_at";
constexpr const char* topic_columns =
    "id, product_id, number, board_id, subject_kind, subject_id, subject_url, author_id, title, post_count, "
    "staff_answered, created_at, last_post_at, visibility, answer_count, ruling_floor, ruled_by, ruled_at";
constexpr const char* post_columns =
    "topic_id, floor, id, author_id, markdown, html, created_at, visibility, hidden_reason";

const std::string select_boards = fmt::format("select {} from board ", board_columns);
const std::string select_topics = fmt::format("select {} from topic ", topic_columns);
const std::string select_posts = fmt::format("select {} from post ", post_columns);
const std::string select_experts = "select person_id, scope, scope_id, granted_by, granted_at from expert ";

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

std::vector<TopicRow> topics(db::Reader& reader, const std::vector<Id>& ids) {
    return db::rows_by_ids<TopicRow>(reader, select_topics + "where id in ", ids);
}

std::int64_t count_topics(db::Reader& reader, Id board) {
    return reader.value<std::int64_t>(
        "select count(*) from topic where board_id = ? and visibility = 'shown'", board);
}

std::vector<TopicRow> topics(db::Reader& reader, Id board, std::int64_t offset, std::int64_t limit) {
    return reader.rows<TopicRow>(select_topics +
                                     "where board_id = ? and visibility = 'shown' order by last_post_at "
                                     "desc, id desc limit ? offset ?",
                                 board, limit, offset);
}

std::vector<TopicRow> lively(db::Reader& reader, std::int64_t limit) {
    return reader.rows<TopicRow>(
        select_topics + "where visibility = 'shown' order by last_post_at desc, id desc limit ?", limit);
}

std::vector<TopicRow> topics_of(db::Reader& reader, Id author, std::int64_t limit) {
    return reader.rows<TopicRow>(
        select_topics +
            "where author_id = ? and visibility = 'shown' order by created_at desc, id desc limit ?",
        author, limit);
}

std::vector<Silent> silent(db::Reader& reader, Time before, std::int64_t skipped, std::int64_t limit) {
    return reader.rows<Silent>(
        "select id, board_id, product_id, author_id, title, created_at from topic "
        "where answer_count = 0 and created_at < ? and visibility = 'shown' and ruling_floor = 0 "
        "order by created_at, id limit ? offset ?",
        before, limit, skipped);
}

std::int64_t count_silent(db::Reader& reader, Time before) {
    return reader.value<std::int64_t>(
        "select count(*) from topic where answer_count = 0 and created_at < ? and visibility = 'shown' "
        "and ruling_floor = 0",
        before);
}

bool insert(db::Writer& writer, const TopicRow& topic) {
    return writer.insert_new("topic", topic);
}

std::optional<std::int64_t> next_floor(db::Writer& writer, Id topic, const Speaking& speaking, Time now) {
    const bool answers = speaking.shown && speaking.answers;
    return writer.row<std::int64_t>(
        "update topic set post_count = post_count + 1, answer_count = answer_count + cast(? as bigint), "
        "last_post_at = case when cast(? as bigint) = 1 then cast(? as bigint) else last_post_at end, "
        "staff_answered = case when cast(? as bigint) = 1 then 1 else staff_answered end where id = ? "
        "returning post_count",
        answers, speaking.shown, now, answers && speaking.staff, topic);
}

void follow_posts(db::Writer& writer, Id topic) {
    writer.execute(
        "update topic set answer_count = (select count(*) from post where post.topic_id = topic.id "
        "and post.visibility = 'shown' and post.author_id <> topic.author_id), "
        "last_post_at = (select coalesce(max(post.created_at), topic.created_at) from post "
        "where post.topic_id = topic.id and post.visibility = 'shown'), "
        "visibility = (select post.visibility from post where post.topic_id = topic.id and post.floor = 1) "
        "where id = ?",
        topic);
}

void set_ruling(db::Writer& writer, Id topic, std::int64_t floor, Id by, Time now) {
    writer.execute("update topic set ruling_floor = ?, ruled_by = ?, ruled_at = ? where id = ?", floor, by,
                   now, topic);
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
        "where p.visibility = 'shown' and t.subject_kind = ? and t.subject_id in ",
        subjects, "", subject_kind);
}

bool has_spoken(db::Reader& reader, Id topic, Id person, Time before) {
    return reader.value<std::int64_t>(
               "select count(*) from post where topic_id = ? and author_id = ? and visibility = 'shown' "
               "and created_at < ?",
               topic, person, before) > 0;
}

std::optional<PostRow> post(db::Reader& reader, Id topic, std::int64_t floor) {
    return reader.row<PostRow>(select_posts + "where topic_id = ? and floor = ?", topic, floor);
}

std::optional<PostRow> post(db::Reader& reader, Id id) {
    return reader.row<PostRow>(select_posts + "where id = ?", id);
}

std::vector<PostRow> posts(db::Reader& reader, const std::vector<Id>& ids) {
    return db::rows_by_ids<PostRow>(reader, select_posts + "where id in ", ids);
}

void insert(db::Writer& writer, const PostRow& post) {
    writer.insert("post", post);
}

void set_visibility(db::Writer& writer, Id post, moderation::Visibility visibility,
                    const std::string& reason) {
    writer.execute("update post set visibility = ?, hidden_reason = ? where id = ?", visibility, reason,
                   post);
}

std::vector<Id> mentioning(db::Reader& reader, const std::string& name, Id after, std::int64_t limit) {
    return reader.rows<Id>("select id from post where id > ? and html like ? escape '!' order by id limit ?",
                           after, db::like_containing("href=\"/u/" + name + "\""), limit);
}

std::vector<PostRow> pictures_of_others(db::Reader& reader, Id person, Id after, std::int64_t limit) {
    return reader.rows<PostRow>(
        select_posts + "where id > ? and author_id <> ? and html like '%/media/%' order by id limit ?", after,
        person, limit);
}

void set_text(db::Writer& writer, Id post, const std::string& markdown, const Html& html) {
    writer.execute("update post set markdown = ?, html = ? where id = ?", markdown, html, post);
}

std::vector<PostRow> posts_by(db::Reader& reader, Id person) {
    return reader.rows<PostRow>(select_posts + "where author_id = ?", person);
}

void empty_posts(db::Writer& writer, Id person) {
    writer.execute("update post set markdown = '', html = '' where author_id = ?", person);
}

void take_titles(db::Writer& writer, Id person, const std::string& title) {
    writer.execute("update topic set title = ? where author_id = ? and board_id <> 0", title, person);
}

void set_title(db::Writer& writer, Id topic, const std::string& title) {
    writer.execute("update topic set title = ? where id = ?", title, topic);
}

std::vector<TopicRow> titled(db::Reader& reader, Id author, const std::string& title) {
    return reader.rows<TopicRow>(select_topics + "where author_id = ? and title = ? order by id", author,
                                 title);
}

std::vector<Expert> experts(db::Reader& reader) {
    return reader.rows<Expert>(select_experts + "order by scope, scope_id, granted_at, person_id");
}

std::vector<Expert> experts_for(db::Reader& reader, Id board, Id product) {
    return reader.rows<Expert>(
        select_experts +
            "where (scope = 'board' and scope_id = ?) or (scope = 'product' and scope_id = ?) "
            "order by scope, granted_at, person_id",
        board, product);
}

bool insert(db::Writer& writer, const Expert& expert) {
    return writer.insert_new("expert", expert);
}

bool remove(db::Writer& writer, const Expert& expert) {
    return writer.execute("delete from expert where scope = ? and scope_id = ? and person_id = ?",
                          expert.scope, expert.scope_id, expert.person_id) == 1;
}

}  // namespace canyu::forum::store
