// What the pages of sales show and the API answers.
#pragma once

#include "features/sale/forms.hpp"

namespace canyu::sale {

struct SaleCard {
    std::int64_t sale_number = 0;
    std::string sale_url;
    std::string sale_title;
    std::string product_name;
    Money price;
    Time opens_at{};
    Time closes_at{};
    SalePhase sale_phase = SalePhase::coming;
    bool weekly = false;
    std::int64_t planned_units = 0;  // of all channels
    std::int64_t reservation_count = 0;
    std::string studio_sale_url;
};
BOOST_DESCRIBE_STRUCT(SaleCard, (),
                      (sale_number, sale_url, sale_title, product_name, price, opens_at, closes_at,
                       sale_phase, weekly, planned_units, reservation_count, studio_sale_url))

struct SalesPage {
    std::vector<SaleCard> now;
    std::vector<SaleCard> coming;
    std::vector<SaleCard> past;
};
BOOST_DESCRIBE_STRUCT(SalesPage, (), (now, coming, past))

struct StockLine {
    ChannelKind kind = ChannelKind::open;
    std::int64_t units = 0;
    std::int64_t left = 0;
    std::int64_t held = 0;
    std::int64_t sold = 0;
};
BOOST_DESCRIBE_STRUCT(StockLine, (), (kind, units, left, held, sold))

// Where everything is: of the journal while this process leads the sale, else of the orders.
struct StockTable {
    std::vector<StockLine> lines;
    std::int64_t all_units = 0;
    std::int64_t all_left = 0;
    std::int64_t all_held = 0;
    std::int64_t all_sold = 0;
    bool adds_up = true;
    bool is_stopped = false;
    bool is_closed = false;
};
BOOST_DESCRIBE_STRUCT(StockTable, (),
                      (lines, all_units, all_left, all_held, all_sold, adds_up, is_stopped, is_closed))

struct NoteLine {
    NoteKind note_kind = NoteKind::told;
    Time noted_at{};
    std::int64_t note_units = 0;
    std::string words;
};
BOOST_DESCRIBE_STRUCT(NoteLine, (), (note_kind, noted_at, note_units, words))

// What the button of one tap sends.
struct ClaimBox {
    std::string ticket;
    std::string key;
    ChannelKind through = ChannelKind::open;
};
BOOST_DESCRIBE_STRUCT(ClaimBox, (), (ticket, key, through))

// How many want one for each that there is, in the channel for all.
struct Odds {
    std::int64_t wanting = 0;
    std::int64_t for_all = 0;
    double for_each = 0;
    bool enough = false;  // for everybody who reserved so far
};
BOOST_DESCRIBE_STRUCT(Odds, (), (wanting, for_all, for_each, enough))

struct SalePage {
    SaleCard sale;
    Time server_time{};
    std::string about;
    std::int64_t per_person = 1;
    std::int64_t hold_span = 0;  // milliseconds from claim to payment
    bool needs_reservation = false;
    Time reserve_until{};
    StockTable stock;
    std::optional<Odds> odds;
    bool may_reserve = false;
    bool i_reserved = false;
    bool takes_codes = false;
    bool my_code_counts = false;
    std::string typed_code;
    std::string question;  // while it has to be answered
    std::string typed_answer;
    std::int64_t tries_left = 0;
    std::optional<ClaimBox> claim;
    std::string claim_words;  // what the last tap came to, where it was no order
    std::vector<orders::OrderCard> my_orders;
    bool has_all = false;  // as many as one person may have
    std::string next_url;  // the next sale of the same product, "" for none
    Time next_opens_at{};
};
BOOST_DESCRIBE_STRUCT(SalePage, (),
                      (sale, server_time, about, per_person, hold_span, needs_reservation, reserve_until,
                       stock, odds, may_reserve, i_reserved, takes_codes, my_code_counts, typed_code,
                       question, typed_answer, tries_left, claim, claim_words, my_orders, has_all, next_url,
                       next_opens_at))

struct SaleBoardPage {
    SaleCard sale;
    Supply supply;
    StockTable stock;
    std::optional<Odds> odds;
    std::vector<NoteLine> notes;
};
BOOST_DESCRIBE_STRUCT(SaleBoardPage, (), (sale, supply, stock, odds, notes))

// ---- the staff's side
struct PlanFields {
    std::vector<products::ProductOption> products;
    std::string typed_title;
    std::string typed_about;
    std::string typed_price;
    std::string typed_currency;
    std::string typed_opens;
    std::string typed_closes;
    std::optional<std::int64_t> minutes;
    std::optional<std::int64_t> most_each;
    std::optional<std::int64_t> typed_open;
    std::optional<std::int64_t> typed_code;
    std::optional<std::int64_t> typed_vip;
    std::optional<std::int64_t> typed_regular;
    bool asks_reservation = false;
    std::string typed_until;
    std::string typed_how;
    bool comes_weekly = false;
    std::string typed_question;
    std::string typed_answers;
};
BOOST_DESCRIBE_STRUCT(PlanFields, (),
                      (products, typed_title, typed_about, typed_price, typed_currency, typed_opens,
                       typed_closes, minutes, most_each, typed_open, typed_code, typed_vip, typed_regular,
                       asks_reservation, typed_until, typed_how, comes_weekly, typed_question, typed_answers))

struct SupplyFields {
    std::optional<std::int64_t> typed_produced;
    std::optional<std::int64_t> typed_stocked;
    std::string typed_next;
    std::optional<std::int64_t> typed_next_units;
    std::string typed_reason;
};
BOOST_DESCRIBE_STRUCT(SupplyFields, (),
                      (typed_produced, typed_stocked, typed_next, typed_next_units, typed_reason))

struct StudioSalesPage {
    std::vector<SaleCard> planned;
    std::vector<SaleCard> coming;
    std::vector<SaleCard> past;
};
BOOST_DESCRIBE_STRUCT(StudioSalesPage, (), (planned, coming, past))

struct SalePlanPage {
    std::string act_url;
    PlanFields fields;
    SupplyFields supply;
};
BOOST_DESCRIBE_STRUCT(SalePlanPage, (), (act_url, fields, supply))

struct RefusalLine {
    std::string refusal;  // as the person reads it
    std::int64_t times = 0;
};
BOOST_DESCRIBE_STRUCT(RefusalLine, (), (refusal, times))

// What a rehearsal came to, or comes to just now.
struct RehearsalReport {
    RehearsalState rehearsal_state = RehearsalState::running;
    Time rehearsed_at{};
    std::int64_t crowd = 0;
    Arrival arrival = Arrival::rush;
    std::int64_t within = 0;  // seconds
    std::int64_t shadow_units = 0;
    Course course;
    double took_seconds = 0;
    double answers_a_second = 0;
    std::optional<double> last_unit_after;  // seconds from the start
    double p50_ms = 0;                      // from a tap to "it is yours"
    double p99_ms = 0;
    std::vector<RefusalLine> refusals;
};
BOOST_DESCRIBE_STRUCT(RehearsalReport, (),
                      (rehearsal_state, rehearsed_at, crowd, arrival, within, shadow_units, course,
                       took_seconds, answers_a_second, last_unit_after, p50_ms, p99_ms, refusals))

struct RehearsalFields {
    std::optional<std::int64_t> typed_people;
    std::optional<std::int64_t> typed_seconds;
    Arrival typed_arrival = Arrival::rush;
};
BOOST_DESCRIBE_STRUCT(RehearsalFields, (), (typed_people, typed_seconds, typed_arrival))

// What only the control room shows: the waiting room, and how the journal and the ordinary rows stand.
struct RoomFigures {
    std::int64_t early = 0;          // came before the start
    std::int64_t in_line = 0;        // of them, whose turn has not come
    std::int64_t line_span = 0;      // milliseconds from the start to the last turn
    std::int64_t tickets = 0;        // pages with a button that were given out
    std::optional<Time> audited_at;  // by the desk; nothing where this process does not lead it
    std::int64_t journal_rows = 0;
    std::int64_t followed_rows = 0;
    std::int64_t unfollowed_units = 0;  // taken, and no orders yet
};
BOOST_DESCRIBE_STRUCT(RoomFigures, (),
                      (early, in_line, line_span, tickets, audited_at, journal_rows, followed_rows,
                       unfollowed_units))

// A planned sale, to be changed or published; or the control room of a published one.
struct StudioSalePage {
    SaleCard sale;
    std::string act_url;
    PlanFields fields;
    SupplyFields supply;
    StockTable stock;
    std::int64_t a_minute = 0;  // orders placed in the last one
    Money sold_for;
    RoomFigures room;
    std::optional<RehearsalReport> rehearsal;  // the last one of the plan
    RehearsalFields load;
    std::vector<NoteLine> notes;
    std::string words_typed;  // of an act of the control room that was refused
};
BOOST_DESCRIBE_STRUCT(StudioSalePage, (),
                      (sale, act_url, fields, supply, stock, a_minute, sold_for, room, rehearsal, load, notes,
                       words_typed))

}  // namespace canyu::sale
