// What the pages of known issues show and the API answers.
#pragma once

#include "features/known_issues/forms.hpp"

namespace canyu::known_issues {

struct IssueCard {
    std::int64_t issue_number = 0;
    std::string issue_url;
    std::string product_name;
    std::string sentence;
    std::string workaround;
    IssueState issue_state = IssueState::open;
    bool holds = false;
    std::optional<std::int64_t> found_in;
    std::optional<std::int64_t> fixed_in;
    std::string releases_url;  // of the product, without the number of a bus
    std::string reason;
    std::int64_t affected_count = 0;
    Time opened_at{};
    std::optional<Time> closed_at;
    std::string studio_url;
};
BOOST_DESCRIBE_STRUCT(IssueCard, (),
                      (issue_number, issue_url, product_name, sentence, workaround, issue_state, holds,
                       found_in, fixed_in, releases_url, reason, affected_count, opened_at, closed_at,
                       studio_url))

struct IssuesPage {
    std::vector<products::Choice> choices;
    std::vector<IssueCard> open;
    std::vector<IssueCard> closed;
};
BOOST_DESCRIBE_STRUCT(IssuesPage, (), (choices, open, closed))

struct IssuePage {
    IssueCard issue;
    std::vector<demand::DemandCard> demands;
    std::vector<people::Card> hits;  // who said so here, the first of them
    std::int64_t hit_count = 0;
    bool i_hit = false;
    bool i_asked = false;  // the reader is behind one of its demands
};
BOOST_DESCRIBE_STRUCT(IssuePage, (), (issue, demands, hits, hit_count, i_hit, i_asked))

// ---- the staff's side
// As kept, or as typed when it was refused.
struct IssueFields {
    std::string typed_sentence;
    std::string typed_workaround;
    std::string demands;
    std::optional<std::int64_t> bus_found;
    bool does_hold = false;
    IssueState state = IssueState::open;
    std::optional<std::int64_t> bus_fixed;
    std::string typed_reason;
};
BOOST_DESCRIBE_STRUCT(IssueFields, (),
                      (typed_sentence, typed_workaround, demands, bus_found, does_hold, state, bus_fixed,
                       typed_reason))

struct StudioIssuesPage {
    std::vector<IssueCard> open;
    std::vector<IssueCard> closed;
    std::vector<products::ProductOption> products;
    IssueFields fields;
};
BOOST_DESCRIBE_STRUCT(StudioIssuesPage, (), (open, closed, products, fields))

struct StudioIssuePage {
    IssueCard issue;
    IssueFields fields;
};
BOOST_DESCRIBE_STRUCT(StudioIssuePage, (), (issue, fields))

}  // namespace canyu::known_issues
