// What staff and members send about sales, and how it is read.
#pragma once

#include "features/sale/rehearsal.hpp"

namespace canyu::sale {

// Times as a browser's field of date and time sends them ("2026-12-01T12:00"), by the clocks of the house.
struct PlanForm {
    std::string product;  // slug
    std::string title;
    std::string about;
    std::string price;     // "1999" or "1999.00"
    std::string currency;  // "" for CNY
    std::string opens;
    std::string closes;
    std::optional<std::int64_t> hold_minutes;
    std::optional<std::int64_t> per_person;
    std::optional<std::int64_t> units_open;
    std::optional<std::int64_t> units_code;
    std::optional<std::int64_t> units_vip;
    std::optional<std::int64_t> units_regular;
    bool needs_reservation = false;
    std::string reserve_until;  // "" for until it opens
    std::string how_to_pay;
    bool weekly = false;
    std::string question;
    std::string answers;
    std::optional<std::int64_t> produced;
    std::optional<std::int64_t> stocked;
    std::string next_batch;  // a day, "2026-12-01"
    std::optional<std::int64_t> next_batch_units;
};
BOOST_DESCRIBE_STRUCT(PlanForm, (),
                      (product, title, about, price, currency, opens, closes, hold_minutes, per_person,
                       units_open, units_code, units_vip, units_regular, needs_reservation, reserve_until,
                       how_to_pay, weekly, question, answers, produced, stocked, next_batch,
                       next_batch_units))

struct SupplyForm {
    std::optional<std::int64_t> produced;
    std::optional<std::int64_t> stocked;
    std::string next_batch;
    std::optional<std::int64_t> next_batch_units;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(SupplyForm, (), (produced, stocked, next_batch, next_batch_units, reason))

enum class RoomAct { stop, resume, top_up, close };
BOOST_DESCRIBE_ENUM(RoomAct, stop, resume, top_up, close)

struct RoomForm {
    RoomAct act = RoomAct::stop;
    std::string reason;
    std::optional<ChannelKind> channel;  // of a top-up
    std::optional<std::int64_t> units;   // of a top-up
};
BOOST_DESCRIBE_STRUCT(RoomForm, (), (act, reason, channel, units))

struct AnswerForm {
    std::string answer;
};
BOOST_DESCRIBE_STRUCT(AnswerForm, (), (answer))

struct RehearsalForm {
    std::optional<std::int64_t> people;
    std::optional<Arrival> arrival;
    std::optional<std::int64_t> seconds;
};
BOOST_DESCRIBE_STRUCT(RehearsalForm, (), (people, arrival, seconds))

struct CodeForm {
    std::string code;
};
BOOST_DESCRIBE_STRUCT(CodeForm, (), (code))

struct Read {
    Plan plan;
    Supply supply;
    std::vector<Channel> channels;
};
// 422 on what cannot be read as a time or an amount; whether it makes sense is for plan() to say.
Result<Read> read(db::Reader& reader, const PlanForm& form);
Result<Supply> read(const SupplyForm& form);
PlanForm form_of(db::Reader& reader, const Sale& sale);
SupplyForm form_of(const Supply& supply);

}  // namespace canyu::sale
