// What the product page shows.
#pragma once

#include <cstdint>
#include <string>

#include "base/shape.hpp"

namespace canyu::products {

// name and about in the reader's language.
struct ProductPage {
    std::string slug;
    std::string name;
    std::string about;
    std::int64_t capacity = 0;  // demands a week
    Time created_at{};
};
BOOST_DESCRIBE_STRUCT(ProductPage, (), (slug, name, about, capacity, created_at))

}  // namespace canyu::products
