// What the pages of channels show and the API answers.
#pragma once

#include "features/channels/forms.hpp"

namespace canyu::channels {

struct BuildView {
    std::int64_t bus_number = 0;
    std::string version;
    std::string bus_url;
    Channel reached = Channel::daily;
    Time left_at{};
};
BOOST_DESCRIBE_STRUCT(BuildView, (), (bus_number, version, bus_url, reached, left_at))

struct GateView {
    Channel to = Channel::weekly;
    bool met = false;
    std::int64_t least_people = 0;
    std::int64_t well = 0;
    bool people_met = false;
    std::int64_t most_doubt_percent = 0;
    std::int64_t doubts = 0;
    std::int64_t doubt_percent = 0;
    bool doubts_met = false;
    std::int64_t least_days = 0;
    std::int64_t days = 0;
    bool days_met = false;
    std::int64_t holding = 0;
    std::vector<std::string> figures;  // measures that got worse and that nobody has signed for
};
BOOST_DESCRIBE_STRUCT(GateView, (),
                      (to, met, least_people, well, people_met, most_doubt_percent, doubts, doubt_percent,
                       doubts_met, least_days, days, days_met, holding, figures))

// What was decided about a build, and on what it was measured.
struct DecisionLine {
    BuildView of_build;
    Channel went_to = Channel::daily;
    DecisionKind decision_kind = DecisionKind::gate_met;
    std::string reason;
    std::int64_t well = 0;
    std::int64_t doubts = 0;
    std::int64_t days = 0;
    std::int64_t holding = 0;
    std::int64_t least_people = 0;
    std::int64_t most_doubt_percent = 0;
    std::int64_t least_days = 0;
    people::Card by;
    Time decided_at{};
};
BOOST_DESCRIBE_STRUCT(DecisionLine, (),
                      (of_build, went_to, decision_kind, reason, well, doubts, days, holding, least_people,
                       most_doubt_percent, least_days, by, decided_at))

struct ChannelView {
    Channel channel = Channel::daily;
    std::int64_t people_count = 0;
    std::optional<std::int64_t> most_people;
    bool full = false;
    std::vector<people::Card> people;  // the first of those who chose it
    std::int64_t more_count = 0;
    std::optional<BuildView> current;  // the latest build it has
    bool mine = false;
};
BOOST_DESCRIBE_STRUCT(ChannelView, (),
                      (channel, people_count, most_people, full, people, more_count, current, mine))

struct ProductChannels {
    std::string product_name;
    std::string act_url;
    std::vector<ChannelView> channels;
    std::vector<DecisionLine> decisions;  // of the latest builds, the latest first
};
BOOST_DESCRIBE_STRUCT(ProductChannels, (), (product_name, act_url, channels, decisions))

struct ChannelsPage {
    std::vector<products::Choice> choices;
    std::vector<ProductChannels> products;
};
BOOST_DESCRIBE_STRUCT(ChannelsPage, (), (choices, products))

struct BuildPage {
    std::string product_name;
    BuildView build;
    std::optional<GateView> gate;
    bool can_say = false;  // it has reached the reader's channel
    std::optional<Runs> my_word;
    Channel my_channel = Channel::stable;
    std::int64_t well_count = 0;  // who pressed, in any channel
    std::int64_t badly_count = 0;
    std::vector<DecisionLine> decisions;
    std::string studio_url;
};
BOOST_DESCRIBE_STRUCT(BuildPage, (),
                      (product_name, build, gate, can_say, my_word, my_channel, well_count, badly_count,
                       decisions, studio_url))

// ---- the staff's side
struct StudioBuild {
    BuildView build;
    std::optional<GateView> gate;
    std::string act_url;
    bool can_pull_back = false;
};
BOOST_DESCRIBE_STRUCT(StudioBuild, (), (build, gate, act_url, can_pull_back))

struct StudioProductChannels {
    std::string label;
    std::string rules_url;
    std::vector<ChannelView> channels;  // none: the product has no channels
    std::vector<StudioBuild> builds;
};
BOOST_DESCRIBE_STRUCT(StudioProductChannels, (), (label, rules_url, channels, builds))

struct StudioChannelsPage {
    std::vector<StudioProductChannels> products;
};
BOOST_DESCRIBE_STRUCT(StudioChannelsPage, (), (products))

// Numbers as they were typed.
struct StudioRulesPage {
    std::string label;
    std::string act_url;
    std::string daily_most;
    std::string weekly_most;
    std::string weekly_people;
    std::string weekly_no;
    std::string weekly_days;
    std::string stable_people;
    std::string stable_no;
    std::string stable_days;
};
BOOST_DESCRIBE_STRUCT(StudioRulesPage, (),
                      (label, act_url, daily_most, weekly_most, weekly_people, weekly_no, weekly_days,
                       stable_people, stable_no, stable_days))

struct BackOption {
    Channel option = Channel::nobody;
    bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(BackOption, (), (option, chosen))

// A build goes on, or is pulled back to one of `options`.
struct StudioMovePage {
    BuildView build;
    std::optional<GateView> gate;
    std::string act_url;
    std::vector<BackOption> options;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(StudioMovePage, (), (build, gate, act_url, options, reason))

}  // namespace canyu::channels
