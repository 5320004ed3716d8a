// Rows for many ids at once, without a query of another text (and so another prepared statement) for every
// number of ids.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "platform/db/db.hpp"

namespace canyu::db {

inline constexpr std::size_t ids_in_a_query = 32;

// Runs `before` + "(?, ?, …)" + `after` for the ids in groups of ids_in_a_query and answers all rows:
//
//     rows_by_ids<PersonRow>(reader, "select id, name from person where id in ", ids)
//
// A group that is not full is filled up with Id{}, which the column must never hold. The order between groups
// is that of the ids; what stands for the whole (order by, limit) does not belong into `after`, group by
// does.
//
// `arguments` are those of `before`.
template <class Row, class... Arguments>
std::vector<Row> rows_by_ids(Reader& reader, std::string_view before, const std::vector<Id>& ids,
                             std::string_view after = {}, const Arguments&... arguments) {
    std::string sql(before);
    for (std::size_t i = 0; i < ids_in_a_query; ++i) sql += i == 0 ? "(?" : ", ?";
    sql.append(")").append(after);
    std::vector<Row> found;
    for (std::size_t start = 0; start < ids.size(); start += ids_in_a_query) {
        std::array<Id, ids_in_a_query> group{};
        const std::size_t count = std::min(ids_in_a_query, ids.size() - start);
        std::copy_n(ids.begin() + static_cast<std::ptrdiff_t>(start), count, group.begin());
        auto rows =
            std::apply([&](const auto&... id) { return reader.rows<Row>(sql, arguments..., id...); }, group);
        std::move(rows.begin(), rows.end(), std::back_inserter(found));
    }
    return found;
}

}  // namespace canyu::db
