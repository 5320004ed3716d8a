// What staff decide about a demand in public: not doing it, later, elsewhere, or where it stands on its way.
#include "features/demand/state.hpp"
#include "platform/web/checks.hpp"

namespace canyu::demand {
namespace {

constexpr std::size_t least_reason = 10;  // characters
constexpr std::size_t most_reason = 1000;

struct Decision {
    DemandAct act;
    const char* audit_act;
};

Decision decision_of(Standing standing) {
    switch (standing) {
        case Standing::declined:
            return {DemandAct::declined, "demand.act_declined"};
        case Standing::deferred:
            return {DemandAct::deferred, "demand.act_deferred"};
        case Standing::redirected:
            return {DemandAct::redirected, "demand.act_redirected"};
        default:
            return {DemandAct::opened, "demand.act_opened"};
    }
}

Decision decision_of(Stage stage) {
    switch (stage) {
        case Stage::planned:
            return {DemandAct::planned, "demand.act_planned"};
        case Stage::making:
            return {DemandAct::making, "demand.act_making"};
        case Stage::shipped:
            return {DemandAct::shipped, "demand.act_shipped"};
        default:
            return {DemandAct::back, "demand.act_back"};
    }
}

Result<void> check_decision(Standing standing, const std::string& reason, const std::string& alternative,
                            bool has_target) {
    web::Checks checks;
    const bool taken_back = standing == Standing::open;
    checks.length("reason", reason, taken_back ? 0 : least_reason, most_reason);
    const bool needs_alternative =
        standing == Standing::declined || (standing == Standing::redirected && !has_target);
    checks.length("alternative", alternative, needs_alternative ? 4 : 0, most_reason);
    return checks.result();
}

}  // namespace

Result<void> Demands::decide(db::Writer& writer, Id demand, Standing standing, const std::string& reason,
                             const std::string& alternative, std::optional<Id> into, Id by, Time now) {
    if (standing == Standing::merged) return refuse(422, "demand.merge_instead");
    CANYU_TRY(const Demand decided, get(writer, demand));
    if (decided.standing == Standing::merged) return refuse(409, "demand.merged_already");
    // The plan would go on to promise what is declined here; it has reasons of its own for letting go.
    if (standing != Standing::open && decided.stage > Stage::surfaced)
        return refuse(409, "demand.in_the_plan");
    const bool redirects = standing == Standing::redirected && into.has_value();
    if (auto checked = check_decision(standing, reason, alternative, redirects); !checked) return checked;
    if (redirects) {
        CANYU_TRY(const Demand target, get(writer, *into));
        if (target.id == decided.id) return refuse(422, "demand.redirect_to_itself");
    }
    if (standing == Standing::open && decided.standing == Standing::open) return {};

    const bool open = standing == Standing::open;
    store::set_standing(writer, demand, standing, redirects ? into : std::nullopt, open ? "" : reason,
                        open ? "" : alternative);
    const auto [act, audit_act] = decision_of(standing);
    state_->add_change(writer, demand, {now, optional_id(by), act, reason, redirects ? into : std::nullopt});
    state_->record_deciding(writer, by, decided.product_id, demand, audit_act, reason, now);
    refresh(writer, decided.product_id, demand, now);
    return {};
}

Result<void> Demands::set_stage(db::Writer& writer, Id demand, Stage stage, const std::string& reason, Id by,
                                Time now) {
    if (stage == Stage::works) return refuse(422, "demand.people_say_works");
    web::Checks checks;
    checks.length("reason", reason, 0, most_reason);
    if (auto checked = checks.result(); !checked) return checked;
    CANYU_TRY(const Demand moved, get(writer, demand));
    if (moved.standing != Standing::open) return refuse(409, "demand.not_open");
    if (moved.stage == stage) return {};

    // Who floated once has surfaced, whatever happened since.
    if (stage == Stage::heard && moved.surfaced_at) stage = Stage::surfaced;
    const std::optional<Time> surfaced_at =
        stage == Stage::surfaced ? moved.surfaced_at.value_or(now) : moved.surfaced_at;
    store::set_stage(writer, demand, stage, surfaced_at,
                     stage == Stage::shipped ? std::optional(now) : moved.shipped_at, now);
    const auto [act, audit_act] = decision_of(stage);
    state_->add_change(writer, demand, {now, optional_id(by), act, reason, std::nullopt});
    state_->record_deciding(writer, by, moved.product_id, demand, audit_act, reason, now);
    refresh(writer, moved.product_id, demand, now);
    return {};
}

}  // namespace canyu::demand
