// What the pages of rights show and the API answers.
#pragma once

#include "features/entitlements/forms.hpp"

namespace canyu::entitlements {

struct VipView {
    VipState vip_state = VipState::waiting;
    std::string evidence;
    std::string link;
    std::string answer;
    Time sent_at{};
    std::optional<Time> answered_at;
    std::optional<Time> valid_until;
};
BOOST_DESCRIBE_STRUCT(VipView, (), (vip_state, evidence, link, answer, sent_at, answered_at, valid_until))

struct SeatView {
    std::string product_name;
    bool kept = false;
    bool has_rule = false;
    std::int64_t needed_deeds = 0;
    std::int64_t needed_days = 0;
};
BOOST_DESCRIBE_STRUCT(SeatView, (), (product_name, kept, has_rule, needed_deeds, needed_days))

struct RightsPage {
    bool is_vip = false;
    bool may_ask = false;         // nothing waits, and they are no VIP
    std::optional<VipView> last;  // the last request that was not taken back
    std::vector<SeatView> seats;
    std::int64_t my_deeds = 0;
    std::int64_t my_days = 0;
    std::string log_url;
    std::string typed_evidence;
    std::string typed_link;
};
BOOST_DESCRIBE_STRUCT(RightsPage, (),
                      (is_vip, may_ask, last, seats, my_deeds, my_days, log_url, typed_evidence, typed_link))

// ---- the staff's side
struct VipLine {
    people::Card person;
    std::string request_url;
    VipView request;
};
BOOST_DESCRIBE_STRUCT(VipLine, (), (person, request_url, request))

struct RuleLine {
    std::string product_name;
    bool has_rule = false;
    std::int64_t needed_deeds = 0;
    std::int64_t needed_days = 0;
};
BOOST_DESCRIBE_STRUCT(RuleLine, (), (product_name, has_rule, needed_deeds, needed_days))

struct StudioRightsPage {
    std::vector<VipLine> waiting;
    std::vector<VipLine> vips;
    std::vector<RuleLine> rules;
    std::vector<products::ProductOption> products;
    std::string typed_deeds;
    std::string typed_days;
};
BOOST_DESCRIBE_STRUCT(StudioRightsPage, (), (waiting, vips, rules, products, typed_deeds, typed_days))

struct StudioVipPage {
    VipLine line;
    bool is_mine = false;  // somebody else answers it
    bool waits = false;
    bool is_vip = false;
    std::optional<people::Card> answered_by;
    std::string typed_words;
    std::string typed_days;
};
BOOST_DESCRIBE_STRUCT(StudioVipPage, (), (line, is_mine, waits, is_vip, answered_by, typed_words, typed_days))

}  // namespace canyu::entitlements
