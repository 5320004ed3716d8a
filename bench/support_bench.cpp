// How long one more voice takes at a demand that many speak for already, and the clock's minute beside it, on
// SQLite with its fsync.
//
//     support_bench [PEOPLE…]      the database file goes into the current directory and is removed
//
// Everybody has supported four other demands before; one in four shares a network with a few others.
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <random>
#include <vector>

#include "app/community.hpp"
#include "app/demo/need.hpp"
#include "features/demand/demand.hpp"

using namespace canyu;
using demo::need;

namespace {

using Stopwatch = std::chrono::steady_clock;

constexpr Time start = time_from_milliseconds(1'795'406'400'000);
constexpr std::chrono::days lived{730};
constexpr std::size_t other_demands = 200;
constexpr std::size_t deeds_before = 4;
constexpr std::size_t newcomers = 60;
constexpr auto database = "support_bench.sqlite";

// What it took by the clock on the wall, and of the process's own time: the one to compare where others
// compute beside it.
struct Taken {
    double wall = 0;  // ms
    double own = 0;
};

Taken taken_by(const auto& act) {
    const auto begun = Stopwatch::now();
    const std::clock_t own = std::clock();
    act();
    constexpr double ms = 1'000.0;
    return {std::chrono::duration<double, std::milli>(Stopwatch::now() - begun).count(),
            static_cast<double>(std::clock() - own) * ms / CLOCKS_PER_SEC};
}

void print(const char* what, const Taken& taken) {
    fmt::print("    {:<28} {:>8.2f} ms, own {:>8.2f} ms\n", what, taken.wall, taken.own);
}

class Product {
  public:
    explicit Product(std::size_t people) : community_(config(), clock_) {
        write([&](db::Writer& w) {
            product_ =
                need(products::create(w, community_.ids(),
                                      {{}, "phone", "手机", "Phone", "一部手机", "A phone", 3, {}}, start))
                    .id;
        });
        while (people_.size() < people + newcomers) add_people();
        for (std::size_t i = 0; i < other_demands; ++i) others_.push_back(found(i % people));
        popular_ = found(0);
        add_deeds();
        for (std::size_t i = 1; i < people; ++i) old_supports_.emplace_back(popular_, i);
        put_supports(start - std::chrono::days(40), std::chrono::minutes(5));
        write([&](db::Writer& w) { community_.demands().refresh(w, product_, Id{}, clock_.now()); });
    }

    void measure(std::size_t people) {
        std::vector<Taken> supports;
        for (std::size_t i = 0; i < newcomers; ++i)
            supports.push_back(taken_by([&] { support(people_[people + i]); }));
        fmt::print("{} people\n", people);
        print("the first after a start", supports.front());
        const auto middle = supports.begin() + newcomers / 2;
        std::ranges::nth_element(supports, middle, {}, &Taken::own);
        print("one more, half of them within", *middle);
        print("taking one back", taken_by([&] {
                  write([&](db::Writer& w) {
                      need(community_.demands().withdraw(w, popular_, people_[people / 2], clock_.now()));
                  });
              }));
        print("the clock's minute", taken_by([&] { community_.demands().keep_level(clock_.now()); }));
        clock_.advance(std::chrono::hours(7));
        print("when all have decayed", taken_by([&] { community_.demands().keep_level(clock_.now()); }));
    }

  private:
    static Config config() {
        std::filesystem::remove(database);
        Config made;
        made.database = fmt::format("sqlite:{}", database);
        return made;
    }
    void write(const auto& act) {
        community_.store().write([&](db::Writer& writer) { act(writer); });
    }

    void add_people() {
        write([&](db::Writer& w) {
            for (int i = 0; i < 500; ++i) {
                people::NewPerson person;
                person.name = fmt::format("person_{}", people_.size());
                if (random_() % 4 == 0) person.network = fmt::format("network {}", people_.size() / 16);
                const auto age = static_cast<std::int64_t>(
                    random_() % static_cast<std::uint64_t>(Milliseconds(lived).count()));
                people_.push_back(
                    need(people::add(w, community_.ids(), person, "", start - Milliseconds(age))));
            }
        });
    }

    Id found(std::size_t person) {
        Id demand;
        write([&](db::Writer& w) {
            demand::NewReport words;
            words.person = people_[person];
            words.product = product_;
            words.source = "bench";
            words.text = fmt::format("Wish {} that nobody had before", random_());
            const Time then = start - std::chrono::days(60);
            const Id report = need(community_.demands().report(w, words, then));
            demand = need(community_.demands().found(w, report, words.text, people_[person], then));
        });
        return demand;
    }

    void add_deeds() {
        for (std::size_t person = 0; person < people_.size(); ++person)
            for (std::size_t i = 0; i < deeds_before; ++i)
                old_supports_.emplace_back(others_[(person * 7 + i * 31) % other_demands], person);
        put_supports(start - std::chrono::days(59), std::chrono::seconds(20));
    }

    // As rows, since the act itself is what is measured.
    void put_supports(Time from, Milliseconds apart) {
        write([&](db::Writer& w) {
            for (std::size_t i = 0; i < old_supports_.size(); ++i) {
                const auto& [demand, person] = old_supports_[i];
                const Time at = from + static_cast<std::int64_t>(i) * apart;
                w.execute(
                    "insert into support (home_id, person_id, demand_id, product_id, why, said_at) "
                    "values (?, ?, ?, ?, '', ?)",
                    demand, people_[person], demand, product_, at);
                participation::record(w, community_.ids(),
                                      {people_[person], product_, "product", participation::Verb::support,
                                       participation::Object::demand, demand},
                                      at);
            }
        });
        old_supports_.clear();
    }

    void support(Id person) {
        clock_.advance(std::chrono::seconds(30));
        write([&](db::Writer& w) {
            need(community_.demands().support(w, popular_, person, "", clock_.now()));
        });
    }

    ManualClock clock_{start};
    std::mt19937_64 random_{11};
    Community community_;
    Id product_;
    Id popular_;
    std::vector<Id> people_;
    std::vector<Id> others_;
    std::vector<std::pair<Id, std::size_t>> old_supports_;
};

}  // namespace

int main(int argc, char** argv) {
    std::vector<std::size_t> sizes;
    for (int i = 1; i < argc; ++i) sizes.push_back(std::strtoull(argv[i], nullptr, 10));
    if (sizes.empty()) sizes = {100, 1'000, 10'000};
    for (const std::size_t people : sizes) Product(people).measure(people);
    std::filesystem::remove(database);
}
