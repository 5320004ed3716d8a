// What a person may do beside what everybody may: member, VIP, regular. Sales and events ask here.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/participation/participation.hpp"
#include "features/squads/squads.hpp"
#include "platform/db/upkeep.hpp"

namespace canyu::entitlements {

struct Entitled {
    bool member = false;   // signed in, and has not left
    bool vip = false;      // granted by staff for evidence, and not run out
    bool regular = false;  // a seat of the product is kept for them
};
// Of a person for a product, now; nothing for a visitor (Id{}).
Entitled entitled(db::Reader& reader, Id person, Id product, Time now);

// ---- VIP
enum class VipState { waiting, granted, declined, withdrawn, ended };
BOOST_DESCRIBE_ENUM(VipState, waiting, granted, declined, withdrawn, ended)

struct VipRequest {
    Id id;
    Id person_id;
    std::string evidence;  // 10 to 2,000 characters
    std::string link;      // "" for none
    Time sent_at{};
    VipState state = VipState::waiting;
    std::string answer;  // public where it was granted
    std::optional<Id> answered_by;
    std::optional<Time> answered_at;
    std::optional<Time> valid_until;
};
BOOST_DESCRIBE_STRUCT(VipRequest, (),
                      (id, person_id, evidence, link, sent_at, state, answer, answered_by, answered_at,
                       valid_until))

// 422 on evidence and link; 409 "entitlements.waits_already", "entitlements.is_vip".
Result<Id> ask_for_vip(db::Writer& writer, IdSource& ids, Id person, const std::string& evidence,
                       const std::string& link, Time now);
// Takes back what waits; nothing where nothing does.
void withdraw(db::Writer& writer, Id person, Time now);

inline constexpr std::int64_t most_days = 3650;
struct VipAnswer {
    bool grants = false;
    std::string words;      // the public reason, or the kind sentence
    std::int64_t days = 0;  // how long it is valid, where it is granted
};
// 404; 409 "entitlements.answered_already", "entitlements.own_request"; 422 on words and days.
Result<void> answer(db::Writer& writer, const squads::Acting& acting, Id request, const VipAnswer& answer);
// 404; 409 "entitlements.not_vip"; 422 on reason.
Result<void> end(db::Writer& writer, const squads::Acting& acting, Id request, const std::string& reason);

// What makes a person a VIP now.
std::optional<VipRequest> vip_of(db::Reader& reader, Id person, Time now);

// ---- regulars
struct RegularRule {
    Id product_id;
    std::int64_t deeds = 0;  // 1 to 100,000
    std::int64_t days = 0;   // 1 to 3,650
};
BOOST_DESCRIBE_STRUCT(RegularRule, (), (product_id, deeds, days))

// 404; 422 on deeds and days.
Result<void> set_rule(db::Writer& writer, const squads::Acting& acting, const RegularRule& rule);

// Whether a seat of a product is kept for a person, and why.
struct Seat {
    std::optional<RegularRule> rule;  // nothing: no seat of this product is kept for anybody
    participation::Activity has;
    bool kept = false;
};
Seat seat(db::Reader& reader, Id person, Id product);

// /me/rights; staff: /studio/rights
void add_pages(web::Site& site);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::entitlements
