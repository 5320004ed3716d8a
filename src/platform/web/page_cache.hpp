// Visitors' pages kept for a second, already compressed: a page that thousands read at once is rendered once.
#pragma once

#include <array>
#include <atomic>
#include <memory>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "platform/http/message.hpp"

namespace canyu::web {

// Thread rule: any thread, no lock of ours: a slot is replaced whole.
class PageCache {
  public:
    struct Page {
        std::string key;  // everything the page depends on: target, language, theme, coding
        http::Response response;
        Time fresh_until{};
        mutable std::atomic<bool> renewing{false};
    };

    // The page to answer with, or null when the caller must render it. Once a page is no longer fresh, one
    // caller gets null and renders it anew while the others are still given the old one, for at most
    // stale_limit.
    std::shared_ptr<const Page> find(std::string_view key, Time now) const;
    void keep(std::string key, http::Response response, Time now);

  private:
    static constexpr Milliseconds fresh_time{1000};
    static constexpr Milliseconds stale_limit{5000};
    static constexpr std::size_t slot_count = 2048;
    static std::size_t slot_of(std::string_view key) {
        return std::hash<std::string_view>{}(key) % slot_count;
    }
    std::array<std::atomic<std::shared_ptr<const Page>>, slot_count> slots_;
};

}  // namespace canyu::web
