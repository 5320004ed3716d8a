// What the pages of notices show and the API answers.
#pragma once

#include "features/notices/notices.hpp"
#include "platform/web/pagination.hpp"

namespace canyu::notices {

struct NoticeLine {
    Id id;
    Kind kind = Kind::news;
    std::string words;
    std::string reason;
    std::string url;  // opening it there makes it read
    std::int64_t times = 1;
    bool again = false;  // it came more than once
    bool unread = false;
    bool muted = false;  // nothing more comes about this
    Time told_at{};
};
BOOST_DESCRIBE_STRUCT(NoticeLine, (), (id, kind, words, reason, url, times, again, unread, muted, told_at))

struct NoticesPage {
    std::int64_t unread_count = 0;
    std::vector<NoticeLine> notices;
    std::optional<web::Pagination> pagination;
};
BOOST_DESCRIBE_STRUCT(NoticesPage, (), (unread_count, notices, pagination))

struct MutedLine {
    Id notice_id;
    std::string notice_words;
    Time muted_at{};
};
BOOST_DESCRIBE_STRUCT(MutedLine, (), (notice_id, notice_words, muted_at))

// Which kinds a person wants, and how many a day pop up.
struct ChoiceForm {
    bool receipt = false;
    bool talk = false;
    bool request = false;
    bool news = false;
    bool decision = false;
    std::int64_t live_a_day = 0;
};
BOOST_DESCRIBE_STRUCT(ChoiceForm, (), (receipt, talk, request, news, decision, live_a_day))

struct ChoicePage {
    bool receipt = false;
    bool talk = false;
    bool request = false;
    bool news = false;
    bool decision = false;
    std::int64_t live_a_day = 0;
    std::vector<MutedLine> muted;
};
BOOST_DESCRIBE_STRUCT(ChoicePage, (), (receipt, talk, request, news, decision, live_a_day, muted))

}  // namespace canyu::notices
