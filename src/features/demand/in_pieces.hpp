// Reports of many ids, without all of their texts in memory at once.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "features/report/report.hpp"
#include "platform/db/db.hpp"

namespace canyu::demand {

// take(reader, reports) for some at a time. Ids and reports ascending.
void for_reports(db::Database& store, const std::vector<Id>& ids, const auto& take) {
    constexpr std::size_t at_once = 500;
    for (auto begin = ids.begin(); begin != ids.end();) {
        const auto end = begin + std::min<std::ptrdiff_t>(at_once, ids.end() - begin);
        store.read([&](db::Reader& reader) {
            std::vector<report::Report> some = report::find(reader, {begin, end});
            std::ranges::sort(some, {}, &report::Report::id);
            take(reader, some);
        });
        begin = end;
    }
}

}  // namespace canyu::demand
