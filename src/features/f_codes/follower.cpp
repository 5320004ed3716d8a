// The rows that follow from what the allotments say of codes: theirs, used, or run out.
#include "features/f_codes/rules.hpp"

namespace canyu::f_codes {
namespace {

using participation::Verb;
using store::CodeStep;

void earned(db::Writer& writer, IdSource& ids, const Batch& batch, Code code,
            const allotments::Decided& decided) {
    code.state = CodeState::held;
    code.expires_at = decided.decision.deadline;
    store::update(writer, code);
    add_step(writer, ids, code, CodeStep::earned, code.earned_by, decided.at);
    participation::record(writer, ids, deed_of(batch, code, Verb::earn, code.earned_by), decided.at);
    tell(writer, ids, code, code.earned_by, {"f_codes.told_earned", {{"name", batch.name}}}, decided.at);
}

void used(db::Writer& writer, IdSource& ids, const Batch& batch, Code code, Time at) {
    // Given back while the allotment was asked: it is free again.
    code.state = code.bound_kind.empty() ? CodeState::back : CodeState::used;
    store::update(writer, code);
    if (code.state == CodeState::back) return;
    add_step(writer, ids, code, CodeStep::used, code.holder_id, at);
    participation::record(writer, ids, deed_of(batch, code, Verb::redeem, code.holder_id), at);
}

void expired(db::Writer& writer, IdSource& ids, const Batch& batch, Code code, Time at) {
    code.state = CodeState::expired;
    code.offered_at = std::nullopt;
    code.bound_kind.clear();
    code.bound_id = {};
    store::update(writer, code);
    add_step(writer, ids, code, CodeStep::expired, code.holder_id, at);
    tell(writer, ids, code, code.holder_id, {"f_codes.told_expired", {{"name", batch.name}}}, at);
}

void follow(db::Writer& writer, IdSource& ids, const Batch& batch, const allotments::Decided& decided) {
    using enum allocation::ActKind;
    const auto code = store::find(writer, Id{static_cast<std::int64_t>(decided.decision.key.low)});
    const allocation::ActKind kind = decided.decision.kind;
    if (!code || (kind != claim && kind != confirm && kind != expire)) return;
    if (kind == claim) earned(writer, ids, batch, *code, decided);
    if (kind == confirm) used(writer, ids, batch, *code, decided.at);
    if (kind == expire) expired(writer, ids, batch, *code, decided.at);
}

}  // namespace

allotments::Follower follower(IdSource& ids) {
    return [&ids](db::Writer& writer, Id, Id batch_id, std::span<const allotments::Decided> decisions) {
        const auto batch = store::find_batch(writer, batch_id);
        CANYU_CHECK(batch.has_value());
        for (const allotments::Decided& decided : decisions) follow(writer, ids, *batch, decided);
    };
}

}  // namespace canyu::f_codes
