// A guard lets everybody ask as often as they may, and nobody more often.
#include "platform/web/flood_guard.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

using namespace canyu;
using canyu::web::FloodGuard;

namespace {

constexpr Time noon = time_from_milliseconds(1'800'000'000'000);

}  // namespace

TEST_CASE("flood guard: so many asks in a window, and again in the next") {
    FloodGuard guard(3, std::chrono::seconds(10), 42);
    for (int i = 0; i < 3; ++i) CHECK(guard.let_in(7, noon));
    CHECK_FALSE(guard.let_in(7, noon));
    CHECK(guard.let_in(8, noon));
    CHECK_FALSE(guard.let_in(7, noon + std::chrono::seconds(9)));
    CHECK(guard.let_in(7, noon + std::chrono::seconds(10)));
}

TEST_CASE("flood guard: a million people who ask now and then are all let in") {
    FloodGuard guard(30, std::chrono::seconds(10), 42);
    std::size_t stopped = 0;
    for (int times = 0; times < 3; ++times)
        for (std::uint64_t who = 0; who < 1'000'000; ++who) stopped += guard.let_in(who, noon) ? 0 : 1;
    CHECK(stopped == 0);
}

TEST_CASE("flood guard: threads together get no more than one") {
    FloodGuard guard(1000, std::chrono::seconds(10), 42);
    std::atomic<int> let_in{0};
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            for (int asks = 0; asks < 1000; ++asks) let_in += guard.let_in(7, noon) ? 1 : 0;
        });
    threads.clear();
    CHECK(let_in == 1000);
}
