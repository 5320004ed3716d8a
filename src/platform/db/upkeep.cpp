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

std::vector<Id> missing(Reader& reader, const Reference& reference) {
    return reader.rows<Id>(fmt::format(
        "select distinct {0} from {1} where {0} <> 0 and {0} not in (select {2} from {3}) order by {0}",
        reference.column, reference.table, reference.target_column, reference.target));
}

}  // namespace canyu::db
