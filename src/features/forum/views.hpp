// What the forum's pages show and its API answers.
#pragma once

#include "features/forum/forum.hpp"
#include "platform/web/pagination.hpp"

namespace canyu::forum {

struct BoardCard {
    std::string name;
    std::string about;
    std::string url;
    std::int64_t topic_count = 0;
    bool follows_board = false;
    bool muted_board = false;
};
BOOST_DESCRIBE_STRUCT(BoardCard, (), (name, about, url, topic_count, follows_board, muted_board))

struct BoardsPage {
    std::vector<BoardCard> boards;
    std::vector<TopicCard> lively;
};
BOOST_DESCRIBE_STRUCT(BoardsPage, (), (boards, lively))

struct BoardPage {
    std::string board_name;
    std::string board_about;
    std::string board_url;
    std::int64_t topic_count = 0;
    bool follows_board = false;
    bool muted_board = false;
    std::vector<TopicCard> topics;
    std::int64_t left_out = 0;  // on this page, because the reader muted them
    std::optional<web::Pagination> pagination;
};
BOOST_DESCRIBE_STRUCT(BoardPage, (),
                      (board_name, board_about, board_url, topic_count, follows_board, muted_board, topics,
                       left_out, pagination))

struct FollowingPage {
    std::vector<TopicCard> followed;
    std::vector<BoardCard> followed_boards;
    std::vector<TopicCard> muted_topics;
    std::vector<BoardCard> muted_boards;
};
BOOST_DESCRIBE_STRUCT(FollowingPage, (), (followed, followed_boards, muted_topics, muted_boards))

struct NewTopicPage {
    std::string board_name;
    std::string board_url;
    std::string title;
    std::string markdown;
};
BOOST_DESCRIBE_STRUCT(NewTopicPage, (), (board_name, board_url, title, markdown))

struct ForumPost {
    Id id;
    std::int64_t floor = 0;
    people::Card author;
    Html body;
    Time at{};
    std::string url;
    std::string quote_url;
    bool by_opener = false;
    std::string expert_for;  // the board or product that staff name the author an expert for
    bool is_ruling = false;
    bool may_answer = false;  // not the question itself
    bool taken = false;       // its author left and took the words along
    bool gone = false;        // held or declined, and not for this reader: author and body are empty
    bool held = false;
    bool declined = false;
    std::string declined_reason;
    std::int64_t helpful_count = 0;
    bool i_found_helpful = false;
    bool mine = false;
    std::string act_url;  // /t/37/24
    std::string flag_url;
};
BOOST_DESCRIBE_STRUCT(ForumPost, (),
                      (id, floor, author, body, at, url, quote_url, by_opener, expert_for, is_ruling,
                       may_answer, taken, gone, held, declined, declined_reason, helpful_count,
                       i_found_helpful, mine, act_url, flag_url))

// The post that answers the topic, shown above all others.
struct RulingView {
    people::Card answerer;
    std::string ruled_by;  // the name of who says so
    std::string excerpt;
    std::string ruling_url;
};
BOOST_DESCRIBE_STRUCT(RulingView, (), (answerer, ruled_by, excerpt, ruling_url))

struct TopicPage {
    std::string topic_title;  // "" when it was declined and is not this reader's
    std::int64_t topic_number = 0;
    std::int64_t post_count = 0;
    std::string board_name;  // "" under a thing of another slice
    std::string board_url;
    std::string subject_url;
    bool follows = false;
    bool muted = false;
    std::int64_t new_count = 0;  // posts since the reader was here
    std::string new_url;
    std::int64_t first_floor = 1;  // of this page
    std::optional<RulingView> ruling;
    bool can_rule = false;
    bool closed = false;  // it is not shown to everybody, so nobody answers
    std::vector<ForumPost> posts;
    std::optional<web::Pagination> pagination;
    std::string markdown;  // what stands in the reply box: a quote, or what was refused
};
BOOST_DESCRIBE_STRUCT(TopicPage, (),
                      (topic_title, topic_number, post_count, board_name, board_url, subject_url, follows,
                       muted, new_count, new_url, first_floor, ruling, can_rule, closed, posts, pagination,
                       markdown))

struct MarkdownPreview {
    Html preview;
};
BOOST_DESCRIBE_STRUCT(MarkdownPreview, (), (preview))

struct NewPicturePage {
    std::string picture_url;  // "" until one is put up
};
BOOST_DESCRIBE_STRUCT(NewPicturePage, (), (picture_url))

}  // namespace canyu::forum
