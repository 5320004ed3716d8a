// What the pages about unanswered topics show.
#pragma once

#include "features/answers/answers.hpp"
#include "platform/web/pagination.hpp"

namespace canyu::answers {

// The longer the silence, the hotter.
enum class Heat { today, days, week, weeks };
BOOST_DESCRIBE_ENUM(Heat, today, days, week, weeks)

struct SilentTopic {
    forum::TopicCard topic;
    Heat heat = Heat::today;
};
BOOST_DESCRIBE_STRUCT(SilentTopic, (), (topic, heat))

struct WaitingPage {
    std::int64_t silent_count = 0;
    std::vector<WaitingForMe> waiting_for_me;
    std::vector<SilentTopic> silent;
    std::optional<web::Pagination> pagination;
};
BOOST_DESCRIBE_STRUCT(WaitingPage, (), (silent_count, waiting_for_me, silent, pagination))

struct ExpertLine {
    people::Card person;
    std::string place_name;
    std::string expert_url;  // to take it back
};
BOOST_DESCRIBE_STRUCT(ExpertLine, (), (person, place_name, expert_url))

struct PlaceChoice {
    std::string place;
    std::string label;
    bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(PlaceChoice, (), (place, label, chosen))

struct AskedPerson {
    people::Card who;
    Because because = Because::expert;
    Time asked_at{};
    bool passed = false;
};
BOOST_DESCRIBE_STRUCT(AskedPerson, (), (who, because, asked_at, passed))

struct StudioSilent {
    forum::TopicCard topic;
    Heat heat = Heat::today;
    std::vector<AskedPerson> asked;
    std::string ask_url;
    std::string typed_who;
};
BOOST_DESCRIBE_STRUCT(StudioSilent, (), (topic, heat, asked, ask_url, typed_who))

struct StudioAnswersPage {
    std::int64_t hours = 24;
    std::int64_t at_most = 3;
    std::vector<ExpertLine> experts;
    std::vector<PlaceChoice> places;
    std::string typed_person;
    std::int64_t silent_count = 0;
    std::vector<StudioSilent> silent;
};
BOOST_DESCRIBE_STRUCT(StudioAnswersPage, (),
                      (hours, at_most, experts, places, typed_person, silent_count, silent))

}  // namespace canyu::answers
