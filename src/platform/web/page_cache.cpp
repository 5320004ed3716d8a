#include "platform/web/page_cache.hpp"

namespace canyu::web {

std::shared_ptr<const PageCache::Page> PageCache::find(std::string_view key, Time now) const {
    auto page = slots_[slot_of(key)].load();
    if (!page || page->key != key || now > page->fresh_until + stale_limit) return nullptr;
    if (now > page->fresh_until && !page->renewing.exchange(true)) return nullptr;
    return page;
}

void PageCache::keep(std::string key, http::Response response, Time now) {
    auto page = std::make_shared<Page>();
    page->key = std::move(key);
    page->response = std::move(response);
    page->fresh_until = now + fresh_time;
    slots_[slot_of(page->key)].store(std::move(page));
}

}  // namespace canyu::web
