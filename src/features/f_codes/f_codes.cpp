#include "features/f_codes/f_codes.hpp"

#include <fmt/core.h>

#include "features/f_codes/rules.hpp"
#include "features/notices/notices.hpp"

namespace canyu::f_codes {

using participation::Verb;
using store::CodeStep;

std::optional<Batch> find_batch(db::Reader& reader, Id batch) {
    return store::find_batch(reader, batch);
}
std::optional<Code> find(db::Reader& reader, Id code) {
    return store::find(reader, code);
}
std::vector<Code> of_holder(db::Reader& reader, Id person) {
    return store::of_holder(reader, person);
}
std::vector<Code> given_by(db::Reader& reader, Id person) {
    return store::given_by(reader, person);
}

void add_step(db::Writer& writer, IdSource& ids, const Code& code, CodeStep step, Id person, Time now) {
    store::insert(writer, store::StepRow{ids.next(), code.id, now, step, person});
}

participation::Deed deed_of(const Batch& batch, const Code& code, Verb verb, Id person) {
    return {person, batch.product_id, "sales", verb, participation::Object::code, code.id};
}

Batch batch_of(db::Reader& reader, const Code& code) {
    auto batch = store::find_batch(reader, code.batch_id);
    CANYU_CHECK(batch.has_value());
    return *std::move(batch);
}

void tell(db::Writer& writer, IdSource& ids, const Code& code, Id person, Message words, Time now) {
    // Giver and taker hear of the same moment: each has a subject of their own.
    notices::tell(writer, ids,
                  {notices::Kind::receipt,
                   fmt::format("f_code:{}:{}", to_string(code.id), to_string(person)),
                   "/me/f-codes/" + to_string(code.id),
                   std::move(words),
                   {"f_codes.told_because", {}}},
                  {person}, now);
}

}  // namespace canyu::f_codes
