#include "engines/allocation/splitting.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

using namespace canyu::allocation;

namespace {

// Goes through every list of answers that below() can give.
class EveryNumber final : public Numbers {
  public:
    std::uint64_t next() override { return 0; }
    std::uint64_t below(std::uint64_t bound) override {
        if (at_ == digits_.size()) digits_.push_back({0, bound});
        REQUIRE(digits_[at_].bound == bound);
        return digits_[at_++].value;
    }
    // False when all were given.
    bool advance() {
        at_ = 0;
        while (!digits_.empty()) {
            if (++digits_.back().value < digits_.back().bound) return true;
            digits_.pop_back();
        }
        return false;
    }

  private:
    struct Digit {
        std::uint64_t value;
        std::uint64_t bound;
    };
    std::vector<Digit> digits_;
    std::size_t at_ = 0;
};

// How often each split comes when every list of numbers comes once.
std::map<std::vector<std::int64_t>, int> every_split(Split how, std::int64_t total, std::uint32_t shares) {
    std::map<std::vector<std::int64_t>, int> found;
    EveryNumber numbers;
    do ++found[split(how, total, shares, numbers)];
    while (numbers.advance());
    return found;
}

std::int64_t sum(const std::vector<std::int64_t>& shares) {
    return std::accumulate(shares.begin(), shares.end(), std::int64_t{0});
}

}  // namespace

TEST_CASE("splitting: at random every way to split comes equally often, so every place expects the same") {
    // As many ways as there are to choose shares - 1 of total - 1 gaps.
    for (const auto& [total, shares, ways] : {std::tuple(7, 3U, 15), {6, 4U, 10}, {5, 1U, 1}, {5, 5U, 1}}) {
        const auto found = every_split(Split::random, total, shares);
        CHECK(found.size() == static_cast<std::size_t>(ways));
        std::vector<std::int64_t> by_place(shares);
        for (const auto& [each, times] : found) {
            CHECK(times == found.begin()->second);
            CHECK(sum(each) == total);
            CHECK(*std::ranges::min_element(each) >= 1);
            for (std::uint32_t place = 0; place < shares; ++place) by_place[place] += each[place] * times;
        }
        CHECK(by_place == std::vector<std::int64_t>(shares, by_place.front()));
    }
}

TEST_CASE("splitting: equally, what remains goes to every set of places equally often") {
    const auto found = every_split(Split::equal, 11, 4);
    CHECK(found.size() == 4);
    for (const auto& [each, times] : found) {
        CHECK(times == found.begin()->second);
        CHECK(sum(each) == 11);
        CHECK(std::ranges::count(each, 3) == 3);
    }
    CHECK(every_split(Split::equal, 12, 4) == std::map<std::vector<std::int64_t>, int>{{{3, 3, 3, 3}, 1}});
}

TEST_CASE(
    "splitting: drawn by key, the same key gives the same, and places do not differ by more than chance") {
    constexpr std::uint32_t shares = 10;
    constexpr std::int64_t total = 2'000;
    constexpr int packets = 20'000;
    std::vector<double> by_place(shares);
    double squares = 0;
    for (int packet = 0; packet < packets; ++packet) {
        const Seed seed{static_cast<std::uint8_t>(packet), static_cast<std::uint8_t>(packet >> 8)};
        KeyedNumbers numbers("test", seed);
        KeyedNumbers again("test", seed);
        const auto each = split(Split::random, total, shares, numbers);
        REQUIRE(each == split(Split::random, total, shares, again));
        REQUIRE(sum(each) == total);
        for (std::uint32_t place = 0; place < shares; ++place) {
            const auto share = static_cast<double>(each[place]);
            by_place[place] += share / packets;
            squares += share * share / (double{packets} * shares);
        }
    }
    constexpr double mean = double{total} / shares;
    const double error = std::sqrt((squares - mean * mean) / packets);
    for (const double place : by_place) CHECK(std::abs(place - mean) < 4.5 * error);
}

TEST_CASE("splitting: the luckiest has the largest share, the first of several") {
    CHECK(luckiest(std::vector<std::int64_t>{3, 9, 1, 9}) == 1);
    CHECK(luckiest(std::vector<std::int64_t>{5}) == 0);
}

TEST_CASE("numbers: below a bound all come equally often, for what is beyond is drawn again") {
    struct Listed final : Numbers {
        std::vector<std::uint64_t> list;
        std::uint64_t next() override {
            const std::uint64_t number = list.back();
            list.pop_back();
            return number;
        }
    } numbers;
    // 2^64 mod 10 is 6.
    numbers.list = {~std::uint64_t{0}, 6, 5, 0};
    CHECK(numbers.below(10) == 6);
    CHECK(numbers.below(10) == 5);
    numbers.list = {0};
    CHECK(numbers.below(8) == 0);
    numbers.list = {12345};
    CHECK(numbers.below(1) == 0);
}
