// The forum: boards, topics and posts on numbered pages; other slices hang a talk under their own things.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "features/moderation/moderation.hpp"
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

const std::string& name(const Board& board, web::Language language);
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

// `held`: why it is looked at before it stands (judge() says so); importers and the demo hold nothing.
struct NewTopic {
    Id product;
    Place place;
    Id author;
    std::string title;
    std::optional<moderation::Cause> held{};
};
struct NewPost {
    Id topic;
    Id author;
    std::optional<moderation::Cause> held{};
};
struct Made {
    Id topic;
    Id post;
    std::int64_t number = 0;  // of the topic, counted over the whole community: /t/37
    std::int64_t floor = 0;   // of the post in its topic, from 1
    bool held = false;
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
    std::int64_t links = 0;  // that lead elsewhere
};
// 422 on the field "markdown" when there is nothing in it or it is too long.
Result<PreparedText> prepare(db::Reader& reader, const std::string& markdown);
// With a topic's title (4 to 120 characters): all that is wrong with both at once.
Result<PreparedText> prepare_topic(db::Reader& reader, const std::string& title, const std::string& markdown);

// moderation::judge() of these words.
Result<std::optional<moderation::Cause>> judge(db::Reader& reader, Id person, bool opens_topic,
                                               const PreparedText& text, Time now);
// What an act says: `key`, or that the words are looked at first.
Message said(const Made& made, const char* key);

// 409 "forum.talk_exists" when the subject has its topic already.
Result<Made> open_topic(db::Writer& writer, IdSource& ids, const NewTopic& topic, const PreparedText& text,
                        Time now);
// 409 "forum.closed" under a topic that is not shown.
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

// Where a topic or a post stands, by its id; nothing for a topic that is held or was declined.
struct Spoken {
    std::string title;  // of the topic
    std::string url;
};
std::optional<Spoken> find_spoken(db::Reader& reader, Id topic_or_post);

// A topic as a place where people meet; nothing for one that is not shown to everybody.
struct Meeting {
    Id topic_id;
    Id product_id;
    std::string title;
    std::string url;
};
std::optional<Meeting> find_meeting(db::Reader& reader, Id topic);
std::optional<Meeting> find_meeting(db::Reader& reader, std::int64_t number);
// Whether they had written something that is shown in it before that moment.
bool has_spoken(db::Reader& reader, Id topic, Id person, Time before);

// A topic on a line of a list. What is new, followed or muted is the viewer's; a visitor's is false and 0.
struct TopicCard {
    Id topic_id;
    std::string title;
    std::string url;
    people::Card author;
    std::int64_t post_count = 0;
    bool staff_answered = false;
    bool answered = false;  // one post is named as the answer
    bool silent = false;    // nobody but its opener has spoken
    bool cold = false;      // and that for more than a day
    Time opened_at{};
    Time last_post_at{};
    std::int64_t new_count = 0;  // posts since the viewer was here
    std::string new_url;         // the first of them
    bool fresh = false;          // began in the last two weeks, and the viewer never opened it
    bool follows = false;
    bool muted = false;
};
BOOST_DESCRIBE_STRUCT(TopicCard, (),
                      (topic_id, title, url, author, post_count, staff_answered, answered, silent, cold,
                       opened_at, last_post_at, new_count, new_url, fresh, follows, muted))
// What people talk about now: newest activity first, without what the viewer (Id{}: a visitor) muted.
std::vector<TopicCard> lively(db::Reader& reader, Id viewer, std::int64_t limit, Time now);
std::vector<TopicCard> topics_of(db::Reader& reader, Id author, Id viewer, std::int64_t limit, Time now);
// Those that are shown, in the order asked for.
std::vector<TopicCard> topic_cards(db::Reader& reader, const std::vector<Id>& topics, Id viewer, Time now);

// ---- silence
// A topic to which nobody but its opener has spoken.
struct Silent {
    Id topic;
    Id board;
    Id product;
    Id author;
    std::string title;
    Time opened_at{};
};
BOOST_DESCRIBE_STRUCT(Silent, (), (topic, board, product, author, title, opened_at))
// Opened before `before`; the longest silence first.
std::vector<Silent> silent(db::Reader& reader, Time before, std::int64_t skipped, std::int64_t limit);
std::int64_t count_silent(db::Reader& reader, Time before);
// Who wrote these posts; by post, only of those that are shown.
std::unordered_map<Id, Id> authors_of(db::Reader& reader, const std::vector<Id>& posts);

// ---- who knows
enum class Scope { board, product };
BOOST_DESCRIBE_ENUM(Scope, board, product)

struct Expert {
    Id person_id;
    Scope scope = Scope::board;
    Id scope_id;
    Id granted_by;
    Time granted_at{};
};
BOOST_DESCRIBE_STRUCT(Expert, (), (person_id, scope, scope_id, granted_by, granted_at))
std::vector<Expert> experts(db::Reader& reader);
// Of a board and of its product, those of the board first.
std::vector<Expert> experts_for(db::Reader& reader, Id board, Id product);
// By staff; 409 "forum.expert_already", 404.
Result<void> name_expert(db::Writer& writer, IdSource& ids, const Expert& expert);
Result<void> unname_expert(db::Writer& writer, IdSource& ids, const Expert& expert);

// Names the post that answers a topic, or with floor 0 none; by staff and by experts of its place, 403 for
// others.
Result<void> rule(db::Writer& writer, IdSource& ids, Id topic, std::int64_t floor, Id by, Time now);

// ---- a person leaves for good
// Empties what they wrote, and takes the titles of the topics they opened on boards; posts keep their floors.
void take_words(db::Writer& writer, Id person);
// The topic under a thing loses its title, as the thing did.
void take_title(db::Writer& writer, const std::string& subject_kind, Id subject);
// What takes long and is done afterwards, in many transactions: who called the person `name` calls them
// `display`, and leads nowhere; what was told and what is found says nothing of the titles that were taken.
void follow_leaving(db::Database& store, Id person, const std::string& name, const std::string& display);
// A text that was prepared once, with whom it calls `name` called `display`.
PreparedText prepare_without(db::Reader& reader, const std::string& markdown, const std::string& name,
                             const std::string& display);
// Of these pictures, those that posts of others show. Reads through all posts, a few at a time.
std::vector<std::string> shown_by_others(db::Database& store, Id person,
                                         const std::vector<std::string>& digests);

// Posts as moderation sees them; a topic is its first floor.
moderation::Kind reviewed_posts();

// /b…, /t/{topic}…, /following, /preview, /media…
void add_pages(web::Site& site, media::Reencoder& reencoder);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::forum
