// Cases and the lines of the log as the pages show them.
#include <algorithm>
#include <cmath>
#include <set>

#include "features/moderation/pages.hpp"

namespace canyu::moderation {
namespace {

std::int64_t percent(double weight) {
    return std::lround(weight / hidden_at * 100);
}

std::vector<StudioFlag> flag_views(db::Reader& reader, const std::vector<store::Flag>& flags) {
    std::vector<Id> people;
    for (const store::Flag& flag : flags) people.push_back(flag.person_id);
    const auto cards = people::cards(reader, people);
    std::vector<StudioFlag> views;
    for (const store::Flag& flag : flags)
        if (const auto card = cards.find(flag.person_id); card != cards.end())
            views.push_back({card->second, flag.reason, flag.words, percent(flag.weight)});
    return views;
}

StudioCase studio_case(db::Reader& reader, const store::Case& one, const Things& things, Time now) {
    StudioCase view;
    view.review_id = one.id;
    view.thing = things.name(one);
    view.cause = one.cause;
    view.state = one.state;
    const Record record = record_of(reader, one.author_id, now);
    view.author_level = level_of(record);
    view.author_declined = record.declined;
    if (const Piece* piece = things.piece(one)) {
        view.piece_title = piece->title;
        view.piece_words = piece->words;
        view.piece_url = piece->url;
        view.place_name = piece->place_name;
        view.said_at = piece->said_at;
    }
    view.out_of_sight = one.out_of_sight && one.state == CaseState::waiting;
    view.flags = flag_views(reader, store::flags_of(reader, one.id));
    for (const StudioFlag& flag : view.flags) view.flags_percent += flag.percent;
    view.trusts = one.trusts;
    view.blocked_until = one.blocked_until;
    view.decided_reason = one.reason;
    view.decided_at = one.decided_at;
    const auto appeal = store::appeal(reader, one.id);
    if (appeal && !appeal->answered_at && one.state == CaseState::declined) view.appeal_words = appeal->words;
    view.review_url = "/studio/review/" + to_string(one.id);
    view.prefix = to_string(one.id) + "-";
    return view;
}

}  // namespace

Things::Things(db::Reader& reader, const web::Context& context, const Kinds& kinds,
               const std::vector<store::Case>& cases)
    : context_(context), kinds_(kinds) {
    for (const Kind& kind : kinds) {
        std::set<Id> ids;
        for (const store::Case& one : cases)
            if (one.kind == kind.name) ids.insert(one.object_id);
        for (Piece& piece : kind.show(reader, {ids.begin(), ids.end()}, context.language()))
            pieces_.emplace(piece.object_id, std::move(piece));
    }
}

const Piece* Things::piece(const store::Case& one) const {
    const auto found = pieces_.find(one.object_id);
    return found == pieces_.end() ? nullptr : &found->second;
}

std::string Things::name(const store::Case& one) const {
    const auto kind = std::ranges::find(kinds_, one.kind, &Kind::name);
    return kind == kinds_.end() ? one.kind : context_.say({kind->name_key, {}});
}

Acting acting(web::Context& context, const Kinds& kinds) {
    return {context.ids(), kinds, context.member().person, context.now()};
}

std::string case_url(Id review) {
    return "/moderation/" + to_string(review);
}

std::vector<PublicLine> public_lines(db::Reader& reader, const web::Context& context, const Kinds& kinds,
                                     const std::vector<store::Line>& lines) {
    std::vector<Id> people;
    std::vector<Id> reviews;
    for (const store::Line& line : lines) {
        if (line.by_person) people.push_back(line.by_person);
        reviews.push_back(line.case_id);
    }
    const auto cards = people::cards(reader, people);
    std::vector<store::Case> cases = store::find(reader, reviews);
    const Things things(reader, context, kinds, cases);
    std::vector<PublicLine> views;
    for (const store::Line& line : lines) {
        const auto one = std::ranges::find(cases, line.case_id, &store::Case::id);
        PublicLine view;
        view.act = line.act;
        if (const auto card = cards.find(line.by_person); card != cards.end()) view.by = card->second;
        view.reason = line.reason;
        view.until = line.until;
        view.at = line.at;
        view.thing = things.name(*one);
        if (const Piece* piece = things.piece(*one)) {
            view.place_name = piece->place_name;
            view.place_url = piece->place_url;
        }
        view.case_url = case_url(line.case_id);
        views.push_back(std::move(view));
    }
    return views;
}

std::vector<StudioCase> studio_cases(db::Reader& reader, const web::Context& context, const Kinds& kinds,
                                     const std::vector<store::Case>& cases) {
    const Things things(reader, context, kinds, cases);
    std::vector<Id> people;
    for (const store::Case& one : cases) {
        people.push_back(one.author_id);
        if (one.decided_by) people.push_back(*one.decided_by);
    }
    const auto cards = people::cards(reader, people);
    std::vector<StudioCase> views;
    for (const store::Case& one : cases) {
        StudioCase view = studio_case(reader, one, things, context.now());
        if (const auto card = cards.find(one.author_id); card != cards.end()) view.author = card->second;
        if (one.decided_by) view.decided_by = cards.at(*one.decided_by);
        views.push_back(std::move(view));
    }
    return views;
}

}  // namespace canyu::moderation
