// What the pages of charters show and the API answers.
#pragma once

#include "features/charter/forms.hpp"

namespace canyu::charter {

// A measure that proves something, as measured last.
struct ProofView {
    std::string measure_name;
    std::string measure_url;
    std::string unit;
    double promised = 0;
    std::optional<double> now;
};
BOOST_DESCRIBE_STRUCT(ProofView, (), (measure_name, measure_url, unit, promised, now))

struct NodeView {
    Id node_id;
    std::string keyword;
    std::string proof;
    std::optional<ProofView> figure;
    std::string story;
    std::string studio_url;
};
BOOST_DESCRIBE_STRUCT(NodeView, (), (node_id, keyword, proof, figure, story, studio_url))

struct EvidenceWords {
    std::string words;
    std::string report_url;
    people::Card author;
};
BOOST_DESCRIBE_STRUCT(EvidenceWords, (), (words, report_url, author))

struct ChangedPart {
    Part part = Part::what;
    std::string was;
};
BOOST_DESCRIBE_STRUCT(ChangedPart, (), (part, was))

// What one person changed at once, for one reason.
struct ChangeLine {
    std::vector<ChangedPart> parts;
    std::string reason;
    people::Card by;
    Time changed_at{};
};
BOOST_DESCRIBE_STRUCT(ChangeLine, (), (parts, reason, by, changed_at))

// The present stage of the company, and who stands in front.
struct StageView {
    std::string stage_name;
    Time began_at{};
    std::string flagship_name;  // "" for none yet
    std::string flagship_url;
    std::optional<Time> flagship_since;
    bool is_this = false;  // the product of this page
};
BOOST_DESCRIBE_STRUCT(StageView, (),
                      (stage_name, began_at, flagship_name, flagship_url, flagship_since, is_this))

struct CharterPage {
    std::string product_name;
    std::string product_url;
    bool written = false;
    std::string what;
    std::string pain;
    std::string itch;
    Time written_at{};
    std::vector<demand::DemandCard> demands;
    std::vector<EvidenceWords> reports;
    std::vector<NodeView> nodes;
    std::optional<StageView> present_stage;
    std::vector<ChangeLine> changes;
    std::string studio_url;
};
BOOST_DESCRIBE_STRUCT(CharterPage, (),
                      (product_name, product_url, written, what, pain, itch, written_at, demands, reports,
                       nodes, present_stage, changes, studio_url))

// ---- the staff's side
struct CharterLine {
    std::string label;
    std::string url;
    bool written = false;
    std::int64_t node_count = 0;
};
BOOST_DESCRIBE_STRUCT(CharterLine, (), (label, url, written, node_count))

struct StageLine {
    std::string stage_name;
    Time began_at{};
    std::string flagship_name;
    std::string flagship_url;  // where it is handed over; "" for a stage that is over
};
BOOST_DESCRIBE_STRUCT(StageLine, (), (stage_name, began_at, flagship_name, flagship_url))

struct StudioChartersPage {
    std::vector<CharterLine> charters;
    std::vector<StageLine> stages;
    std::string name_zh;
    std::string name_en;
};
BOOST_DESCRIBE_STRUCT(StudioChartersPage, (), (charters, stages, name_zh, name_en))

struct StudioCharterPage {
    std::string product_label;
    std::string page_url;
    std::string act_url;
    bool written = false;
    std::string what_zh;
    std::string what_en;
    std::string pain_zh;
    std::string pain_en;
    std::string itch_zh;
    std::string itch_en;
    std::string demands;
    std::string reports;
    std::string reason;
    std::vector<NodeView> nodes;
    bool has_room = false;  // for another node
};
BOOST_DESCRIBE_STRUCT(StudioCharterPage, (),
                      (product_label, page_url, act_url, written, what_zh, what_en, pain_zh, pain_en, itch_zh,
                       itch_en, demands, reports, reason, nodes, has_room))

struct MeasureOption {
    Id option_id;
    std::string label;
    bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(MeasureOption, (), (option_id, label, chosen))

// A node as it is kept or typed; a new one has no removal_url.
struct StudioNodePage {
    std::string product_label;
    std::string back_url;
    std::string act_url;
    std::string removal_url;
    std::string keyword_zh;
    std::string keyword_en;
    std::string proof_zh;
    std::string proof_en;
    std::vector<MeasureOption> measures;
    std::string story_zh;
    std::string story_en;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(StudioNodePage, (),
                      (product_label, back_url, act_url, removal_url, keyword_zh, keyword_en, proof_zh,
                       proof_en, measures, story_zh, story_en, reason))

// A node is taken out.
struct StudioRemovalPage {
    std::string keyword;
    std::string back_url;
    std::string act_url;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(StudioRemovalPage, (), (keyword, back_url, act_url, reason))

struct StudioFlagshipPage {
    std::string stage_name;
    std::string act_url;
    std::string now_name;  // who stands there now, "" for nobody
    std::string from;      // its slug
    std::vector<products::ProductOption> options;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(StudioFlagshipPage, (), (stage_name, act_url, now_name, from, options, reason))

}  // namespace canyu::charter
