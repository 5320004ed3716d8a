// What the pages of F-codes show and the API answers.
#pragma once

#include "features/f_codes/forms.hpp"
#include "features/f_codes/store.hpp"

namespace canyu::f_codes {

struct BatchCard {
    Id batch_id;
    std::string batch_name;
    std::string product_name;
    std::string reason;
    EarnedBy deed = EarnedBy::by_hand;
    bool by_deed = false;  // not by hand
    std::int64_t every = 1;
    std::int64_t units = 0;
    std::int64_t per_person = 1;
    std::int64_t days_valid = 0;
    Time since{};
    Time until{};
    bool is_over = false;
    std::int64_t left_count = 0;
    std::int64_t working_count = 0;
    std::int64_t used_count = 0;
    std::int64_t ran_out_count = 0;
};
BOOST_DESCRIBE_STRUCT(BatchCard, (),
                      (batch_id, batch_name, product_name, reason, deed, by_deed, every, units, per_person,
                       days_valid, since, until, is_over, left_count, working_count, used_count,
                       ran_out_count))

struct FCodesPage {
    std::vector<products::Choice> choices;
    std::vector<BatchCard> open;
    std::vector<BatchCard> over;
};
BOOST_DESCRIBE_STRUCT(FCodesPage, (), (choices, open, over))

struct CodeCard {
    std::string code_url;
    std::string batch_name;
    std::string product_name;
    CodeState code_state = CodeState::held;
    std::string text;  // "" for whoever is not its holder, and when it does not work any more
    std::optional<Time> expires_at;
    bool was_given = false;
    Time asked_at{};
};
BOOST_DESCRIBE_STRUCT(CodeCard, (),
                      (code_url, batch_name, product_name, code_state, text, expires_at, was_given, asked_at))

struct CodeLine {
    CodeCard code;
    people::Card earned_by;
    std::optional<people::Card> handed_to;  // the friend
};
BOOST_DESCRIBE_STRUCT(CodeLine, (), (code, earned_by, handed_to))

struct MyCodesPage {
    std::vector<CodeCard> codes;
    std::vector<CodeLine> given;
};
BOOST_DESCRIBE_STRUCT(MyCodesPage, (), (codes, given))

struct CodeStepLine {
    store::CodeStep step = store::CodeStep::earned;
    people::Card who;
    Time at{};
};
BOOST_DESCRIBE_STRUCT(CodeStepLine, (), (step, who, at))

struct CodePage {
    CodeCard code;
    people::Card holder;
    bool is_mine = false;
    bool may_give = false;
    std::string gift_url;  // of a link that is out, for elsewhere
    std::string gift_path;
    std::string deed_url;  // "" where it was given by hand
    std::string given_reason;
    std::optional<people::Card> by;  // who gave it by hand
    std::vector<CodeStepLine> steps;
    std::string used_url;  // what it was used for, "" for nothing yet
    std::string typed_name;
};
BOOST_DESCRIBE_STRUCT(CodePage, (),
                      (code, holder, is_mine, may_give, gift_url, gift_path, deed_url, given_reason, by,
                       steps, used_url, typed_name))

struct GiftPage {
    people::Card giver;
    std::string batch_name;
    std::string product_name;
    std::optional<Time> expires_at;
    bool is_own = false;
    std::string take_url;
};
BOOST_DESCRIBE_STRUCT(GiftPage, (), (giver, batch_name, product_name, expires_at, is_own, take_url))

// ---- the staff's side
struct BatchFields {
    std::string typed_name;
    std::string typed_reason;
    EarnedBy deed = EarnedBy::by_hand;
    std::string typed_every;
    std::string typed_units;
    std::string typed_per_person;
    std::string typed_days_valid;
    std::string typed_days_open;
    std::string typed_days_back;
};
BOOST_DESCRIBE_STRUCT(BatchFields, (),
                      (typed_name, typed_reason, deed, typed_every, typed_units, typed_per_person,
                       typed_days_valid, typed_days_open, typed_days_back))

struct StudioCodesPage {
    std::vector<BatchCard> batches;
    std::vector<products::ProductOption> products;
    BatchFields fields;
};
BOOST_DESCRIBE_STRUCT(StudioCodesPage, (), (batches, products, fields))

struct StudioBatchPage {
    BatchCard batch;
    std::vector<CodeLine> lines;
    std::string typed_name;
    std::string typed_reason;
};
BOOST_DESCRIBE_STRUCT(StudioBatchPage, (), (batch, lines, typed_name, typed_reason))

}  // namespace canyu::f_codes
