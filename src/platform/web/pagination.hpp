// Numbered pages: which numbers a list's footer offers, with the rest of the address kept.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/shape.hpp"
#include "platform/http/forms.hpp"

namespace canyu::web {

enum class PageLinkKind { near, current, far, gap };  // far ones are left out on a phone
BOOST_DESCRIBE_ENUM(PageLinkKind, near, current, far, gap)

struct PageLink {
    PageLinkKind kind = PageLinkKind::near;
    std::int64_t number = 0;
};
BOOST_DESCRIBE_STRUCT(PageLink, (), (kind, number))

struct KeptParameter {
    std::string name;
    std::string value;
};
BOOST_DESCRIBE_STRUCT(KeptParameter, (), (name, value))

struct Pagination {
    std::int64_t page = 1;
    std::int64_t page_count = 1;
    std::optional<std::int64_t> previous;
    std::optional<std::int64_t> next;
    std::vector<KeptParameter> kept;
    std::vector<PageLink> pages;
};
BOOST_DESCRIBE_STRUCT(Pagination, (), (page, page_count, previous, next, kept, pages))

std::int64_t page_count(std::int64_t items, std::int64_t per_page);

// Nothing when everything fits on one page. `page` beyond the last is taken as the last.
std::optional<Pagination> paginate(const http::Form& query, std::int64_t page, std::int64_t items,
                                   std::int64_t per_page);

}  // namespace canyu::web
