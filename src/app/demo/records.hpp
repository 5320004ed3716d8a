// The records of data/demo as they are read from the built-in files.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/demo/giving_records.hpp"

namespace canyu::demo {

// Days before now; larger is earlier.
using Day = double;

struct PersonRecord {
    std::string name, display, language, role, about;
    Day joined = 0;
};
struct ProductRecord {
    std::string slug, name_zh, name_en, about_zh, about_en;
    std::int64_t capacity = 3;
};
struct BoardRecord {
    std::string slug, product, name_zh, name_en, about_zh, about_en;
};
struct Act {
    Day day = 0;
    std::string by, act, horizon, into;
    std::optional<std::int64_t> target_week;
    std::string reason_zh, reason_en, alternative_zh, alternative_en;
};
struct SupportRecord {
    std::string by, why;
    Day day = 0;
};
struct DemandRecord {
    std::string key, product, title;
    std::vector<Act> story;
    std::vector<std::string> confirmed_by, still_broken_by;
    std::vector<SupportRecord> supports;
};
struct ReportRecord {
    Day day = 0;
    std::string by, product, kind, title, text, fields;  // fields: a JSON object
    std::string demand;                                  // "" for none
};
struct PostRecord {
    Day day = 0;
    std::string by, text;
    std::optional<std::int64_t> quotes;
    std::vector<std::string> helpful;
};
// Which of the posts is named the answer.
struct AnswerRecord {
    std::size_t post = 0;
    std::string by;
    Day day = 0;
};
struct TopicRecord {
    Day day = 0;
    std::string by, board, demand, title, text;
    std::vector<PostRecord> posts;
    std::vector<AnswerRecord> answer;  // one or none
};
struct ExpertRecord {
    Day day = 0;
    std::string person, board, product, by;
};
struct FlagRecord {
    std::string by, reason, words;
};
struct DecisionRecord {
    Day day = 0;
    std::string by, verdict, reason;
    std::int64_t days = 0;
};
struct AppealRecord {
    Day day = 0;
    std::string words;
    Day answer_day = 0;
    std::string by;
    bool granted = false;
    std::string answer;
};
// Words that were held or flagged: a topic of their own on a board, or a post in the topic of that title.
struct ModeratedRecord {
    Day day = 0;
    std::string by, board, topic, title, text, cause;
    std::vector<FlagRecord> flags;
    std::vector<DecisionRecord> decision;  // one or none, as the appeal
    std::vector<AppealRecord> appeal;
};

struct ModuleRecord {
    std::string name_zh, name_en;
};
struct OwnWorkRecord {
    Day day = 0;
    std::string by, title, reason;
    std::optional<Day> done_day;
};
struct SquadRecord {
    Day day = 0;
    std::string product, name_zh, name_en;
    std::vector<std::string> people;
    std::vector<ModuleRecord> modules;
    Day reads_every = 1;
    std::vector<OwnWorkRecord> own_work;
};

// What somebody said on the four panels after a bus; best and worst name a feature as its page does in
// Chinese.
struct PanelsRecord {
    Day day = 0;
    std::string product;
    std::int64_t bus = 0;
    std::string by, best, worst, missing, sentence;
};

struct HitRecord {
    Day day = 0;
    std::string by;
};
// How a known issue ended.
struct ClosingRecord {
    Day day = 0;
    std::string by, state, reason;
    std::optional<std::int64_t> fixed_in;
};
struct IssueRecord {
    Day day = 0;
    std::string by, product, sentence, workaround;
    std::optional<std::int64_t> found_in;
    bool holds = false;
    std::vector<std::string> demands;
    std::vector<HitRecord> hits;
    std::optional<ClosingRecord> closing;
};

struct ValueRecord {
    Day day = 0;
    std::int64_t bus = 0;
    std::string by, how;
    double value = 0;
    std::optional<double> rival;
    std::string signed_reason;  // why it is worse, "" where nobody signed
};
struct MeasureRecord {
    Day day = 0;
    std::string by, product, kind, name_zh, name_en, unit_zh, unit_en, better, rival;
    double promised = 0, tolerance = 0;
    std::optional<double> before;
    std::vector<ValueRecord> values;
};

struct RiderRecord {
    Day day = 0;
    std::string by, channel;
};
// A build went to a channel outward, or back.
struct MoveRecord {
    Day day = 0;
    std::int64_t bus = 0;
    std::string by, to, reason;
    bool back = false;
};
struct RunsRecord {
    Day day = 0;
    std::int64_t bus = 0;
    std::string by;
    bool well = true;
};
struct ChannelsRecord {
    Day day = 0;
    std::string by, product;
    std::vector<RiderRecord> riders;
    std::vector<RunsRecord> runs;
    std::vector<MoveRecord> moves;
};

struct NodeRecord {
    std::string keyword_zh, keyword_en, proof_zh, proof_en, measure, story_zh, story_en;
};
struct CharterRecord {
    Day day = 0;
    std::string by, product, what_zh, what_en, pain_zh, pain_en, itch_zh, itch_en, reason;
    std::vector<std::string> demands, voices;  // keys; of a voice the latest report is quoted
    std::vector<NodeRecord> nodes;             // added with it
};
struct StageRecord {
    Day day = 0;
    std::string by, name_zh, name_en, flagship, reason;
};

struct TitleRecord {
    Day day = 0;
    std::string by, name_zh, name_en, deed;
    std::int64_t needed = 1;
    std::string function, information, honour, benefit;
};

// An F-code that somebody of the staff gave.
struct CodeRecord {
    Day day = 0;
    std::string by, name, reason;
};
struct BatchRecord {
    Day day = 0;
    std::string by, product, name, reason, deed;
    std::int64_t every = 1, units = 1, per_person = 1, days_valid = 1, days_open = 1, days_back = 0;
    std::vector<CodeRecord> codes;
};
struct GiftRecord {
    Day day = 0;
    std::string from, to;
};

struct VipAnswerRecord {
    Day day = 0;
    std::string by;
    bool grants = false;
    std::string words;
    std::int64_t days = 0;
};
struct VipRecord {
    Day day = 0;
    std::string by, evidence, link;
    std::optional<VipAnswerRecord> answer;
};
struct RegularsRecord {
    Day day = 0;
    std::string by, product;
    std::int64_t deeds = 1, days = 1;
};

// Somebody got hold of one: so many minutes after it opened.
struct TakerRecord {
    std::string by;
    double minutes = 0;
    std::string comes_to;  // "paid", "given_up"; "" while it is held
    Day arrived = 0;       // 0 for not yet
    std::string good, bad;
};
struct SaleRecord {
    Day day = 0;  // planned and published
    std::string by, product, title, about, how_to_pay;
    std::int64_t price = 0;  // hundredths
    Day opens = 0;           // the Tuesday noon before (negative: after) it; of today the hour
    std::int64_t hours = 0, hold_minutes = 0;
    bool needs_reservation = false, weekly = false;
    std::int64_t open = 0, code = 0, vip = 0, regular = 0;
    std::optional<std::int64_t> produced, stocked;
    std::optional<Day> next_batch;  // days from now
    std::optional<std::int64_t> next_batch_units;
    std::vector<std::string> reserved_by;
    std::vector<TakerRecord> takers;
};

struct Records {
    std::vector<PersonRecord> people;
    std::vector<ProductRecord> products;
    std::vector<BoardRecord> boards;
    std::vector<DemandRecord> demands;
    std::vector<ReportRecord> reports;
    std::vector<TopicRecord> topics;
    std::vector<ExpertRecord> experts;
    std::vector<ModeratedRecord> moderated;
    std::vector<SquadRecord> squads;
    std::vector<PanelsRecord> panels;
    std::vector<IssueRecord> issues;
    std::vector<MeasureRecord> measures;
    std::vector<ChannelsRecord> channels;
    std::vector<CharterRecord> charters;
    std::vector<StageRecord> stages;
    std::vector<SaleRecord> sales;
    std::vector<TitleRecord> titles;
    std::vector<BatchRecord> batches;
    std::vector<GiftRecord> gifts;
    std::vector<VipRecord> vips;
    std::vector<RegularsRecord> regulars;
    std::vector<PacketRecord> packets;
    std::vector<PayoutRecord> payouts;
    std::vector<ThanksGiftRecord> thanks_gifts;
};

Records read_records();

}  // namespace canyu::demo
