// Databases, a clock and desks for the tests of this slice.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "base/test_folder.hpp"
#include "features/allotments/allotments.hpp"
#include "platform/db/test_migrated.hpp"

namespace canyu::allotments {

using allocation::Act;
using allocation::ActKind;
using allocation::Answer;
using allocation::Outcome;

inline constexpr std::chrono::minutes hold{15};

struct House {
    explicit House(const std::string& given_url) : url(given_url), store({.url = given_url}) {
        db::migrate_for_tests(store);
    }

    std::string url;
    db::Database store;
    ManualClock clock{time_from_milliseconds(1'800'000'000'000)};
    IdSource ids{clock, 1};

    Id open(std::uint32_t units, std::int64_t money = 0) {
        allocation::Terms terms{.hold = hold};
        terms.channels.push_back({.units = units, .opens = clock.now(), .closes = Time::max()});
        if (money > 0) {
            terms.split = allocation::Split::random;
            terms.money = money;
            terms.hold = {};
        }
        return store.write(
            [&](db::Writer& w) { return allotments::open(w, ids, {"test", Id{1}}, terms, clock.now()); });
    }
    std::unique_ptr<Desk> desk(std::int64_t node = 1) {
        return std::make_unique<Desk>(store, url, node, clock);
    }
};

inline void in_a_house(const std::function<void(House&)>& test) {
    {
        INFO("on SQLite");
        const TestFolder folder;
        House house("sqlite:" + folder.file("canyu.sqlite"));
        test(house);
    }
    if (const auto server = db::test_postgresql()) {
        INFO("on PostgreSQL");
        const db::TestSchema schema(*server);
        House house(schema.url());
        test(house);
    }
}

inline Act act(ActKind kind, std::uint64_t person) {
    return {.kind = kind, .eligible = 1, .person = Id{static_cast<std::int64_t>(person)}, .key = {person, 7}};
}

// Everybody asks from four threads at once; the answers in the order of the people, from 1 on.
inline std::vector<Answer> all_claim(Desk& desk, Id allotment, std::uint64_t people) {
    std::vector<Answer> answers(people);
    std::array<std::thread, 4> threads;
    for (std::size_t i = 0; i < threads.size(); ++i)
        threads[i] = std::thread([&, i] {
            for (std::uint64_t person = i; person < people; person += threads.size())
                answers[person] = desk.ask(allotment, act(ActKind::claim, person + 1));
        });
    for (std::thread& thread : threads) thread.join();
    return answers;
}

inline std::size_t count(const std::vector<Answer>& answers, Outcome outcome) {
    return static_cast<std::size_t>(std::ranges::count(answers, outcome, &Answer::outcome));
}

// Until it holds, or for five seconds.
inline bool soon(const std::function<bool()>& holds) {
    for (int i = 0; i < 500 && !holds(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return holds();
}

}  // namespace canyu::allotments
