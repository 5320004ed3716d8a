// What the pages of a person show and the API answers.
#pragma once

#include "features/answers/answers.hpp"
#include "features/honours/honours.hpp"
#include "features/participation/participation.hpp"
#include "features/profile/leaving.hpp"
#include "features/receipts/receipts.hpp"
#include "platform/web/pagination.hpp"

namespace canyu::profile {

struct ProfileWords {
    Id report_id;
    report::ReportKind kind = report::ReportKind::line;
    std::string words;
    std::string words_language;
    Time said_at{};
    report::ReportState state = report::ReportState::waiting;
    std::string state_reason;
    std::optional<demand::DemandCard> demand;
};
BOOST_DESCRIBE_STRUCT(ProfileWords, (),
                      (report_id, kind, words, words_language, said_at, state, state_reason, demand))

struct ProfilePage {
    people::Card person;
    std::string about;
    Time joined_at{};
    bool is_me = false;
    bool is_vip = false;
    std::string vip_reason;  // public
    std::vector<honours::TitleTag> titles;
    std::int64_t report_count = 0;
    std::int64_t support_count = 0;
    std::int64_t receipt_count = 0;
    std::vector<answers::WaitingForMe> waiting_for_me;  // on one's own page only
    std::vector<receipts::ReceiptLine> receipts;        // the latest of them
    std::vector<ProfileWords> said;
    std::vector<demand::DemandCard> supports;
    std::vector<forum::TopicCard> talks;
    std::optional<web::Pagination> pagination;
};
BOOST_DESCRIBE_STRUCT(ProfilePage, (),
                      (person, about, joined_at, is_me, is_vip, vip_reason, titles, report_count,
                       support_count, receipt_count, waiting_for_me, receipts, said, supports, talks,
                       pagination))

struct DataPage {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(DataPage, (), (name))

struct LeavingPage {
    WordsOfLeaver words = WordsOfLeaver::stay;
    std::string name;
    bool of_the_house = false;  // who speaks for the house hands over first
};
BOOST_DESCRIBE_STRUCT(LeavingPage, (), (words, name, of_the_house))

// A row of the log.
struct Deed {
    Id row;
    std::string row_url;
    Time at{};
    participation::Verb verb = participation::Verb::join;
    std::string product_name;  // "" where it concerns no product
    std::string object_label;  // "" for what is not there any more
    std::string object_url;
    bool takes_back = false;
    std::string taken_back_url;  // of the row it takes back
};
BOOST_DESCRIBE_STRUCT(Deed, (),
                      (row, row_url, at, verb, product_name, object_label, object_url, takes_back,
                       taken_back_url))

struct LogQuery {
    std::optional<Id> before;
};
BOOST_DESCRIBE_STRUCT(LogQuery, (), (before))

struct LogPage {
    people::Card person;
    std::vector<Deed> deeds;
    std::string older_url;
};
BOOST_DESCRIBE_STRUCT(LogPage, (), (person, deeds, older_url))

struct DeedPage {
    people::Card person;
    Deed deed;
};
BOOST_DESCRIBE_STRUCT(DeedPage, (), (person, deed))

}  // namespace canyu::profile
