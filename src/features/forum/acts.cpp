// What a reader does with topics and boards: follows, mutes, marks as read or unread, finds helpful, and
// names the answer.
#include <algorithm>

#include "features/forum/forms.hpp"
#include "features/forum/telling.hpp"
#include "features/forum/views.hpp"
#include "features/forum/writing.hpp"
#include "features/participation/participation.hpp"
#include "platform/web/site.hpp"

namespace canyu::forum {
namespace {

using reading::Stance;
using reading::Thing;
using web::Access;
using web::Context;
using web::Done;

// Positions looked at by "all read"; what was read before these is read.
constexpr std::int64_t most_positions = 1'000;
constexpr std::size_t followed_shown = 100;

// A topic or board of the address, and where it is.
struct Target {
    Thing thing;
    Id id;
    std::string url;
};
Result<Target> topic_target(Context& context, db::Reader& reader) {
    CANYU_TRY(const store::TopicRow topic, topic_of(context, reader));
    return Target{Thing::topic, topic.id, topic_url(topic.number)};
}
Result<Target> board_target(Context& context, db::Reader& reader) {
    CANYU_TRY(const Board board, board_of(context, reader));
    return Target{Thing::board, board.id, url_of(board)};
}
using FindTarget = Result<Target> (*)(Context&, db::Reader&);

auto taking(FindTarget find, Stance stance, const char* said) {
    return [find, stance, said](Context& context) {
        return context.act([&](db::Writer& writer) -> Result<Done> {
            CANYU_TRY(const Target target, find(context, writer));
            reading::take(writer, context.member().person, target.thing, target.id, stance, context.now());
            return Done{target.url, {said, {}}};
        });
    };
}

auto leaving(FindTarget find, Stance stance, const char* said) {
    return [find, stance, said](Context& context) {
        return context.act([&](db::Writer& writer) -> Result<Done> {
            CANYU_TRY(const Target target, find(context, writer));
            reading::leave(writer, context.member().person, target.thing, target.id, stance);
            return Done{target.url, {said, {}}};
        });
    };
}

Result<Done> mark_unread(Context& context, const UnreadForm& form) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(const store::TopicRow topic, topic_of(context, writer));
        if (form.floor < 1 || form.floor > topic.post_count) return not_found();
        reading::go_back(writer, context.member().person, topic.id, form.floor - 1);
        const auto board = store::board(writer, topic.board_id);
        return Done{board ? url_of(*board) : "/b", {"forum.said_unread", {}}};
    });
}

Result<Done> mark_all_read(Context& context) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(const Board board, board_of(context, writer));
        const Id person = context.member().person;
        const std::vector<Id> read = reading::topics_read(writer, person, most_positions);
        const auto floors = reading::floors(writer, person, read);
        for (const store::TopicRow& topic : store::topics(writer, read))
            if (topic.board_id == board.id && floors.at(topic.id) < topic.post_count)
                reading::advance(writer, person, topic.id, topic.post_count, context.now());
        reading::call_all_read(writer, person, board.id, context.now());
        return Done{url_of(board), {"forum.said_all_read", {}}};
    });
}

// The post of the address, shown to everybody.
struct Found {
    store::TopicRow topic;
    store::PostRow post;
};
Result<Found> post_of(Context& context, db::Reader& reader) {
    CANYU_TRY(const std::int64_t floor, context.number("floor"));
    CANYU_TRY(store::TopicRow topic, topic_of(context, reader));
    auto post = store::post(reader, topic.id, floor);
    if (!post || post->visibility != moderation::Visibility::shown) return not_found();
    return Found{std::move(topic), *std::move(post)};
}

participation::Deed helpful_deed(const Context& context, const Found& at) {
    return {context.member().person,      at.topic.product_id,         "product",
            participation::Verb::helpful, participation::Object::post, at.post.id};
}

Result<Done> mark_helpful(Context& context) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(const Found at, post_of(context, writer));
        const Id person = context.member().person;
        if (at.post.author_id == person) return refuse(409, "forum.own_post");
        const double weight = moderation::trust_of(writer, person, context.now());
        if (reading::mark_helpful(writer, {at.post.id, person, at.post.author_id, weight, context.now()})) {
            participation::record(writer, context.ids(), helpful_deed(context, at), context.now());
            tell_author(writer, context.ids(), at.topic, at.post, "forum.told_helpful", context.now());
        }
        return Done{post_url(at.topic.number, at.post.floor), {"forum.said_helpful", {}}};
    });
}

Result<Done> unmark_helpful(Context& context) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(const Found at, post_of(context, writer));
        if (reading::unmark_helpful(writer, at.post.id, context.member().person))
            participation::reverse(writer, context.ids(), helpful_deed(context, at), context.now());
        return Done{post_url(at.topic.number, at.post.floor), {"forum.said_not_helpful", {}}};
    });
}

Result<Done> set_ruling(Context& context, bool rules) {
    return context.act([&](db::Writer& writer) -> Result<Done> {
        CANYU_TRY(const Found at, post_of(context, writer));
        if (auto ruled = rule(writer, context.ids(), at.topic.id, rules ? at.post.floor : 0,
                              context.member().person, context.now());
            !ruled)
            return std::unexpected(std::move(ruled).error());
        return Done{topic_url(at.topic.number), {rules ? "forum.said_ruled" : "forum.said_unruled", {}}};
    });
}

std::vector<BoardCard> board_cards(db::Reader& reader, const Context& context, Stance stance) {
    const auto chosen = reading::with_stance(reader, context.person()->person, Thing::board, stance);
    std::vector<BoardCard> cards;
    for (const Board& board : store::boards(reader))
        if (std::ranges::find(chosen, board.id) != chosen.end())
            cards.push_back({name(board, context.language()), about(board, context.language()), url_of(board),
                             0, stance == Stance::follows, stance == Stance::muted});
    return cards;
}

FollowingPage following_page(Context& context) {
    return context.read([&](db::Reader& reader) {
        const Id me = context.member().person;
        const auto cards = [&](Stance stance) {
            std::vector<Id> topics = reading::with_stance(reader, me, Thing::topic, stance);
            if (topics.size() > followed_shown) topics.resize(followed_shown);
            return topic_cards(reader, topics, me, context.now());
        };
        FollowingPage page{cards(Stance::follows), board_cards(reader, context, Stance::follows),
                           cards(Stance::muted), board_cards(reader, context, Stance::muted)};
        std::ranges::sort(page.followed, std::ranges::greater{}, [](const TopicCard& card) {
            return std::tuple(card.new_count > 0, card.last_post_at);
        });
        return page;
    });
}

void add_stances(web::Site& site) {
    site.post("/t/{topic}/follow", Access::member,
              taking(topic_target, Stance::follows, "forum.said_following"), {.summary = "Follow a topic"});
    site.del("/t/{topic}/follow", Access::member,
             leaving(topic_target, Stance::follows, "forum.said_unfollowed"),
             {.summary = "No longer follow a topic"});
    site.post("/t/{topic}/mute", Access::member, taking(topic_target, Stance::muted, "forum.said_muted"),
              {.summary = "Keep a topic out of my lists"});
    site.del("/t/{topic}/mute", Access::member, leaving(topic_target, Stance::muted, "forum.said_unmuted"),
             {.summary = "Show a muted topic again"});
    site.post("/b/{board}/follow", Access::member,
              taking(board_target, Stance::follows, "forum.said_following"), {.summary = "Follow a board"});
    site.del("/b/{board}/follow", Access::member,
             leaving(board_target, Stance::follows, "forum.said_unfollowed"),
             {.summary = "No longer follow a board"});
    site.post("/b/{board}/mute", Access::member, taking(board_target, Stance::muted, "forum.said_muted"),
              {.summary = "Keep a board's topics out of my lists"});
    site.del("/b/{board}/mute", Access::member, leaving(board_target, Stance::muted, "forum.said_unmuted"),
             {.summary = "Show a muted board's topics again"});
}

}  // namespace

void add_acts(web::Site& site) {
    add_stances(site);
    site.get("/following", Access::member, "forum/following.html",
             [](Context& c) { return following_page(c); },
             {.summary = "What I follow, with what is new there, and what I muted"});
    site.post("/t/{topic}/unread", Access::member,
              [](Context& c, const UnreadForm& form) { return mark_unread(c, form); },
              {.summary = "The next look begins at a floor"});
    site.post("/b/{board}/read", Access::member, [](Context& c) { return mark_all_read(c); },
              {.summary = "Call everything in a board read"});
    site.post("/t/{topic}/{floor}/helpful", Access::member, [](Context& c) { return mark_helpful(c); },
              {.summary = "This post helped me"});
    site.del("/t/{topic}/{floor}/helpful", Access::member, [](Context& c) { return unmark_helpful(c); },
             {.summary = "Take back that it helped"});
    site.post("/t/{topic}/{floor}/ruling", Access::member, [](Context& c) { return set_ruling(c, true); },
              {.summary = "Name the post that answers a topic, as staff or an expert"});
    site.del("/t/{topic}/{floor}/ruling", Access::member, [](Context& c) { return set_ruling(c, false); },
             {.summary = "It is not the answer after all"});
}

}  // namespace canyu::forum
