// Postings and sayings over the ends of their pages.
#include "engines/surfacing/postings.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <vector>

#include "engines/surfacing/sayings.hpp"

using namespace canyu::surfacing;

namespace {

std::vector<Slot> slots_of(const Postings& postings) {
    bool opened = false;
    for (const std::uint32_t word : postings.words()) {
        CHECK_FALSE(
            (opened && Postings::opens_page(word)));  // a page without a report would be read for nothing
        opened = Postings::opens_page(word);
    }
    std::vector<Slot> slots;
    postings.for_each([&](Slot slot, std::uint32_t, std::uint32_t) { slots.push_back(slot); });
    return slots;
}

}  // namespace

TEST_CASE("postings of many pages are those that were appended and not erased") {
    std::mt19937 random(31);
    Postings postings;
    std::set<Slot> expected;
    Slot slot = 0;
    for (int i = 0; i < 3000; ++i) {
        slot += 1 + random() % (i % 7 == 0 ? 2 * page_slots : 100);
        postings.append(slot, i % 3, 1 + i % 400);
        expected.insert(slot);
        if (i % 2 == 0) {
            const auto gone = std::next(expected.begin(), random() % expected.size());
            postings.erase(std::span(&*gone, 1));
            expected.erase(gone);
        }
        if (i == 0 || i % 500 != 0) continue;
        std::vector<Slot> many;
        for (const Slot each : expected)
            if (random() % 3 == 0) many.push_back(each);
        postings.erase(many);
        for (const Slot each : many) expected.erase(each);
        CHECK(slots_of(postings) == std::vector<Slot>(expected.begin(), expected.end()));
    }
    CHECK(postings.reports() == expected.size());
    postings.erase(std::vector(expected.begin(), expected.end()));
    CHECK(postings.words().empty());
    postings.append(5, 300, 0);
    CHECK(Postings::title(postings.words()[1]) == Postings::most_times);
}

TEST_CASE("sayings of many groups are those that were appended and not erased") {
    std::mt19937 random(32);
    SlotBytes sayings;
    std::vector<std::vector<Saying>> expected;
    for (Slot slot = 0; slot < 3000; ++slot) {
        std::vector<std::uint8_t> bytes;
        expected.emplace_back();
        for (std::size_t count = random() % 5; count > 0; --count) {
            const auto few = [&] { return static_cast<std::uint16_t>(random() % 3 << random() % 15); };
            const Saying saying{static_cast<TermId>(random() >> random() % 31) - 1, few(), few()};
            if (saying.title + saying.body == 0) continue;
            append_saying(bytes, saying);
            expected.back().push_back(saying);
        }
        sayings.append(bytes);
        if (slot % 3 == 0) {
            std::vector<Slot> gone = {static_cast<Slot>(random() % (slot + 1))};
            if (slot > 0 && slot % 300 == 0) gone = {gone.front() / 2, gone.front() / 2 + 1, slot};
            gone.erase(std::ranges::unique(gone).begin(), gone.end());
            sayings.erase(gone);
            for (const Slot each : gone) expected[each].clear();
        }
    }
    for (Slot slot = 0; slot < expected.size(); ++slot) {
        SayingReader reader(sayings.of(slot));
        Saying saying{};
        for (const Saying& said : expected[slot]) {
            REQUIRE(reader.next(saying));
            CHECK(saying.term == said.term);
            CHECK(saying.title == said.title);
            CHECK(saying.body == said.body);
        }
        CHECK_FALSE(reader.next(saying));
    }
}
