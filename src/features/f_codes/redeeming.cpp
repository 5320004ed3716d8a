// Using a code: bound to its purpose by a row, made final by the allotment.
#include <algorithm>

#include "features/f_codes/code_text.hpp"
#include "features/f_codes/rules.hpp"

namespace canyu::f_codes {
namespace {

using allocation::Outcome;
using allotments::Purpose;
using participation::Verb;
using store::CodeStep;

// Whether the allotment still has to say so, and whom to ask.
struct Bound {
    Code code;
    Batch batch;
    bool is_final = false;
};

bool is_bound_to(const Code& code, const Purpose& purpose) {
    return code.bound_kind == purpose.kind && code.bound_id == purpose.object_id;
}

Result<Code> typed_code(db::Reader& reader, Id person, std::string_view typed) {
    for (Code& code : store::of_holder(reader, person))
        if (is_typed(typed, code_text(batch_of(reader, code), code.id, person))) return std::move(code);
    for (const Code& code : store::given_by(reader, person))
        if (is_typed(typed, code_text(batch_of(reader, code), code.id, person)))
            return refuse(409, "f_codes.given_away");
    return refuse(404, "f_codes.no_such_code");
}

Result<void> check(db::Reader& reader, const Code& code, const Batch& batch, const Purpose& purpose,
                   Id product, Time now) {
    if (batch.product_id != product) return refuse(409, "f_codes.other_product");
    if (code.state == CodeState::used || !code.bound_kind.empty()) return refuse(409, "f_codes.used");
    if (!works(code, now)) return refuse(409, "f_codes.ran_out");
    if (store::bound_to(reader, code.holder_id, purpose)) return refuse(409, "f_codes.one_is_enough");
    return {};
}

// A code that a sale gave back is paid for in the allotment already: rows alone decide.
void use_again(db::Writer& writer, IdSource& ids, const Batch& batch, const Code& code, Time now) {
    add_step(writer, ids, code, CodeStep::used, code.holder_id, now);
    participation::record(writer, ids, deed_of(batch, code, Verb::redeem, code.holder_id), now);
}

Result<Bound> bind(db::Writer& writer, IdSource& ids, Id person, std::string_view typed,
                   const Purpose& purpose, Id product, Time now) {
    CANYU_TRY(Code code, typed_code(writer, person, typed));
    Batch batch = batch_of(writer, code);
    if (is_bound_to(code, purpose)) {
        const bool is_final = code.state == CodeState::used;
        return Bound{std::move(code), std::move(batch), is_final};
    }
    if (auto checked = check(writer, code, batch, purpose, product, now); !checked)
        return std::unexpected(std::move(checked).error());
    const bool is_again = code.state == CodeState::back;
    code.bound_kind = purpose.kind;
    code.bound_id = purpose.object_id;
    code.offered_at = std::nullopt;
    if (is_again) code.state = CodeState::used;
    store::update(writer, code);
    if (is_again) use_again(writer, ids, batch, code, now);
    return Bound{std::move(code), std::move(batch), is_again};
}

void unbind(db::Writer& writer, Id id, const Purpose& purpose) {
    auto code = store::find(writer, id);
    if (!code || code->state != CodeState::held || !is_bound_to(*code, purpose)) return;
    code->bound_kind.clear();
    code->bound_id = {};
    store::update(writer, *code);
}

}  // namespace

Result<void> redeem(db::Database& store, const allotments::Counter& counter, IdSource& ids, Id person,
                    std::string_view code, const Purpose& purpose, Id product, Time now) {
    CANYU_TRY(const Bound bound, store.write([&](db::Writer& writer) {
        return bind(writer, ids, person, code, purpose, product, now);
    }));
    if (bound.is_final) return {};
    const Id allotment = bound.batch.allotment_id;
    const allocation::Answer answer =
        counter.desk.ask(allotment, {.kind = allocation::ActKind::confirm,
                                     .person = bound.code.earned_by,
                                     .key = key_of(bound.batch.id, bound.code.id),
                                     .reference = {static_cast<std::uint64_t>(purpose.object_id.value),
                                                   static_cast<std::uint64_t>(person.value)}});
    if (!allocation::decides(answer.outcome)) return refuse(503, "f_codes.ask_again");
    counter.projection.catch_up(allotment);
    if (answer.outcome == Outcome::confirmed) return {};
    store.write([&](db::Writer& writer) { unbind(writer, bound.code.id, purpose); });
    return refuse(409, answer.outcome == Outcome::paid_twice ? "f_codes.used" : "f_codes.ran_out");
}

bool redeemed(db::Reader& reader, Id person, const Purpose& purpose) {
    const auto code = store::bound_to(reader, person, purpose);
    return code && code->state == CodeState::used;
}

void give_back(db::Writer& writer, IdSource& ids, Id person, const Purpose& purpose, Time now) {
    auto code = store::bound_to(writer, person, purpose);
    if (!code) return;
    code->bound_kind.clear();
    code->bound_id = {};
    const bool was_used = code->state == CodeState::used;
    if (was_used) code->state = CodeState::back;
    store::update(writer, *code);
    if (!was_used) return;
    const Batch batch = batch_of(writer, *code);
    add_step(writer, ids, *code, CodeStep::given_back, person, now);
    participation::reverse(writer, ids, deed_of(batch, *code, Verb::redeem, person), now);
    tell(writer, ids, *code, person, {"f_codes.told_back", {{"name", batch.name}}}, now);
}

}  // namespace canyu::f_codes
