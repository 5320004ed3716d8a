// The tables of F-codes.
#pragma once

#include "features/f_codes/f_codes.hpp"

namespace canyu::f_codes::store {

void insert(db::Writer& writer, const Batch& batch);
std::optional<Batch> find_batch(db::Reader& reader, Id batch);
std::vector<Batch> batches(db::Reader& reader, Id product);       // of all (Id{}); the latest first
std::vector<Batch> earned_batches(db::Reader& reader, Time now);  // not by hand, and not over
// Over, not closed in the journal, and no code of them waits for an answer.
std::vector<Batch> to_close(db::Reader& reader, Time now);
void set_closed(db::Writer& writer, Id batch, Time now);

// False when its deed has a code already.
bool insert(db::Writer& writer, const Code& code);
// All but the ids, the deed and who gave it why.
void update(db::Writer& writer, const Code& code);
void remove_asked(db::Writer& writer, Id code);
std::optional<Code> find(db::Reader& reader, Id code);
// After that one, the first first.
std::vector<Code> asked(db::Reader& reader, Id after, std::int64_t limit);
std::vector<Code> of_holder(db::Reader& reader, Id person);
std::vector<Code> given_by(db::Reader& reader, Id person);
std::vector<Code> of_batch(db::Reader& reader, Id batch, std::int64_t limit);
std::optional<Code> bound_to(db::Reader& reader, Id person, const allotments::Purpose& purpose);
std::int64_t count_of(db::Reader& reader, Id batch, Id earned_by);

// What became of the codes of a batch.
struct Counts {
    std::int64_t working = 0;
    std::int64_t used = 0;
    std::int64_t ran_out = 0;
    std::int64_t off_the_shelf = 0;  // one that ran out unused is back on it
};
BOOST_DESCRIBE_STRUCT(Counts, (), (working, used, ran_out, off_the_shelf))
Counts counts(db::Reader& reader, Id batch, Time now);

enum class CodeStep { earned, given, used, given_back, expired };
BOOST_DESCRIBE_ENUM(CodeStep, earned, given, used, given_back, expired)
struct StepRow {
    Id id;
    Id code_id;
    Time at{};
    CodeStep step = CodeStep::earned;
    Id person_id;
};
BOOST_DESCRIBE_STRUCT(StepRow, (), (id, code_id, at, step, person_id))
void insert(db::Writer& writer, const StepRow& step);
std::vector<StepRow> steps(db::Reader& reader, Id code);  // the first first

}  // namespace canyu::f_codes::store
