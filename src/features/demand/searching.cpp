// Searching everything that was written, and the demands that may mean the same in other words.
#include <algorithm>

#include "base/text.hpp"
#include "features/demand/marking.hpp"
#include "features/demand/pages.hpp"
#include "platform/search/search.hpp"

namespace canyu::demand {
namespace {

constexpr std::int64_t hits_per_page = 20;
constexpr std::int64_t demands_first = 3;
constexpr std::size_t related_shown = 4;
constexpr std::size_t longest_query = 200;  // characters

Html marked(std::string_view text, const std::vector<search::Mark>& marks) {
    std::vector<surfacing::Range> ranges;
    for (const search::Mark& mark : marks)
        ranges.push_back({static_cast<std::uint32_t>(mark.start), static_cast<std::uint32_t>(mark.end)});
    return mark_ranges(text, ranges);
}

SearchHit hit_of(const search::Hit& hit) {
    return {hit.url,
            enum_from_name<SearchKind>(hit.kind).value_or(SearchKind::everything),
            marked(hit.title, hit.title_marks),
            marked(hit.snippet, hit.snippet_marks),
            hit.language.value_or(""),
            hit.time};
}

std::vector<DemandCard> best_demands(db::Reader& reader, search::Query asked) {
    asked.kinds = {"demand"};
    asked.page_size = demands_first;
    std::vector<Id> ids;
    for (const search::Hit& hit : search::find(reader, asked).hits) ids.push_back(hit.id);
    return cards(reader, ids);
}

// By likeness in each product, without those that were found by their words anyway.
std::vector<DemandCard> related(db::Reader& reader, const Demands& demands, const std::string& words,
                                const std::vector<DemandCard>& shown) {
    std::vector<DemandCard> related;
    for (const products::Product& product : products::all(reader))
        for (Suggestion& suggestion : demands.suggest(reader, product.id, "", words, related_shown)) {
            const bool is_hit =
                std::ranges::find(shown, suggestion.demand.id, &DemandCard::id) != shown.end();
            if (!is_hit && related.size() < related_shown) related.push_back(std::move(suggestion.demand));
        }
    return related;
}

}  // namespace

Result<SearchPage> search_page(web::Context& context, const Demands& demands, const SearchQuery& query) {
    return context.read([&](db::Reader& reader) -> Result<SearchPage> {
        SearchPage page;
        page.q = shorten(clean_line(query.q), longest_query);
        const SearchKind kind = query.kind.value_or(SearchKind::everything);
        for (const EnumValue& value : shape_of<SearchKind>().values) {
            const auto choice = static_cast<SearchKind>(value.value);
            page.kinds.push_back({choice, choice == kind});
        }
        if (page.q.empty()) return page;
        search::Query asked{.text = page.q, .audiences = {"everyone"}, .now = context.now()};
        asked.page = context.page();
        asked.page_size = hits_per_page;
        if (kind != SearchKind::everything) asked.kinds = {std::string(enum_name(kind))};
        asked.said_otherwise = demands.said_otherwise(page.q);
        if (kind == SearchKind::everything && asked.page == 1) page.demands = best_demands(reader, asked);
        const search::Page found = search::find(reader, asked);
        for (const search::Hit& hit : found.hits) page.hits.push_back(hit_of(hit));
        page.hit_count = found.total;
        page.more_exist = found.more_exist;
        if (asked.page == 1) page.related = related(reader, demands, page.q, page.demands);
        page.pagination = web::paginate(context.query(), asked.page, found.total, hits_per_page);
        return page;
    });
}

}  // namespace canyu::demand
