// Hearing one more gives the same bits as judging everybody from nothing.
#include "engines/surfacing/rising/hearing.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <deque>
#include <random>
#include <vector>

using namespace canyu;
using namespace canyu::surfacing;
using std::chrono::minutes;

namespace {

const Time start = time_from_milliseconds(1'800'000'000'000);

void check_same_bits(const std::vector<Standing>& one, const std::vector<Standing>& other) {
    const auto bits = [](double value) { return std::bit_cast<std::uint64_t>(value); };
    REQUIRE(one.size() == other.size());
    for (std::size_t i = 0; i < one.size(); ++i) {
        CHECK(one[i].person == other[i].person);
        CHECK(one[i].group == other[i].group);
        CHECK(one[i].held == other[i].held);
        CHECK(bits(one[i].independence) == bits(other[i].independence));
        CHECK(bits(one[i].acted_together) == bits(other[i].acted_together));
        CHECK(bits(one[i].born_together) == bits(other[i].born_together));
    }
}

class MadeUp {
  public:
    explicit MadeUp(std::mt19937& random) : random_(random) {
        for (unsigned i = below(300); i > 0; --i) births_.push_back(start - minutes(below(60'000)));
        std::ranges::sort(births_);
    }

    Trace one(std::int64_t person) {
        at_ += minutes(below(3));
        std::vector<Deed>& deeds = deeds_.emplace_back();
        for (unsigned i = below(5); i > 0; --i)
            deeds.push_back({Id{100 + below(3)}, start - minutes(below(20)), below(5) / 4.0});
        Trace trace{.person = Id{person},
                    .acted = at_,
                    .born = at_ - minutes(below(20'000)),
                    .referrer = Id{below(3)},
                    .network = below(6),
                    .deeds = deeds};
        trace.silent = below(2) == 0;
        if (!trace.silent) {
            trace.copied = below(5) / 4.0;
            trace.copied_from = Id{1 + below(20)};
            trace.copies = below(5);
        }
        return trace;
    }

    std::span<const Time> births() const { return births_; }

  private:
    unsigned below(unsigned end) { return random_() % end; }

    std::mt19937& random_;
    Time at_ = start;
    std::deque<std::vector<Deed>> deeds_;
    std::vector<Time> births_;
};

}  // namespace

TEST_CASE("hearing one after the other gives the bits of judging all of them from nothing") {
    std::mt19937 random(37);
    for (int round = 0; round < 100; ++round) {
        MadeUp made_up(random);
        Hearing hearing;
        std::vector<Trace> traces;
        for (std::int64_t person = 1; person <= 25; ++person) {
            traces.push_back(made_up.one(person));
            REQUIRE(hearing.hear(traces.back(), made_up.births()));
            check_same_bits(hearing.standings(), standings(traces, made_up.births()));
        }
    }
}

TEST_CASE("hearing nobody out of order") {
    Hearing hearing;
    REQUIRE(hearing.hear({.person = Id{5}, .acted = start, .network = 1}, {}));
    CHECK_FALSE(hearing.hear({.person = Id{4}, .acted = start, .network = 1}, {}));
    CHECK_FALSE(hearing.hear({.person = Id{5}, .acted = start, .network = 1}, {}));
    CHECK_FALSE(hearing.hear({.person = Id{9}, .acted = start - minutes(1), .network = 1}, {}));
    CHECK(hearing.standings().size() == 1);
    REQUIRE(hearing.hear({.person = Id{6}, .acted = start, .network = 1}, {}));
    CHECK(hearing.standings().back().same_network == 0.25);
}
