// What the pages of receipts show and the API answers.
#pragma once

#include "features/receipts/receipts.hpp"

namespace canyu::receipts {

// Somebody behind it, and what they said.
struct BehindLine {
    people::Card author;
    std::string words;
    std::string words_language;
    bool reported = false;  // in their own words; otherwise "me too"
    std::string report_url;
    std::string deed_url;  // "" for what was imported
    Time said_at{};
};
BOOST_DESCRIBE_STRUCT(BehindLine, (),
                      (author, words, words_language, reported, report_url, deed_url, said_at))

struct CameWith {
    std::int64_t bus_number = 0;
    std::string version;
    std::string bus_url;
};
BOOST_DESCRIBE_STRUCT(CameWith, (), (bus_number, version, bus_url))

struct ReachView {
    std::int64_t using_count = 0;
    std::string source;
    Time counted_at{};
};
BOOST_DESCRIBE_STRUCT(ReachView, (), (using_count, source, counted_at))

struct ReceiptPage {
    demand::DemandCard demand;
    Time shipped_at{};
    bool came_back = false;  // it is open again since
    std::optional<BehindLine> mine;
    std::optional<CameWith> came_with;  // nothing when it was shipped by hand
    std::string said_about_it;          // when it shipped
    std::int64_t works_count = 0;
    std::int64_t broken_count = 0;
    std::optional<ReachView> reach;
    std::vector<BehindLine> behind;  // the first of them
    std::int64_t more_count = 0;
};
BOOST_DESCRIBE_STRUCT(ReceiptPage, (),
                      (demand, shipped_at, came_back, mine, came_with, said_about_it, works_count,
                       broken_count, reach, behind, more_count))

// ---- the staff's side
struct ReachLine {
    Id bus_id;
    std::int64_t bus_number = 0;
    std::string version;
    std::string bus_url;
    std::string product_name;
    Time left_at{};
    std::optional<ReachView> reach;
};
BOOST_DESCRIBE_STRUCT(ReachLine, (), (bus_id, bus_number, version, bus_url, product_name, left_at, reach))

struct ReachForm {
    Id bus;
    std::int64_t people = 0;
    std::string source;
};
BOOST_DESCRIBE_STRUCT(ReachForm, (), (bus, people, source))

struct BusChoice {
    Id choice_id;
    std::string choice_label;
    bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(BusChoice, (), (choice_id, choice_label, chosen))

struct StudioReceiptsPage {
    std::vector<BusChoice> choices;
    std::string people;
    std::string source;
    std::vector<ReachLine> buses;
};
BOOST_DESCRIBE_STRUCT(StudioReceiptsPage, (), (choices, people, source, buses))

}  // namespace canyu::receipts
