// F-codes: the right to buy, earned by a deed, used once, passed on at most once.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/allotments/allotments.hpp"
#include "features/credits/credits.hpp"
#include "features/squads/squads.hpp"
#include "platform/db/upkeep.hpp"

namespace canyu::f_codes {

// What earns a code: somebody of the staff says why, or credits of one kind (credits::CreditKind).
enum class EarnedBy { by_hand, report_shipped, support_surfaced, fix_confirmed };
BOOST_DESCRIBE_ENUM(EarnedBy, by_hand, report_shipped, support_surfaced, fix_confirmed)

// So many codes of a product, for one reason. Each is a unit of an allotment.
struct Batch {
    Id id;
    Id product_id;
    Id allotment_id;
    std::string name;    // 2 to 40 characters
    std::string reason;  // public
    EarnedBy deed = EarnedBy::by_hand;
    std::int64_t every = 1;        // so many credits earn one code; 1 to 100
    std::int64_t units = 0;        // 1 to 1,000,000
    std::int64_t per_person = 1;   // codes one person may earn; 1 to 10
    std::int64_t days_valid = 30;  // of a code, from the day it was earned; 1 to 365
    Time since{};                  // credits from then on
    Time until{};                  // no code is earned later
    std::string secret{};          // 32 bytes in hex; set by plan()
    Time planned_at{};
    Id planned_by{};
};
BOOST_DESCRIBE_STRUCT(Batch, (),
                      (id, product_id, allotment_id, name, reason, deed, every, units, per_person, days_valid,
                       since, until, secret, planned_at, planned_by))

enum class CodeState {
    asked,   // earned, and the allotment has not answered yet
    held,    // works until it runs out
    used,    // for what `bound_kind` and `bound_id` say
    back,    // a sale ended without an order: works again until it runs out
    expired  // not used in time
};
BOOST_DESCRIBE_ENUM(CodeState, asked, held, used, back, expired)

struct Code {
    Id id;
    Id batch_id;
    Id earned_by;
    Id holder_id;  // who earned it, or the friend it was given to
    std::optional<Id> deed_id;
    std::string reason;  // why by hand
    std::optional<Id> by_person;
    CodeState state = CodeState::asked;
    Time asked_at{};
    std::optional<Time> expires_at;  // once it is held
    std::optional<Time> offered_at;  // by a link that still works
    std::optional<Time> given_at;
    std::string bound_kind;  // "" for nothing
    Id bound_id{};
};
BOOST_DESCRIBE_STRUCT(Code, (),
                      (id, batch_id, earned_by, holder_id, deed_id, reason, by_person, state, asked_at,
                       expires_at, offered_at, given_at, bound_kind, bound_id))

// ---- earning
// Every member of Batch down to `until` but the two ids of rows made here. 404; field problems name the
// members.
Result<Id> plan(db::Writer& writer, const squads::Acting& acting, const Batch& batch);
// A code for somebody, with a reason that they read. It is theirs once claim_asked() was called. 404; 422 on
// name ("f_codes.nobody", "f_codes.not_ourselves", "f_codes.has_enough") and reason; 409 "f_codes.over",
// "f_codes.none_left".
Result<Id> give_by_hand(db::Writer& writer, const squads::Acting& acting, Id batch, const std::string& name,
                        const std::string& reason);
// Codes for whatever members did that earns one, as far as there are codes; each deed once.
void find_earned(db::Writer& writer, IdSource& ids, Time now);
// Asks the allotments for all that waits. Never inside a closure.
void claim_asked(db::Database& store, const allotments::Counter& counter);
// Closes in the journal the batches of which no code is earned any more; once their codes are used or have
// run out, nobody has to lead them. Never inside a closure.
void close_over(db::Database& store, const allotments::Counter& counter, Time now);
// For the clock, every minute: the three above.
void keep(db::Database& store, const allotments::Counter& counter, IdSource& ids, Time now);
// What Projection::follow() is given for "f_codes".
allotments::Follower follower(IdSource& ids);

// ---- using
// A typed code of this person is theirs to use for `purpose`, and for nothing else. Waits for the allotment:
// never inside a closure. Asked again for the same purpose it answers the same. 404 "f_codes.no_such_code";
// 409 "f_codes.given_away", "f_codes.used", "f_codes.ran_out", "f_codes.other_product",
// "f_codes.one_is_enough"; 503 "f_codes.ask_again". Who takes what is typed counts tries: see README.md.
inline constexpr int tries_per_minute = 10;
Result<void> redeem(db::Database& store, const allotments::Counter& counter, IdSource& ids, Id person,
                    std::string_view code, const allotments::Purpose& purpose, Id product, Time now);
bool redeemed(db::Reader& reader, Id person, const allotments::Purpose& purpose);
// It came to nothing: the code may be used again until it runs out.
void give_back(db::Writer& writer, IdSource& ids, Id person, const allotments::Purpose& purpose, Time now);

// ---- passing on, once; afterwards it is the friend's, and its text another
// 404; 409 "f_codes.given_already", "f_codes.cannot_be_given"; 422 on name.
Result<void> give(db::Writer& writer, IdSource& ids, Id code, Id giver, const std::string& name, Time now);
// A link for whoever opens it first. 404, 409 as give().
Result<void> offer(db::Writer& writer, Id code, Id giver, Time now);
Result<void> withdraw_offer(db::Writer& writer, Id code, Id giver);
// 404 for a token that is not (or no longer) good; 409 "f_codes.own_gift".
Result<void> take(db::Writer& writer, IdSource& ids, Id code, std::string_view token, Id person, Time now);

// ---- looking
// The codes of a person, those they gave away left out, and those; the latest first.
std::optional<Batch> find_batch(db::Reader& reader, Id batch);
std::optional<Code> find(db::Reader& reader, Id code);
std::vector<Code> of_holder(db::Reader& reader, Id person);
std::vector<Code> given_by(db::Reader& reader, Id person);
// As its holder reads and types it: "K7QM-4T2X-90AB-CDEF".
std::string text_of(const Batch& batch, const Code& code);
// What the link of an offer ends with.
std::string token_of(const Batch& batch, const Code& code);

// Where one reads of what a code was used for; "" for nowhere. Slices that come later know.
using FindUse = std::function<std::string(db::Reader&, const allotments::Purpose&)>;

// /f-codes, /me/f-codes…; staff: /studio/f-codes…
void add_pages(web::Site& site, const allotments::Counter& counter, const FindUse& find_use);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::f_codes
