// What members think should not stand here, and how much that weighs.
#include <algorithm>

#include "base/text.hpp"
#include "features/moderation/limits.hpp"
#include "features/moderation/steps.hpp"
#include "features/moderation/telling.hpp"
#include "platform/web/checks.hpp"

namespace canyu::moderation {
namespace {

double weight_of(const std::vector<store::Flag>& flags) {
    double others = 0;
    double newcomers = 0;
    for (const store::Flag& flag : flags)
        if (flag.outcome == FlagOutcome::open) (flag.newcomer ? newcomers : others) += flag.weight;
    return others + std::min(newcomers, newcomers_at_most);
}

// Puts a thing out of sight when its open flags weigh enough, and back when they no longer do.
void weigh(db::Writer& writer, const Acting& acting, store::Case& one) {
    const bool heavy = weight_of(store::flags_of(writer, one.id)) >= hidden_at;
    if (one.cause != Cause::flags || heavy == one.out_of_sight) return;
    one.out_of_sight = heavy;
    set_visibility(writer, acting, one, heavy ? Visibility::held : Visibility::shown);
    log(writer, acting, one.id, heavy ? ModerationAct::hidden : ModerationAct::shown_again, the_rules);
    tell_author(writer, acting, one, heavy ? "moderation.told_hidden" : "moderation.told_stands");
}

store::Case case_for_flag(db::Writer& writer, const Acting& acting, const std::string& kind,
                          const Piece& piece) {
    if (auto found = store::find(writer, kind, piece.object_id)) {
        if (found->state == CaseState::waiting) return *found;
        // Looked at before, and somebody sees it otherwise now.
        found->state = CaseState::waiting;
        found->cause = Cause::flags;
        found->out_of_sight = false;
        found->opened_at = acting.now;
        return *found;
    }
    store::Case one;
    one.id = acting.ids.next();
    one.kind = kind;
    one.object_id = piece.object_id;
    one.author_id = piece.author;
    one.opened_at = acting.now;
    store::insert(writer, one);
    return one;
}

store::Flag weighed_flag(db::Reader& reader, const Acting& acting, Id review) {
    store::Flag flag{.case_id = review, .person_id = acting.by, .at = acting.now};
    const auto person = people::find(reader, acting.by);
    const bool staff = person && person->role != web::Role::member;
    const std::int64_t upheld = store::count_flags_by(reader, acting.by, FlagOutcome::upheld);
    const std::int64_t decided = upheld + store::count_flags_by(reader, acting.by, FlagOutcome::dismissed);
    flag.weight = staff ? 1 : flag_weight(trust_of(reader, acting.by, acting.now), upheld, decided);
    flag.newcomer = !staff && level_of(record_of(reader, acting.by, acting.now)) == Level::newcomer;
    return flag;
}

participation::Deed flag_deed(const Acting& acting, const std::string& kind, Id object) {
    return {
        acting.by, {}, "community", participation::Verb::flag, *enum_from_name<participation::Object>(kind),
        object};
}

Result<void> check_flagging(db::Reader& reader, const Acting& acting) {
    const auto person = people::find(reader, acting.by);
    if (person && person->role != web::Role::member) return {};
    const Limits limits = limits_of(level_of(record_of(reader, acting.by, acting.now)));
    return check_often(reader, acting.by, participation::Verb::flag, limits.flags_a_day,
                       std::chrono::hours{24}, "moderation.too_many_flags", acting.now);
}

}  // namespace

Result<void> flag(db::Writer& writer, const Acting& acting, const std::string& kind_name, Id object,
                  FlagReason reason, const std::string& words) {
    const Kind* kind = kind_of(acting.kinds, kind_name);
    const auto pieces = kind ? kind->show(writer, {object}, web::Language::en) : std::vector<Piece>{};
    if (pieces.empty()) return not_found();
    web::Checks checks;
    checks.length("words", trim(words), 0, 300);
    if (auto checked = checks.result(); !checked) return checked;
    if (pieces.front().author == acting.by) return refuse(409, "moderation.flag_own");
    if (auto often = check_flagging(writer, acting); !often) return often;
    const auto before = store::find(writer, kind_name, object);
    if (before && before->state == CaseState::declined) return refuse(409, "moderation.away_already");
    store::Case one = case_for_flag(writer, acting, kind_name, pieces.front());
    store::Flag row = weighed_flag(writer, acting, one.id);
    row.reason = reason;
    row.words = std::string(trim(words));
    if (!store::insert(writer, row)) return refuse(409, "moderation.flagged_already");
    weigh(writer, acting, one);
    store::update(writer, one);
    participation::record(writer, acting.ids, flag_deed(acting, kind_name, object), acting.now);
    return {};
}

Result<void> take_flag_back(db::Writer& writer, const Acting& acting, const std::string& kind, Id object) {
    auto one = store::find(writer, kind, object);
    if (!one || !store::remove_open_flag(writer, one->id, acting.by))
        return refuse(409, "moderation.no_flag");
    participation::reverse(writer, acting.ids, flag_deed(acting, kind, object), acting.now);
    weigh(writer, acting, *one);
    const auto left = store::flags_of(writer, one->id);
    if (one->cause == Cause::flags &&
        std::ranges::find(left, FlagOutcome::open, &store::Flag::outcome) == left.end())
        one->state = CaseState::withdrawn;
    store::update(writer, *one);
    return {};
}

}  // namespace canyu::moderation
