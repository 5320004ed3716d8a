// The engine's own containers: the flat table and the queue.
#include <doctest/doctest.h>

#include <array>
#include <thread>
#include <vector>

#include "engines/allocation/bounded_queue.hpp"
#include "engines/allocation/index_table.hpp"

using namespace canyu::allocation;

TEST_CASE("index table: finds what was put in, among equal hashes too, however it has grown") {
    IndexTable table;
    std::vector<std::uint64_t> hashes;
    for (std::uint32_t number = 0; number < 5'000; ++number) {
        // Every third has the hash of one before; many share a home at the table's end.
        const std::uint64_t hash = number % 3 == 2 ? hashes[number / 2] : mix(number + 1, 0x9E3779B97F4A7C15);
        hashes.push_back(number % 5 == 0 ? hash | 0xFFFFFFF000000000 : hash);
        table.insert(hashes.back(), number);
    }
    for (std::uint32_t number = 0; number < hashes.size(); ++number)
        CHECK(table.find(hashes[number], [&](std::uint32_t each) { return each == number; }) == number);
    CHECK(table.find(12345, [](std::uint32_t) { return true; }) == IndexTable::none);
    CHECK(table.find(hashes[7], [](std::uint32_t) { return false; }) == IndexTable::none);
}

TEST_CASE("index table: the same insertions give the same table, whatever room was asked for does not grow") {
    IndexTable one(100);
    IndexTable other(100);
    CHECK(one == other);
    one.insert(5ULL << 40, 1);
    CHECK_FALSE(one == other);
    other.insert(5ULL << 40, 1);
    CHECK(one == other);
}

TEST_CASE("bounded queue: what goes in comes out in order, and not more than it holds goes in") {
    BoundedQueue<int> queue(4);
    int value = 0;
    CHECK(queue.empty());
    CHECK_FALSE(queue.pop(value));
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < 4; ++i) CHECK(queue.push(i));
        CHECK_FALSE(queue.push(4));
        CHECK_FALSE(queue.empty());
        for (int i = 0; i < 4; ++i) {
            CHECK(queue.pop(value));
            CHECK(value == i);
        }
    }
}

TEST_CASE("bounded queue: from many threads everything arrives once, each thread's in its order") {
    constexpr std::uint32_t each = 20'000;
    BoundedQueue<std::array<std::uint32_t, 2>> queue(64);
    std::vector<std::jthread> threads;
    for (std::uint32_t thread = 0; thread < 3; ++thread) {
        threads.emplace_back([&, thread] {
            for (std::uint32_t i = 0; i < each; ++i)
                while (!queue.push({thread, i})) std::this_thread::yield();
        });
    }
    std::array<std::uint32_t, 3> next{};
    for (std::uint32_t left = 3 * each; left > 0;) {
        std::array<std::uint32_t, 2> value;
        if (!queue.pop(value)) {
            std::this_thread::yield();
            continue;
        }
        --left;
        REQUIRE(value[1] == next[value[0]]++);
    }
    CHECK(queue.empty());
}
