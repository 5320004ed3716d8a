// What the page of words is asked, and what staff send from it.
#pragma once

#include <boost/describe.hpp>
#include <string>

namespace canyu::words {

struct WordsQuery {
    std::string product;  // slug; "" for the first
};
BOOST_DESCRIBE_STRUCT(WordsQuery, (), (product))

struct PairForm {
    std::string product;  // slug; "" for the first
    std::string one;
    std::string other;
};
BOOST_DESCRIBE_STRUCT(PairForm, (), (product, one, other))

}  // namespace canyu::words
