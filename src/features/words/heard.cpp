#include "features/words/heard.hpp"

#include <algorithm>
#include <deque>
#include <tuple>

#include "features/report/report.hpp"

namespace canyu::words {
namespace {

constexpr std::int64_t piece = 1000;

// Ids grow with time, and nothing is said after its row was made: what was said since has a larger id.
Id last_before(Time then) {
    const ManualClock clock(then);
    return IdSource(clock, 0).next();
}

std::string text_of(const report::Report& shown) {
    std::string body = report::body(shown);
    return shown.title.empty() || body.empty() ? shown.title + body : shown.title + '\n' + body;
}

}  // namespace

std::vector<Heard> heard_since(db::Database& store, Id product, Time since) {
    std::deque<Heard> heard;
    std::size_t bytes = 0;
    Id after = since == Time{} ? Id{} : last_before(since);
    while (true) {
        const auto some =
            store.read([&](db::Reader& reader) { return report::all_after(reader, after, piece); });
        if (some.empty()) break;
        after = some.back().id;
        for (const report::Report& one : some) {
            if (one.product_id != product || one.said_at < since) continue;
            std::string text = text_of(report::as_shown(one));
            if (text.empty()) continue;
            bytes += text.size();
            heard.push_back(
                {one.id, one.person_id, one.demand_id.value_or(Id{}), one.said_at, std::move(text)});
        }
        for (; bytes > most_heard; heard.pop_front()) bytes -= heard.front().text.size();
    }
    std::vector<Heard> in_order(std::move_iterator(heard.begin()), std::move_iterator(heard.end()));
    std::ranges::sort(in_order, {}, [](const Heard& one) { return std::tuple(one.said, one.report); });
    return in_order;
}

}  // namespace canyu::words
