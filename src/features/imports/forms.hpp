// What the staff send to import a file.
#pragma once

#include <optional>
#include <string>

#include "base/shape.hpp"
#include "features/imports/lines.hpp"

namespace canyu::imports {

// The upload itself is the field "file".
struct UploadForm {
    std::string product;           // its slug
    std::optional<Format> format;  // nothing: our own lines
};
BOOST_DESCRIBE_STRUCT(UploadForm, (), (product, format))

}  // namespace canyu::imports
