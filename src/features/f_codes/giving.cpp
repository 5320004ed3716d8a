// Passing a code on, once: to a friend by name, or to whoever opens a link first.
#include "features/f_codes/code_text.hpp"
#include "features/f_codes/rules.hpp"
#include "platform/web/checks.hpp"

namespace canyu::f_codes {
namespace {

using participation::Verb;

Result<Code> to_give(db::Reader& reader, Id id, Id giver, Time now) {
    auto code = store::find(reader, id);
    if (!code || code->holder_id != giver) return not_found();
    if (code->given_at) return refuse(409, "f_codes.given_already");
    if (!works(*code, now) || !code->bound_kind.empty()) return refuse(409, "f_codes.cannot_be_given");
    return *std::move(code);
}

void pass_on(db::Writer& writer, IdSource& ids, Code code, Id to, Time now) {
    const Id giver = code.holder_id;
    const Batch batch = batch_of(writer, code);
    code.holder_id = to;
    code.given_at = now;
    code.offered_at = std::nullopt;
    store::update(writer, code);
    add_step(writer, ids, code, store::CodeStep::given, to, now);
    participation::record(writer, ids, deed_of(batch, code, Verb::give, giver), now);
    const std::string from = people::find(writer, giver)->display;
    tell(writer, ids, code, to, {"f_codes.told_given", {{"giver", from}, {"name", batch.name}}}, now);
}

}  // namespace

Result<void> give(db::Writer& writer, IdSource& ids, Id id, Id giver, const std::string& name, Time now) {
    CANYU_TRY(Code code, to_give(writer, id, giver, now));
    const auto to = people::find(writer, std::string_view(name));
    web::Checks checks;
    checks.that(to && !people::who_are_here(writer, {to->id}).empty(), "name", "f_codes.nobody");
    checks.that(!to || to->id != giver, "name", "f_codes.yourself");
    if (auto checked = checks.result(); !checked) return checked;
    pass_on(writer, ids, std::move(code), to->id, now);
    return {};
}

Result<void> offer(db::Writer& writer, Id id, Id giver, Time now) {
    CANYU_TRY(Code code, to_give(writer, id, giver, now));
    if (code.offered_at) return {};
    code.offered_at = now;
    store::update(writer, code);
    return {};
}

Result<void> withdraw_offer(db::Writer& writer, Id id, Id giver) {
    auto code = store::find(writer, id);
    if (!code || code->holder_id != giver) return not_found();
    code->offered_at = std::nullopt;
    store::update(writer, *code);
    return {};
}

Result<Code> offered(db::Reader& reader, Id id, std::string_view token, Time now) {
    auto code = store::find(reader, id);
    if (!code || !code->offered_at || !works(*code, now) ||
        !is_typed(token, token_of(batch_of(reader, *code), *code)))
        return refuse(404, "f_codes.no_such_gift");
    return *std::move(code);
}

Result<void> take(db::Writer& writer, IdSource& ids, Id id, std::string_view token, Id person, Time now) {
    CANYU_TRY(const Code code, offered(writer, id, token, now));
    if (code.holder_id == person) return refuse(409, "f_codes.own_gift");
    const Id giver = code.holder_id;
    const std::string taker = people::find(writer, person)->display;
    pass_on(writer, ids, code, person, now);
    tell(writer, ids, code, giver, {"f_codes.told_taken", {{"taker", taker}}}, now);
    return {};
}

}  // namespace canyu::f_codes
