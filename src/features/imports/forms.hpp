// What the staff send to import a file.
#pragma once

#include <string>

#include "base/shape.hpp"

namespace canyu::imports {

// The upload itself is the field "file".
struct UploadForm {
    std::string product;  // its slug
};
BOOST_DESCRIBE_STRUCT(UploadForm, (), (product))

}  // namespace canyu::imports
