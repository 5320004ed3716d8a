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

// The picture itself comes as the file "picture" of a multipart form.
struct PictureForm {};
BOOST_DESCRIBE_STRUCT(PictureForm, (), ())

}  // namespace canyu::forum
