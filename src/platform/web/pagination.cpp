#include "platform/web/pagination.hpp"

#include <algorithm>

namespace canyu::web {

std::int64_t page_count(std::int64_t items, std::int64_t per_page) {
    return std::max<std::int64_t>(1, (items + per_page - 1) / per_page);
}

std::optional<Pagination> paginate(const http::Form& query, std::int64_t page, std::int64_t items,
                                   std::int64_t per_page) {
    Pagination made;
    made.page_count = page_count(items, per_page);
    if (made.page_count == 1) return std::nullopt;
    made.page = std::clamp<std::int64_t>(page, 1, made.page_count);
    if (made.page > 1) made.previous = made.page - 1;
    if (made.page < made.page_count) made.next = made.page + 1;
    for (const http::FormField& field : query.fields)
        if (field.name != "page") made.kept.push_back({field.name, field.value});
    std::int64_t last = 0;
    for (std::int64_t number = 1; number <= made.page_count; ++number) {
        const std::int64_t distance = std::abs(number - made.page);
        if (distance > 2 && number != 1 && number != made.page_count) continue;
        if (number > last + 1) made.pages.push_back({PageLinkKind::gap, 0});
        const PageLinkKind kind = distance == 0   ? PageLinkKind::current
                                  : distance == 1 ? PageLinkKind::near
                                                  : PageLinkKind::far;
        made.pages.push_back({kind, number});
        last = number;
    }
    return made;
}

}  // namespace canyu::web
