// What becomes of a thing somebody should look at: held, decided, decided otherwise.
#include <algorithm>

#include "base/text.hpp"
#include "features/moderation/steps.hpp"
#include "features/moderation/telling.hpp"
#include "features/participation/participation.hpp"
#include "platform/audit/audit.hpp"
#include "platform/web/checks.hpp"

namespace canyu::moderation {
namespace {

constexpr std::int64_t longest_block = 365;  // days

// By somebody of the staff: also in the audit and the participation log.
void log_staff(db::Writer& writer, const Acting& acting, const store::Case& one, ModerationAct act,
               const char* audit_key, const std::string& reason, std::optional<Time> until = std::nullopt) {
    log(writer, acting, one.id, act, acting.by, reason, until);
    audit::record(writer, acting.ids, acting.by, audit_key, {"review", one.id}, reason, acting.now);
    participation::record(writer, acting.ids,
                          {acting.by,
                           {},
                           "community",
                           participation::Verb::review,
                           *enum_from_name<participation::Object>(one.kind),
                           one.object_id},
                          acting.now);
}

Result<void> check_decision(const Decision& decision) {
    web::Checks checks;
    const bool declines = decision.verdict >= Verdict::decline;
    checks.length("reason", trim(decision.reason), declines ? 4 : 0, 500);
    checks.that(decision.verdict != Verdict::decline_and_block ||
                    (decision.days >= 1 && decision.days <= longest_block),
                "days", "moderation.days");
    return checks.result();
}

struct VerdictWords {
    ModerationAct act;
    const char* audit_key;
};
VerdictWords words_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::approve:
            return {ModerationAct::approved, "moderation.act_approved"};
        case Verdict::approve_and_trust:
            return {ModerationAct::approved_and_trusted, "moderation.act_trusted"};
        case Verdict::decline:
            return {ModerationAct::declined, "moderation.act_declined"};
        case Verdict::decline_and_block:
            break;
    }
    return {ModerationAct::declined_and_blocked, "moderation.act_blocked"};
}

// The state a case has once it is decided, with all that hangs on it.
void settle(db::Writer& writer, const Acting& acting, store::Case& one, CaseState state,
            const std::string& reason) {
    one.state = state;
    one.reason = reason;
    one.decided_by = acting.by;
    one.decided_at = acting.now;
    store::update(writer, one);
    const bool declined = state == CaseState::declined;
    set_visibility(writer, acting, one, declined ? Visibility::hidden : Visibility::shown, reason);
}

Result<store::Case> case_to_judge(db::Reader& reader, const Acting& acting, Id review) {
    auto one = store::find(reader, review);
    if (!one) return not_found();
    if (one->author_id == acting.by) return refuse(403, "moderation.own_words");
    return *std::move(one);
}

}  // namespace

const Kind* kind_of(const Kinds& kinds, const std::string& name) {
    const auto found = std::ranges::find(kinds, name, &Kind::name);
    return found == kinds.end() ? nullptr : &*found;
}

void log(db::Writer& writer, const Acting& acting, Id review, ModerationAct act, Id by,
         const std::string& reason, std::optional<Time> until) {
    store::insert(writer, store::Line{acting.ids.next(), review, act, by, reason, until, acting.now});
}

void set_visibility(db::Writer& writer, const Acting& acting, const store::Case& one, Visibility visibility,
                    const std::string& reason) {
    const Kind* kind = kind_of(acting.kinds, one.kind);
    CANYU_CHECK(kind != nullptr);
    kind->set(writer, acting.ids, one.object_id, visibility, reason, acting.now);
}

void hold(db::Writer& writer, IdSource& ids, const std::string& kind, Id object, Id author, Cause cause,
          Time now) {
    store::Case one;
    one.id = ids.next();
    one.kind = kind;
    one.object_id = object;
    one.author_id = author;
    one.cause = cause;
    one.out_of_sight = true;
    one.opened_at = now;
    store::insert(writer, one);
    store::insert(writer, store::Line{ids.next(), one.id, ModerationAct::held, the_rules, "", {}, now});
}

Result<void> decide(db::Writer& writer, const Acting& acting, Id review, const Decision& decision) {
    if (auto checked = check_decision(decision); !checked) return checked;
    CANYU_TRY(store::Case one, case_to_judge(writer, acting, review));
    if (one.state != CaseState::waiting) return refuse(409, "moderation.decided_already");
    const bool declines = decision.verdict >= Verdict::decline;
    one.trusts = !declines && (one.trusts || decision.verdict == Verdict::approve_and_trust);
    if (decision.verdict == Verdict::decline_and_block)
        one.blocked_until = acting.now + std::chrono::days(decision.days);
    const std::string reason(trim(decision.reason));
    settle(writer, acting, one, declines ? CaseState::declined : CaseState::approved, reason);
    if (declines || one.out_of_sight)
        tell_author(writer, acting, one, declines ? "moderation.told_declined" : "moderation.told_stands");
    tell_flaggers(writer, acting, one, declines);
    store::settle_flags(writer, one.id, FlagOutcome::open,
                        declines ? FlagOutcome::upheld : FlagOutcome::dismissed);
    const VerdictWords words = words_of(decision.verdict);
    log_staff(writer, acting, one, words.act, words.audit_key, reason, one.blocked_until);
    return {};
}

Result<void> undo(db::Writer& writer, const Acting& acting, Id review) {
    CANYU_TRY(store::Case one, case_to_judge(writer, acting, review));
    if (!one.decided_at || one.state == CaseState::waiting) return refuse(409, "moderation.not_decided");
    const bool was_declined = one.state == CaseState::declined;
    one.state = CaseState::waiting;
    one.trusts = false;
    one.blocked_until.reset();
    one.reason.clear();
    one.decided_by.reset();
    one.decided_at.reset();
    store::update(writer, one);
    store::settle_flags(writer, one.id, was_declined ? FlagOutcome::upheld : FlagOutcome::dismissed,
                        FlagOutcome::open);
    set_visibility(writer, acting, one, one.out_of_sight ? Visibility::held : Visibility::shown);
    log_staff(writer, acting, one, ModerationAct::undone, "moderation.act_undone", "");
    return {};
}

Result<void> appeal(db::Writer& writer, const Acting& acting, Id review, const std::string& words) {
    const auto one = store::find(writer, review);
    if (!one) return not_found();
    if (one->author_id != acting.by) return refuse(403, "moderation.not_yours");
    if (one->state != CaseState::declined) return refuse(409, "moderation.nothing_declined");
    web::Checks checks;
    checks.length("words", trim(words), 4, 500);
    if (auto checked = checks.result(); !checked) return checked;
    const store::Appeal row{one->id, std::string(trim(words)), acting.now, {}, "", {}, {}};
    if (!store::insert(writer, row)) return refuse(409, "moderation.appealed_already");
    log(writer, acting, one->id, ModerationAct::appealed, the_rules);
    tell_staff(writer, acting, *one);
    return {};
}

Result<void> answer_appeal(db::Writer& writer, const Acting& acting, Id review, bool granted,
                           const std::string& answer) {
    CANYU_TRY(store::Case one, case_to_judge(writer, acting, review));
    auto open = store::appeal(writer, review);
    if (!open || open->answered_at || one.state != CaseState::declined)
        return refuse(409, "moderation.no_appeal");
    if (one.decided_by == acting.by && people::staff(writer).size() > 1)
        return refuse(403, "moderation.another_answers");
    web::Checks checks;
    checks.length("answer", trim(answer), 4, 500);
    if (auto checked = checks.result(); !checked) return checked;
    open->granted = granted;
    open->answer = std::string(trim(answer));
    open->answered_by = acting.by;
    open->answered_at = acting.now;
    store::update(writer, *open);
    if (granted) {
        one.blocked_until.reset();
        settle(writer, acting, one, CaseState::approved, open->answer);
        store::settle_flags(writer, one.id, FlagOutcome::upheld, FlagOutcome::dismissed);
    }
    tell_author(writer, acting, one,
                granted ? "moderation.told_appeal_granted" : "moderation.told_appeal_refused");
    log_staff(writer, acting, one, granted ? ModerationAct::appeal_granted : ModerationAct::appeal_refused,
              granted ? "moderation.act_appeal_granted" : "moderation.act_appeal_refused", open->answer);
    return {};
}

std::optional<Id> review_of(db::Reader& reader, const std::string& kind, Id object) {
    const auto one = store::find(reader, kind, object);
    return one ? std::optional(one->id) : std::nullopt;
}

std::int64_t count_waiting(db::Reader& reader) {
    return store::count_waiting(reader) + store::count_open_appeals(reader);
}

void take_words(db::Writer& writer, Id person) {
    store::empty_appeals(writer, person);
}

}  // namespace canyu::moderation
