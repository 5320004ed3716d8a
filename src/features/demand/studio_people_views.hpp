// What staff see of the people behind a demand.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/demand/studio_forms.hpp"
#include "platform/web/pagination.hpp"

namespace canyu::demand {

// What a person shares with those who spoke before, in percent; 0 for nothing.
struct StudioShared {
    std::int64_t copied_percent = 0;
    std::int64_t network_percent = 0;
    std::int64_t referrer_percent = 0;
    std::int64_t acted_percent = 0;
    std::int64_t born_percent = 0;
};
BOOST_DESCRIBE_STRUCT(StudioShared, (),
                      (copied_percent, network_percent, referrer_percent, acted_percent, born_percent))

// One person's word for a demand.
struct StudioVoice {
    Id demand_id;
    Id person_id;
    people::Card who;
    Time joined_at{};
    Time first_said_at{};
    Time last_said_at{};
    std::int64_t reports = 0;
    bool supports = false;
    bool not_me = false;
    bool is_new = false;
    std::int64_t trust_percent = 0;
    std::int64_t own_percent = 100;      // how far they speak for themselves
    std::optional<StudioShared> shared;  // where that is not in full
    std::optional<people::Card> with;    // one of those they seem to be one voice with
    bool held = false;
    bool is_source = false;  // held for what others made of it
    bool is_silent = false;  // held as one of too many who said nothing
    bool vouched = false;
    std::string words;  // what they said first, of who is held; "" without any
    std::string words_language;
    bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(StudioVoice, (),
                      (demand_id, person_id, who, joined_at, first_said_at, last_said_at, reports, supports,
                       not_me, is_new, trust_percent, own_percent, shared, with, held, is_source, is_silent,
                       vouched, words, words_language, chosen))

struct StudioPeoplePage {
    Id demand_id;
    std::string demand_title;
    std::string product_name;
    std::string product_slug;
    VoiceOrder order = VoiceOrder::first;
    bool only_held = false;
    std::int64_t people = 0;
    std::int64_t held_people = 0;
    std::vector<StudioVoice> voices;
    std::optional<web::Pagination> pagination;
};
BOOST_DESCRIBE_STRUCT(StudioPeoplePage, (),
                      (demand_id, demand_title, product_name, product_slug, order, only_held, people,
                       held_people, voices, pagination))

}  // namespace canyu::demand
