#include "platform/db/upkeep.hpp"

#include <fmt/core.h>

namespace canyu::db {
namespace {

std::string wrong_rows(const CachedCount& count) {
    return fmt::format("({}) and {} <> ({})", count.among, count.column, count.counted);
}

}  // namespace

std::vector<Miscount> miscounts(Reader& reader, const CachedCount& count) {
    return reader.rows<Miscount>(
        fmt::format("select {0}, {1}, cast(({2}) as bigint) from {3} where {4} order by {0}", count.key,
                    count.column, count.counted, count.table, wrong_rows(count)));
}

std::int64_t mend(Writer& writer, const CachedCount& count) {
    return writer.execute(fmt::format("update {} set {} = ({}) where {}", count.table, count.column,
                                      count.counted, wrong_rows(count)));
}

Reference personal(std::string table, std::string column) {
    Reference reference{std::move(table), std::move(column), "person"};
    reference.personal = true;
    return reference;
}

Reference said_by(std::string table, std::vector<std::string> words, std::string column) {
    Reference reference{std::move(table), std::move(column), "person"};
    reference.words = std::move(words);
    return reference;
}

std::vector<Id> missing(Reader& reader, const Reference& reference) {
    return reader.rows<Id>(fmt::format(
        "select distinct {0} from {1} where {0} <> 0 and {0} not in (select {2} from {3}) order by {0}",
        reference.column, reference.table, reference.target_column, reference.target));
}

void delete_personal(Writer& writer, const Reference& reference, Id person) {
    if (!reference.personal) return;
    writer.execute(fmt::format("delete from {} where {} = ?", reference.table, reference.column), person);
}

void empty_words(Writer& writer, const Reference& reference, Id person) {
    for (const std::string& words : reference.words)
        writer.execute(
            fmt::format("update {} set {} = '' where {} = ?", reference.table, words, reference.column),
            person);
}

}  // namespace canyu::db
