// How long the board takes from nothing and after one change, with 5 million votes of 500,000 people.
//
//     rising_bench [VOTES PEOPLE]
//
// The votes are made up: demands as uneven as 1 / rank, a tenth of them in visits that go on to a neighbour,
// sign-ups all through two years, most people in a network of a few. Nothing is kept between the runs but the
// stored voices.
#include <fmt/core.h>
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <random>
#include <thread>
#include <vector>

#include "engines/surfacing/rising/replay.hpp"

using namespace canyu;
using surfacing::Deed;
using surfacing::Trace;
using surfacing::Voice;

namespace {

constexpr std::size_t demand_count = 50'000;
constexpr std::size_t told_deeds = 4;  // of those before, as many as a trace is given
constexpr std::size_t shown = 10;
constexpr Time now = time_from_milliseconds(1'800'000'000'000);
constexpr double together = Milliseconds(surfacing::IndependenceOptions{}.together).count();
constexpr double lived_days = 730;
constexpr std::int64_t day = Milliseconds(std::chrono::days(1)).count();

struct Vote {
    std::uint32_t person;
    std::uint32_t demand;
    std::int64_t at;
};

struct Person {
    Time born;
    std::uint64_t network;
    Id referrer;
};

double seconds_of(const auto& work) {
    const auto begun = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

// What a server keeps of a product: the votes by demand in order of time, and where each person's votes are.
class Product {
  public:
    Product(std::size_t votes, std::size_t people) : random_(5) {
        for (std::size_t i = 0; i < people; ++i) {
            const auto age =
                static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(lived_days)) * day +
                static_cast<std::int64_t>(random_() % day);
            people_.push_back({now - Milliseconds(age), random_() % (people / 2) + 1, Id{}});
            if (random_() % 4 == 0)
                people_.back().referrer = Id{static_cast<std::int64_t>(random_() % people) + 1};
            births_.push_back(people_.back().born);
        }
        std::ranges::sort(births_);
        while (votes_.size() < votes) vote();
        std::ranges::sort(votes_, {}, [](const Vote& vote) { return std::pair(vote.demand, vote.at); });
        index();
    }

    [[nodiscard]] std::size_t size() const { return votes_.size(); }

    [[nodiscard]] surfacing::Factors measure(std::size_t demand, Time at) const {
        std::vector<Deed> deeds;
        std::vector<Trace> traces;
        std::vector<Voice> voices;
        const std::span<const Vote> here(votes_.data() + begins_[demand],
                                         begins_[demand + 1] - begins_[demand]);
        deeds.reserve(here.size() * told_deeds);  // the traces point into it
        traces.reserve(here.size());
        voices.reserve(here.size());
        for (const Vote& vote : here) {
            const Person& person = people_[vote.person];
            const std::size_t from = deeds.size();
            add_deeds(vote, deeds);
            traces.push_back({.person = Id{vote.person + 1},
                              .acted = time_from_milliseconds(vote.at),
                              .born = person.born,
                              .referrer = person.referrer,
                              .network = person.network,
                              .deeds = std::span(deeds).subspan(from)});
            voices.push_back({.person = Id{vote.person + 1}, .said = time_from_milliseconds(vote.at)});
        }
        surfacing::weigh(voices, surfacing::standings(traces, births_));
        return surfacing::factors(voices, at);
    }

  private:
    void vote() {
        const double uniform = static_cast<double>(random_() % 1'000'000'007) / 1'000'000'007.0;
        const auto demand = static_cast<std::uint32_t>(std::pow(demand_count, uniform)) - 1;
        const auto person = static_cast<std::uint32_t>(random_() % people_.size());
        const std::int64_t life = (now - people_[person].born).count();
        const std::int64_t at = to_milliseconds(people_[person].born) +
                                static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(life));
        votes_.push_back({person, demand, at});
        if (random_() % 10 == 0)
            votes_.push_back({person, static_cast<std::uint32_t>((demand + 1) % demand_count), at + 30'000});
    }

    void index() {
        begins_.assign(demand_count + 1, 0);
        for (const Vote& vote : votes_) ++begins_[vote.demand + 1];
        for (std::size_t i = 0; i < demand_count; ++i) begins_[i + 1] += begins_[i];
        by_person_.resize(votes_.size());
        of_person_.assign(people_.size() + 1, 0);
        for (const Vote& vote : votes_) ++of_person_[vote.person + 1];
        for (std::size_t i = 0; i < people_.size(); ++i) of_person_[i + 1] += of_person_[i];
        std::vector<std::size_t> next(of_person_.begin(), of_person_.end() - 1);
        for (const Vote& vote : votes_) by_person_[next[vote.person]++] = vote;
        for (std::size_t i = 0; i < people_.size(); ++i)
            std::sort(by_person_.begin() + static_cast<std::ptrdiff_t>(of_person_[i]),
                      by_person_.begin() + static_cast<std::ptrdiff_t>(of_person_[i + 1]),
                      [](const Vote& a, const Vote& b) { return a.at < b.at; });
    }

    void add_deeds(const Vote& vote, std::vector<Deed>& deeds) const {
        const auto begin = by_person_.begin() + static_cast<std::ptrdiff_t>(of_person_[vote.person]);
        auto at = std::lower_bound(
            begin, by_person_.begin() + static_cast<std::ptrdiff_t>(of_person_[vote.person + 1]), vote.at,
            [](const Vote& one, std::int64_t time) { return one.at < time; });
        for (std::size_t told = 0; at != begin && told < told_deeds; ++told) {
            --at;
            const auto voices = static_cast<double>(begins_[at->demand + 1] - begins_[at->demand]);
            const double chance = voices * together / (lived_days * static_cast<double>(day));
            if (at->demand != vote.demand && chance < 1)
                deeds.push_back({Id{at->demand + 1}, time_from_milliseconds(at->at), chance});
        }
    }

    std::mt19937_64 random_;
    std::vector<Person> people_;
    std::vector<Time> births_;
    std::vector<Vote> votes_;
    std::vector<std::size_t> begins_;
    std::vector<Vote> by_person_;
    std::vector<std::size_t> of_person_;
};

using Board = std::vector<surfacing::Factors>;

Board board_from_nothing(const Product& product, unsigned threads) {
    Board board(demand_count);
    std::atomic<std::size_t> next{0};
    std::vector<std::jthread> workers;
    for (unsigned i = 0; i < threads; ++i)
        workers.emplace_back([&] {
            for (std::size_t demand = next++; demand < demand_count; demand = next++)
                board[demand] = product.measure(demand, now);
        });
    workers.clear();
    return board;
}

// One demand is measured again and the line drawn anew.
void change(const Product& product, Board& board, std::size_t demand) {
    const std::int64_t people = board[demand].people;
    const double taken = seconds_of([&] {
        board[demand] = product.measure(demand, now);
        std::vector<double> buoyancies;
        for (const surfacing::Factors& one : board) buoyancies.push_back(one.buoyancy);
        (void)surfacing::waterline(buoyancies, shown);
    });
    fmt::print("after one change of a demand of {} people: {:.3f} s\n", people, taken);
}

}  // namespace

int main(int argc, char** argv) {
    const std::size_t votes = argc > 2 ? std::strtoull(argv[1], nullptr, 10) : 5'000'000;
    const std::size_t people = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 500'000;
    const Product product(votes, people);
    fmt::print("{} votes of {} people for {} demands\n", product.size(), people, demand_count);
    Board board;
    for (const unsigned threads : {1U, 2U})
        fmt::print("from nothing, {} threads: {:.2f} s\n", threads,
                   seconds_of([&] { board = board_from_nothing(product, threads); }));
    const auto largest = std::ranges::max_element(board, {}, &surfacing::Factors::people);
    change(product, board, static_cast<std::size_t>(largest - board.begin()));
    change(product, board, 100);
}
