// Private to platform/search: orders matching documents, from their terms alone, so that both engines order
// alike.
#pragma once

#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/shape.hpp"
#include "platform/search/terms.hpp"

namespace canyu::search {

struct Candidate {
    Id id;
    Time time{};
    std::string title_terms;  // joined by spaces
    std::string text_terms;
};
BOOST_DESCRIBE_STRUCT(Candidate, (), (id, time, title_terms, text_terms))

// The ids, the best first; of equal ones the newer first.
//
// score = (BM25(text) + 3 BM25(title)) · together · recency, where BM25 has k1 = 1.2, b = 0.75 and no
// document frequency (every candidate has every term; Robertson & Zaragoza, "The Probabilistic Relevance
// Framework", 2009), together is 1.5 when the terms stand side by side in the query's order, and recency
// falls from 2 (now) over 1.5 (90 days) towards 1.
std::vector<Id> rank(const std::vector<Candidate>& candidates, const std::vector<Term>& terms, Time now);

}  // namespace canyu::search
