// What the pages of experience reports show and the API answers.
#pragma once

#include "features/experience/experience.hpp"

namespace canyu::experience {

struct FeatureChoice {
    Id feature_id;
    std::string feature_name;
    bool is_best = false;  // as told or typed
    bool is_worst = false;
};
BOOST_DESCRIBE_STRUCT(FeatureChoice, (), (feature_id, feature_name, is_best, is_worst))

// A bar of the picture; widths in percent of the longest.
struct FeatureResult {
    std::string name;
    std::string url;  // "" for a module
    std::int64_t best_count = 0;
    std::int64_t worst_count = 0;
    std::int64_t best_width = 0;
    std::int64_t worst_width = 0;
};
BOOST_DESCRIBE_STRUCT(FeatureResult, (), (name, url, best_count, worst_count, best_width, worst_width))

struct SaidLine {
    std::string words;
    people::Card author;
    Time said_at{};
};
BOOST_DESCRIBE_STRUCT(SaidLine, (), (words, author, said_at))

struct AwardView {
    std::string squad_name;
    std::string squad_url;
    std::int64_t loved_count = 0;
    std::int64_t people_count = 0;
    std::int64_t bus_number = 0;
    std::string product_name;
    std::string round_url;
    Time awarded_at{};
};
BOOST_DESCRIBE_STRUCT(AwardView, (),
                      (squad_name, squad_url, loved_count, people_count, bus_number, product_name, round_url,
                       awarded_at))

struct ExperiencePage {
    std::int64_t number = 0;
    std::string version;
    std::string release_url;
    std::string act_url;
    std::string product_label;
    bool can_tell = false;  // it is open
    Time closing_at{};
    bool has_told = false;
    std::vector<FeatureChoice> features;
    std::string missing;
    std::string sentence;
    std::vector<demand::DemandCard> asked;  // what came with it that the reader asked for: does it work?
    std::int64_t teller_count = 0;
    std::vector<FeatureResult> results;  // the most named first
    std::vector<SaidLine> sentences;
    std::vector<SaidLine> wanted;
    std::optional<AwardView> award;
};
BOOST_DESCRIBE_STRUCT(ExperiencePage, (),
                      (number, version, release_url, act_url, product_label, can_tell, closing_at, has_told,
                       features, missing, sentence, asked, teller_count, results, sentences, wanted, award))

struct PopcornPage {
    std::vector<products::Choice> choices;
    std::vector<AwardView> awards;
};
BOOST_DESCRIBE_STRUCT(PopcornPage, (), (choices, awards))

struct PanelsForm {
    std::optional<Id> best;
    std::optional<Id> worst;
    std::string missing;
    std::string sentence;
};
BOOST_DESCRIBE_STRUCT(PanelsForm, (), (best, worst, missing, sentence))

}  // namespace canyu::experience
