#include "features/f_codes/store.hpp"

namespace canyu::f_codes::store {
namespace {

const std::string select_batches =
    "select id, product_id, allotment_id, name, reason, deed, every, units, per_person, days_valid, since, "
    "until, secret, planned_at, planned_by from f_code_batch ";
const std::string select_codes =
    "select id, batch_id, earned_by, holder_id, deed_id, reason, by_person, state, asked_at, expires_at, "
    "offered_at, given_at, bound_kind, bound_id from f_code ";

}  // namespace

void insert(db::Writer& writer, const Batch& batch) {
    writer.insert("f_code_batch", batch);
}

std::optional<Batch> find_batch(db::Reader& reader, Id batch) {
    return reader.row<Batch>(select_batches + "where id = ?", batch);
}

std::vector<Batch> batches(db::Reader& reader, Id product) {
    return reader.rows<Batch>(
        select_batches + "where (cast(? as bigint) = 0 or product_id = ?) order by id desc", product,
        product);
}

std::vector<Batch> earned_batches(db::Reader& reader, Time now) {
    return reader.rows<Batch>(select_batches + "where deed <> 'by_hand' and until > ? order by id", now);
}

std::vector<Batch> to_close(db::Reader& reader, Time now) {
    return reader.rows<Batch>(select_batches +
                                  "where closed_at is null and until <= ? and not exists (select 1 from "
                                  "f_code where batch_id = f_code_batch.id and state = 'asked') order by id",
                              now);
}

void set_closed(db::Writer& writer, Id batch, Time now) {
    writer.execute("update f_code_batch set closed_at = ? where id = ?", now, batch);
}

bool insert(db::Writer& writer, const Code& code) {
    return writer.insert_new("f_code", code);
}

void update(db::Writer& writer, const Code& code) {
    writer.execute(
        "update f_code set holder_id = ?, state = ?, expires_at = ?, offered_at = ?, given_at = ?, "
        "bound_kind = ?, bound_id = ? where id = ?",
        code.holder_id, code.state, code.expires_at, code.offered_at, code.given_at, code.bound_kind,
        code.bound_id, code.id);
}

void remove_asked(db::Writer& writer, Id code) {
    writer.execute("delete from f_code where id = ? and state = 'asked'", code);
}

std::optional<Code> find(db::Reader& reader, Id code) {
    return reader.row<Code>(select_codes + "where id = ?", code);
}

std::vector<Code> asked(db::Reader& reader, Id after, std::int64_t limit) {
    return reader.rows<Code>(select_codes + "where state = 'asked' and id > ? order by id limit ?", after,
                             limit);
}

std::vector<Code> of_holder(db::Reader& reader, Id person) {
    return reader.rows<Code>(select_codes + "where holder_id = ? order by id desc", person);
}

std::vector<Code> given_by(db::Reader& reader, Id person) {
    return reader.rows<Code>(select_codes + "where earned_by = ? and given_at is not null order by id desc",
                             person);
}

std::vector<Code> of_batch(db::Reader& reader, Id batch, std::int64_t limit) {
    return reader.rows<Code>(select_codes + "where batch_id = ? order by id desc limit ?", batch, limit);
}

std::optional<Code> bound_to(db::Reader& reader, Id person, const allotments::Purpose& purpose) {
    return reader.row<Code>(
        select_codes +
            "where holder_id = ? and bound_kind = ? and bound_id = ? and state in ('held', 'used')",
        person, purpose.kind, purpose.object_id);
}

std::int64_t count_of(db::Reader& reader, Id batch, Id earned_by) {
    return reader.value<std::int64_t>("select count(*) from f_code where batch_id = ? and earned_by = ?",
                                      batch, earned_by);
}

Counts counts(db::Reader& reader, Id batch, Time now) {
    return *reader.row<Counts>(
        "select cast(coalesce(sum(case when state in ('asked', 'held') or state = 'back' and expires_at > ? "
        "then 1 else 0 end), 0) as bigint), "
        "cast(coalesce(sum(case when state = 'used' then 1 else 0 end), 0) as bigint), "
        "cast(coalesce(sum(case when state = 'expired' or state = 'back' and expires_at <= ? "
        "then 1 else 0 end), 0) as bigint), "
        "cast(coalesce(sum(case when state <> 'expired' then 1 else 0 end), 0) as bigint) "
        "from f_code where batch_id = ?",
        now, now, batch);
}

void insert(db::Writer& writer, const StepRow& step) {
    writer.insert("f_code_step", step);
}

std::vector<StepRow> steps(db::Reader& reader, Id code) {
    return reader.rows<StepRow>(
        "select id, code_id, at, step, person_id from f_code_step where code_id = ? order by id", code);
}

}  // namespace canyu::f_codes::store
