// Measures the turning week: 52 simulated weeks in which every bus is on time or explained, and the four
// panels of 100,000 people put together, beside the same sums asked of the raw sqlite3 C API.
//
//     weeks_bench      the database files go into the current directory and are removed
#include <fmt/core.h>
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <vector>

#include "app/community.hpp"
#include "app/demo/need.hpp"
#include "features/experience/experience.hpp"

using namespace canyu;
using demo::need;

namespace {

using Stopwatch = std::chrono::steady_clock;
using std::chrono::days;
using std::chrono::hours;

constexpr Time start = time_from_milliseconds(1'795'406'400'000);  // a Monday noon in Shanghai
constexpr int weeks = 52;
constexpr int demands_a_week = 3;
constexpr int tellers = 100'000;
constexpr int tellers_a_write = 1'000;
constexpr int rounds = 9;
constexpr auto database = "weeks_bench.sqlite";
constexpr const char* best_query =
    "select best_id, count(*) from experience_report where bus_id = ? and best_id is not null group by "
    "best_id";
constexpr const char* worst_query =
    "select worst_id, count(*) from experience_report where bus_id = ? and worst_id is not null group by "
    "worst_id";

double milliseconds_since(Stopwatch::time_point begun) {
    return std::chrono::duration<double, std::milli>(Stopwatch::now() - begun).count();
}

template <class F>
double median_milliseconds(F act) {
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        const auto begun = Stopwatch::now();
        act();
        times.push_back(milliseconds_since(begun));
    }
    std::ranges::sort(times);
    return times[rounds / 2];
}

// A company of one squad with a weekly bus, lived through week by week.
class Year {
  public:
    Year() : community_(config(), clock_) {
        write([&](db::Writer& w) {
            product_ =
                need(products::create(w, ids(), {{}, "phone", "手机", "Phone", "一部手机", "A phone", 3, {}},
                                      clock_.now()))
                    .id;
            staff_ = need(
                people::add(w, ids(), {"lin_gong", "林工", "", web::Role::staff, "", ""}, "", clock_.now()));
            const auto squad = need(squads::form(w, acting(), {product_, "小队", "The squad", "lin_gong"}));
            need(squads::add_module(w, acting(), squad, "相机", "Camera"));
            need(release::set_timetable(w, acting(), {product_}));
        });
    }

    // Plans, boards and leaves on Friday; every eighth week nothing is ready, every ninth the bus is late.
    void live(int week) {
        const release::Bus bus = waiting();
        if (week % 8 != 7)
            for (int i = 0; i < demands_a_week; ++i)
                board(bus.id, fmt::format("Wish {} of week {}", i, week));
        clock_.set(bus.leaves_at + (week % 9 == 8 ? hours{5} : hours{0}));
        write([&](db::Writer& w) {
            if (week % 9 == 8)
                need(release::explain(w, acting(), bus.id, clock_.now() + hours{1},
                                      "the signing machine burned out"));
            if (week % 8 == 7)
                need(release::skip(w, acting(), bus.id, "nothing was ready this week"));
            else
                need(release::leave(w, acting(), community_.demands(), bus.id,
                                    fmt::format("2.{}", bus.number)));
            experience::give_awards(w, clock_.now());
        });
        clock_.set(clock_.now() + days{1});
    }

    // Buses that were neither on time nor explained.
    std::int64_t unexplained() {
        return community_.store().read([&](db::Reader& reader) {
            const auto past = release::past(reader, product_, 0, weeks + 1);
            if (past.size() != weeks) throw std::runtime_error("a week has no bus");
            return std::ranges::count_if(past, [&](const release::Bus& bus) {
                const bool odd = bus.skipped_at || release::lateness(bus, clock_.now());
                return odd && release::words(reader, bus.id).empty();
            });
        });
    }

    // The last bus gets a report of everybody; answers it.
    Id tell_all() {
        const release::Bus bus = waiting();
        const Id wish = board(bus.id, "The wish that everybody speaks of");
        write([&](db::Writer& w) { need(release::leave(w, acting(), community_.demands(), bus.id, "3.0")); });
        for (int told = 0; told < tellers; told += tellers_a_write)
            write([&](db::Writer& w) {
                for (int i = told; i < told + tellers_a_write; ++i) {
                    experience::Panels panels{.sentence = "It opens at once"};
                    (i % 3 == 0 ? panels.worst : panels.best) = wish;
                    need(experience::tell(w, ids(), community_.demands(), bus.id, ids().next(), panels,
                                          clock_.now()));
                }
            });
        return bus.id;
    }

    db::Database& store() { return community_.store(); }

  private:
    static Config config() {
        std::filesystem::remove(database);
        Config made;
        made.database = fmt::format("sqlite:{}", database);
        return made;
    }
    IdSource& ids() { return community_.ids(); }
    release::Acting acting() { return {ids(), staff_, clock_.now()}; }
    template <class F>
    void write(F act) {
        community_.store().write([&](db::Writer& writer) { act(writer); });
    }
    release::Bus waiting() {
        return community_.store().read([&](db::Reader& r) { return release::waiting(r, product_).front(); });
    }
    Id board(Id bus, const std::string& title) {
        Id made;
        write([&](db::Writer& w) {
            demand::NewReport words;
            words.person = staff_;
            words.product = product_;
            words.text = title;
            words.source = "bench";
            const Id said = need(community_.demands().report(w, words, clock_.now()));
            made = need(community_.demands().found(w, said, title, staff_, clock_.now()));
            need(plan::enter(w, ids(), community_.demands(), made, {plan::Horizon::week, clock_.now()}, "",
                             staff_, clock_.now()));
            need(release::board(w, acting(), bus, made));
        });
        return made;
    }

    ManualClock clock_{start};
    Community community_;
    Id product_;
    Id staff_;
};

// The same sums without anything of ours between: what the machine needs at least.
double raw_milliseconds(Id bus) {
    sqlite3* connection = nullptr;
    if (sqlite3_open_v2(database, &connection, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK)
        throw std::runtime_error("the database does not open");
    const double median = median_milliseconds([&] {
        for (const char* query : {best_query, worst_query}) {
            sqlite3_stmt* statement = nullptr;
            sqlite3_prepare_v2(connection, query, -1, &statement, nullptr);
            sqlite3_bind_int64(statement, 1, bus.value);
            while (sqlite3_step(statement) == SQLITE_ROW) {
            }
            sqlite3_finalize(statement);
        }
    });
    sqlite3_close(connection);
    return median;
}

}  // namespace

int main() {
    Year year;
    const auto begun = Stopwatch::now();
    for (int week = 0; week < weeks; ++week) year.live(week);
    fmt::print("{} weeks of {} demands: {:.2f} s; buses neither on time nor explained: {}\n", weeks,
               demands_a_week, milliseconds_since(begun) / 1000, year.unexplained());
    const Id bus = year.tell_all();
    const double ours = median_milliseconds([&] {
        year.store().read([&](db::Reader& reader) {
            if (experience::count_people(reader, bus) != tellers ||
                experience::tallies(reader, bus).size() != 1)
                throw std::runtime_error("the panels do not add up");
        });
    });
    fmt::print(
        "{} four-panel reports put together: {:.1f} ms; the sums alone by sqlite3: {:.1f} ms (medians of "
        "{})\n",
        tellers, ours, raw_milliseconds(bus), rounds);
    for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(std::string(database) + ending);
}
