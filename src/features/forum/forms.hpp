// What people send to the forum.
#pragma once

#include <string>

#include "base/shape.hpp"

namespace canyu::forum {

struct NewTopicForm {
    std::string title;
    std::string markdown;
};
BOOST_DESCRIBE_STRUCT(NewTopicForm, (), (title, markdown))

struct ReplyForm {
    std::string markdown;
};
BOOST_DESCRIBE_STRUCT(ReplyForm, (), (markdown))

struct BoardQuery {
    bool muted = false;  // shows them as well
};
BOOST_DESCRIBE_STRUCT(BoardQuery, (), (muted))

// The next look begins at this floor.
struct UnreadForm {
    std::int64_t floor = 1;
};
BOOST_DESCRIBE_STRUCT(UnreadForm, (), (floor))

// The picture itself comes as the file "picture" of a multipart form.
struct PictureForm {};
BOOST_DESCRIBE_STRUCT(PictureForm, (), ())

}  // namespace canyu::forum
