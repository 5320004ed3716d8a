// The forum: boards, topics and posts on numbered pages; other slices hang a talk under their own things.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "features/people/people.hpp"
#include "features/products/products.hpp"
#include "platform/db/db.hpp"
#include "platform/db/upkeep.hpp"

namespace canyu::media {
class Reencoder;
}
namespace canyu::web {
class Site;
}

namespace canyu::forum {

inline constexpr std::int64_t posts_per_page = 20;

struct Board {
    Id id;
    Id product_id;
    std::string slug;  // [a-z0-9-]{2,40}, in URLs
    std::string name_zh;
    std::string name_en;
    std::string about_zh;
    std::string about_en;
    Time created_at{};
};
BOOST_DESCRIBE_STRUCT(Board, (), (id, product_id, slug, name_zh, name_en, about_zh, about_en, created_at))

std::vector<Board> boards(db::Reader& reader);
std::optional<Board> find_board(db::Reader& reader, std::string_view slug);
// All that is wrong with a board at once, but for a slug that is taken.
Result<void> check(const Board& board);
Result<Board> create_board(db::Writer& writer, IdSource& ids, Board board, Time now);
Result<void> update_board(db::Writer& writer, const Board& board);

// What a topic stands under: a board, or a thing of another slice ("demand" and its id).
struct Place {
    Id board;  // Id{} for none
    std::string subject_kind;
    Id subject;
    std::string subject_url;  // where the thing itself is shown
};

struct NewTopic {
    Id product;
    Place place;
    Id author;
    std::string title;
};
struct NewPost {
    Id topic;
    Id author;
};
struct Made {
    Id topic;
    Id post;
    std::int64_t number = 0;  // of the topic, counted over the whole community: /t/37
    std::int64_t floor = 0;   // of the post in its topic, from 1
};

std::string topic_url(std::int64_t number, std::int64_t page = 1);
// The page a floor stands on, scrolled to it: /t/37?page=2#floor-24
std::string post_url(std::int64_t number, std::int64_t floor);

// Both render the Markdown (before the transaction: call prepare() outside the write closure) and record the
// deed.
struct PreparedText {
    std::string markdown;
    Html html;
    std::vector<std::string> mentions;
};
// 422 on the field "markdown" when there is nothing in it or it is too long.
Result<PreparedText> prepare(db::Reader& reader, const std::string& markdown);
// With a topic's title (4 to 120 characters): all that is wrong with both at once.
Result<PreparedText> prepare_topic(db::Reader& reader, const std::string& title, const std::string& markdown);

// 409 "forum.talk_exists" when the subject has its topic already.
Result<Made> open_topic(db::Writer& writer, IdSource& ids, const NewTopic& topic, const PreparedText& text,
                        Time now);
Result<Made> add_post(db::Writer& writer, IdSource& ids, const NewPost& post, const PreparedText& text,
                      Time now);

// The talk under a thing, if anybody opened one, with its newest posts.
struct TalkPost {
    people::Card author;
    Html body;
    std::int64_t floor = 0;
    Time at{};
    std::string url;
};
BOOST_DESCRIBE_STRUCT(TalkPost, (), (author, body, floor, at, url))
struct Talk {
    std::string url;  // of the topic, "" when nobody has spoken yet
    std::int64_t post_count = 0;
    std::vector<TalkPost> newest;
};
BOOST_DESCRIBE_STRUCT(Talk, (), (url, post_count, newest))
// Who spoke under these things, and when, in no order.
struct Posting {
    Id subject;
    Id author;
    Time at{};
};
BOOST_DESCRIBE_STRUCT(Posting, (), (subject, author, at))
std::vector<Posting> postings_under(db::Reader& reader, const std::string& subject_kind,
                                    const std::vector<Id>& subjects);
Talk talk_under(db::Reader& reader, std::string_view subject_kind, Id subject, std::int64_t newest);

// Where a topic or a post stands, by its id.
struct Spoken {
    std::string title;  // of the topic
    std::string url;
};
std::optional<Spoken> find_spoken(db::Reader& reader, Id topic_or_post);

// What people talk about now, for the living room: newest activity first.
struct TopicCard {
    std::string title;
    std::string url;
    people::Card author;
    std::int64_t post_count = 0;
    bool staff_answered = false;
    bool cold = false;  // older than a day, and nobody has answered
    Time last_post_at{};
};
BOOST_DESCRIBE_STRUCT(TopicCard, (), (title, url, author, post_count, staff_answered, cold, last_post_at))
std::vector<TopicCard> lively(db::Reader& reader, std::int64_t limit, Time now);
std::vector<TopicCard> topics_of(db::Reader& reader, Id author, std::int64_t limit, Time now);

// /b, /b/{board}, /b/{board}/new, /t/{topic}, /t/{topic}/posts, /t/{topic}/{floor}, /preview, /media…
void add_pages(web::Site& site, media::Reencoder& reencoder);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::forum
