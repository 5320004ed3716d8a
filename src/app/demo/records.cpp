#include "app/demo/records.hpp"

#include "app/demo/reading.hpp"

namespace canyu::demo {
namespace {

PersonRecord person(const object& r) {
    return {text(r, "name"), text(r, "display"), text(r, "language"),
            text(r, "role"), text(r, "about"),   number(r, "joined")};
}

ProductRecord product(const object& r) {
    return {text(r, "slug"),     text(r, "name_zh"),  text(r, "name_en"),
            text(r, "about_zh"), text(r, "about_en"), *optional_integer(r, "capacity")};
}

BoardRecord board(const object& r) {
    return {text(r, "slug"),    text(r, "product"),  text(r, "name_zh"),
            text(r, "name_en"), text(r, "about_zh"), text(r, "about_en")};
}

Act act(const object& r) {
    return {number(r, "day"),         text(r, "by"),        text(r, "act"),
            text(r, "horizon"),       text(r, "into"),      optional_integer(r, "target_week"),
            text(r, "reason_zh"),     text(r, "reason_en"), text(r, "alternative_zh"),
            text(r, "alternative_en")};
}

SupportRecord support(const object& r) {
    return {text(r, "by"), text(r, "why"), number(r, "day")};
}

DemandRecord demand(const object& r) {
    return {text(r, "key"),
            text(r, "product"),
            text(r, "title"),
            list(r, "story", act),
            texts(r, "confirmed_by"),
            texts(r, "still_broken_by"),
            list(r, "supports", support)};
}

ReportRecord report(const object& r) {
    return {number(r, "day"),
            text(r, "by"),
            text(r, "product"),
            text(r, "kind"),
            text(r, "title"),
            text(r, "text"),
            boost::json::serialize(r.at("fields")),
            text(r, "demand")};
}

PostRecord post(const object& r) {
    return {number(r, "day"), text(r, "by"), text(r, "text"), optional_integer(r, "quotes"),
            texts(r, "helpful")};
}

AnswerRecord answer(const object& r) {
    return {static_cast<std::size_t>(*optional_integer(r, "post")), text(r, "by"), number(r, "day")};
}

TopicRecord topic(const object& r) {
    return {number(r, "day"), text(r, "by"),   text(r, "board"),       text(r, "demand"),
            text(r, "title"), text(r, "text"), list(r, "posts", post), maybe(r, "answer", answer)};
}

ExpertRecord expert(const object& r) {
    return {number(r, "day"), text(r, "person"), text(r, "board"), text(r, "product"), text(r, "by")};
}

FlagRecord flagged(const object& r) {
    return {text(r, "by"), text(r, "reason"), text(r, "words")};
}

DecisionRecord decision(const object& r) {
    return {number(r, "day"), text(r, "by"), text(r, "verdict"), text(r, "reason"),
            *optional_integer(r, "days")};
}

AppealRecord appeal(const object& r) {
    return {number(r, "day"), text(r, "words"),          number(r, "answer_day"),
            text(r, "by"),    r.at("granted").as_bool(), text(r, "answer")};
}

ModeratedRecord moderated(const object& r) {
    return {number(r, "day"),
            text(r, "by"),
            text(r, "board"),
            text(r, "topic"),
            text(r, "title"),
            text(r, "text"),
            text(r, "cause"),
            list(r, "flags", flagged),
            maybe(r, "decision", decision),
            maybe(r, "appeal", appeal)};
}

ModuleRecord module(const object& r) {
    return {text(r, "name_zh"), text(r, "name_en")};
}

OwnWorkRecord own_work(const object& r) {
    OwnWorkRecord work{number(r, "day"), text(r, "by"), text(r, "title"), text(r, "reason"), std::nullopt};
    if (!r.at("done_day").is_null()) work.done_day = number(r, "done_day");
    return work;
}

SquadRecord squad(const object& r) {
    return {number(r, "day"),         text(r, "product"),           text(r, "name_zh"),
            text(r, "name_en"),       texts(r, "people"),           list(r, "modules", module),
            number(r, "reads_every"), list(r, "own_work", own_work)};
}

PanelsRecord panels(const object& r) {
    return {number(r, "day"), text(r, "product"), *optional_integer(r, "bus"), text(r, "by"),
            text(r, "best"),  text(r, "worst"),   text(r, "missing"),          text(r, "sentence")};
}

HitRecord hit(const object& r) {
    return {number(r, "day"), text(r, "by")};
}

IssueRecord issue(const object& r) {
    IssueRecord issue{number(r, "day"),    text(r, "by"),         text(r, "product"),
                      text(r, "sentence"), text(r, "workaround"), optional_integer(r, "found_in"),
                      flag(r, "holds"),    texts(r, "demands"),   list(r, "hits", hit),
                      std::nullopt};
    if (const value* end = r.if_contains("closing")) {
        const object& c = end->as_object();
        issue.closing = ClosingRecord{number(c, "day"), text(c, "by"), text(c, "state"), text(c, "reason"),
                                      optional_integer(c, "fixed_in")};
    }
    return issue;
}

ValueRecord measured(const object& r) {
    return {number(r, "day"),   *optional_integer(r, "bus"), text(r, "by"),           text(r, "how"),
            number(r, "value"), optional_number(r, "rival"), text(r, "signed_reason")};
}

MeasureRecord measure(const object& r) {
    return {number(r, "day"),
            text(r, "by"),
            text(r, "product"),
            text(r, "kind"),
            text(r, "name_zh"),
            text(r, "name_en"),
            text(r, "unit_zh"),
            text(r, "unit_en"),
            text(r, "better"),
            text(r, "rival"),
            number(r, "promised"),
            number(r, "tolerance"),
            optional_number(r, "before"),
            list(r, "values", measured)};
}

RiderRecord rider(const object& r) {
    return {number(r, "day"), text(r, "by"), text(r, "channel")};
}

RunsRecord runs(const object& r) {
    return {number(r, "day"), *optional_integer(r, "bus"), text(r, "by"), flag(r, "well")};
}

MoveRecord move(const object& r) {
    return {number(r, "day"), *optional_integer(r, "bus"), text(r, "by"),
            text(r, "to"),    text(r, "reason"),           flag(r, "back")};
}

ChannelsRecord channels(const object& r) {
    return {number(r, "day"),         text(r, "by"),         text(r, "product"),
            list(r, "riders", rider), list(r, "runs", runs), list(r, "moves", move)};
}

NodeRecord node(const object& r) {
    return {text(r, "keyword_zh"), text(r, "keyword_en"), text(r, "proof_zh"), text(r, "proof_en"),
            text(r, "measure"),    text(r, "story_zh"),   text(r, "story_en")};
}

CharterRecord charter(const object& r) {
    return {number(r, "day"),      text(r, "by"),      text(r, "product"),  text(r, "what_zh"),
            text(r, "what_en"),    text(r, "pain_zh"), text(r, "pain_en"),  text(r, "itch_zh"),
            text(r, "itch_en"),    text(r, "reason"),  texts(r, "demands"), texts(r, "voices"),
            list(r, "nodes", node)};
}

StageRecord stage(const object& r) {
    return {number(r, "day"),   text(r, "by"),       text(r, "name_zh"),
            text(r, "name_en"), text(r, "flagship"), text(r, "reason")};
}

}  // namespace

Records read_records() {
    const std::vector<EmbeddedFile> files = embedded_files();
    Records records;
    read_file(files, "people", person, records.people);
    read_file(files, "products", product, records.products);
    read_file(files, "boards", board, records.boards);
    read_file(files, "demands", demand, records.demands);
    read_file(files, "reports", report, records.reports);
    read_file(files, "topics", topic, records.topics);
    read_file(files, "experts", expert, records.experts);
    read_file(files, "moderation", moderated, records.moderated);
    read_file(files, "squads", squad, records.squads);
    read_file(files, "panels", panels, records.panels);
    read_file(files, "issues", issue, records.issues);
    read_file(files, "measures", measure, records.measures);
    read_file(files, "channels", channels, records.channels);
    read_file(files, "charters", charter, records.charters);
    read_file(files, "stages", stage, records.stages);
    read_rewards(files, records);
    read_sales(files, records);
    return records;
}

}  // namespace canyu::demo
