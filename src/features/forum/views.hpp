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
};
BOOST_DESCRIBE_STRUCT(BoardCard, (), (name, about, url, topic_count))

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
    std::vector<TopicCard> topics;
    std::optional<web::Pagination> pagination;
};
BOOST_DESCRIBE_STRUCT(BoardPage, (), (board_name, board_about, board_url, topic_count, topics, pagination))

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
};
BOOST_DESCRIBE_STRUCT(ForumPost, (), (id, floor, author, body, at, url, quote_url, by_opener))

struct TopicPage {
    std::string topic_title;
    std::int64_t topic_number = 0;
    std::int64_t post_count = 0;
    std::string board_name;  // "" under a thing of another slice
    std::string board_url;
    std::string subject_url;
    std::vector<ForumPost> posts;
    std::optional<web::Pagination> pagination;
    std::string markdown;  // what stands in the reply box: a quote, or what was refused
};
BOOST_DESCRIBE_STRUCT(TopicPage, (),
                      (topic_title, topic_number, post_count, board_name, board_url, subject_url, posts,
                       pagination, markdown))

struct MarkdownPreview {
    Html preview;
};
BOOST_DESCRIBE_STRUCT(MarkdownPreview, (), (preview))

struct NewPicturePage {
    std::string picture_url;  // "" until one is put up
};
BOOST_DESCRIBE_STRUCT(NewPicturePage, (), (picture_url))

}  // namespace canyu::forum
