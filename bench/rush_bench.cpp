// Measures a rush on one machine: purchases and refusals over HTTP beside a constant POST answer of our own
// server in the same run, and the headline, in which many people come for few units.
//
//     rush_bench [--seconds 6] [--people 3000000] [--units 100000] [--folder .] [--database URL]
//
// Without people there is no headline. rush_bench.mjs runs it, and others' ways to share out beside it.
// The load generator is a process of its own on the same cores. Each request comes from another person with a
// ticket of their own, through a proxy that tells the address. The folder should be on the disk that matters.
// Ratios are to the constant answer with as many connections; CPU is the server's, in microseconds a request.
#include <sys/resource.h>

#include <filesystem>
#include <thread>

#include "app/community.hpp"
#include "base/log.hpp"
#include "features/products/products.hpp"
#include "features/sale/sale.hpp"
#include "platform/http/server/server.hpp"
#include "rush_load.hpp"

using namespace canyu;
using bench::Heard;
using bench::Load;

namespace {

constexpr std::int64_t price = 199'900;  // fen

http::ServerOptions options_of_a_rush() {
    http::ServerOptions options;
    options.port = 0;
    options.connections_per_address = options.connection_limit;
    options.trusted_proxies = {"127.0.0.1"};
    return options;
}

class Constant final : public http::Handler {
  public:
    Constant() {
        response_.headers.add("Content-Type", "application/json");
        response_.headers.add("Cache-Control", "no-store");
        response_.body = R"({"outcome":"granted","location":"/sales/1/claims/0","ask_again":0})";
    }
    std::uint64_t body_limit(const http::Request&) const override { return 1024; }
    void handle(http::Request, http::Answer answer) override { answer.send(response_); }
    http::Response refusal(int status, const http::Request&) const override { return {status, {}, {}}; }

  private:
    http::Response response_;
};

// A community that sells, in a folder of its own that goes with it.
class Shop {
  public:
    // database: a URL; "" for a file in the folder.
    Shop(const std::string& folder, const std::string& database)
        : folder_(std::filesystem::path(folder) / "rush_bench"),
          config_(config(database)),
          community_(config_, clock_),
          site_(community_.open_site()),
          server_(options_of_a_rush(), site_, clock_) {
        site_.start();
        server_.start();
    }
    ~Shop() {
        server_.stop();
        site_.stop();
    }

    // A sale that is open, and what a load has to know of it.
    Load sell(std::int64_t units) {
        const Time now = clock_.now();
        return community_.store().write([&](db::Writer& writer) {
            sale::Plan plan;
            plan.product_id = product(writer);
            plan.title = "A phone";
            plan.price = {price, "CNY"};
            plan.opens_at = plan.reserve_until = now;
            plan.closes_at = now + std::chrono::days{1};
            plan.how_to_pay = "To the account";
            const sale::Acting acting{community_.ids(), Id{1}, now};
            const auto planned = sale::plan(writer, acting, plan, {}, {{sale::ChannelKind::open, units}});
            CANYU_CHECK(planned && sale::publish(writer, acting, planned->id));
            allotment_ = sale::find(writer, planned->id)->allotment_id;
            return Load{.port = server_.port(),
                        .path = sale::url(*planned) + "/claims",
                        .database = config_.database,
                        .allotment = allotment_.value};
        });
    }
    allocation::Stock stock() {
        counter().desk.seat(allotment_);
        for (;;) {
            if (const auto standing = counter().desk.standing(allotment_)) return standing->stock[0];
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }
    const allotments::Counter& counter() { return community_.counter(); }
    Community& community() { return community_; }
    Id allotment() const { return allotment_; }

  private:
    Config config(const std::string& database) const {
        std::filesystem::remove_all(folder_);
        Config config;
        config.database = database.empty() ? "sqlite:" + (folder_ / "canyu.sqlite").string() : database;
        return config;
    }
    // Of the one before where the database is another's.
    Id product(db::Writer& writer) {
        if (const auto known = products::all(writer); !known.empty()) return known.front().id;
        return products::create(writer, community_.ids(),
                                {{}, "phone", "手机", "Phone", "一部手机", "A phone", 3, {}}, clock_.now())
            ->id;
    }

    const SystemClock clock_;
    const std::filesystem::path folder_;
    const Config config_;
    Community community_;
    web::Site& site_;
    http::Server server_;
    Id allotment_;
};

struct Measured {
    Heard heard;
    double server_microseconds = 0;  // of the processor, a request
};

Measured measure(const Load& load) {
    const double before = bench::cpu_seconds();
    Measured measured{.heard = bench::hear_load(load)};
    measured.server_microseconds =
        (bench::cpu_seconds() - before) * 1e6 / static_cast<double>(measured.heard.answers);
    return measured;
}

void show(const char* what, const Measured& measured, double constant) {
    const Heard& heard = measured.heard;
    fmt::print("{:34} {:9.0f}/s  {:5.2f} x  p50 {:7.2f} ms  p99 {:7.2f} ms  CPU {:5.1f} us  granted {}\n",
               what, heard.rate, heard.rate / constant, heard.p50_ms, heard.p99_ms,
               measured.server_microseconds, heard.granted);
    std::fflush(stdout);
}

void compare(const std::string& folder, const std::string& database, int connections, int seconds) {
    fmt::print("{} connections\n", connections);
    const auto with = [&](Load load) {
        load.connections = connections;
        load.seconds = seconds;
        return load;
    };
    double constant = 0;
    {
        Constant handler;
        const SystemClock clock;
        http::Server server(options_of_a_rush(), handler, clock);
        server.start();
        const Measured measured = measure(with({.port = server.port(), .path = "/sales/1/claims"}));
        constant = measured.heard.rate;
        show("  a constant POST answer", measured, constant);
        server.stop();
    }
    Shop shop(folder, database);
    const Load purchases = with(shop.sell(200'000 * seconds));
    (void)shop.stock();
    show("  purchases, kept before the answer", measure(purchases), constant);
    Load refusals = with(shop.sell(1));
    (void)shop.stock();
    refusals.people = 1;
    (void)bench::hear_load(refusals);
    refusals.people = 0;
    refusals.first = 2;
    show("  refusals: sold out", measure(refusals), constant);
}

double peak_gigabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / (1024 * 1024);
}

void headline(const std::string& folder, const std::string& database, std::int64_t people,
              std::int64_t units) {
    Shop shop(folder, database);
    shop.community().start_jobs();
    Load load = shop.sell(units);
    (void)shop.stock();
    load.people = people;
    load.connections = 4096;
    load.seconds = 600;
    const Measured measured = measure(load);
    const auto answered = bench::HttpLoad::Clock::now();
    const auto orders = [&] {
        return shop.community().store().read([&](db::Reader& reader) {
            return std::pair(
                reader.value<std::int64_t>("select count(*) from purchase"),
                reader.value<std::int64_t>("select coalesce(sum(price_amount), 0) from purchase"));
        });
    };
    while (orders().first < measured.heard.granted)
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    const double caught_up = std::chrono::duration<double>(bench::HttpLoad::Clock::now() - answered).count();
    const allocation::Stock stock = shop.stock();
    const auto [count, sum] = orders();
    fmt::print(
        "{} people for {} units: the last one sold {:.2f} s after the start, all answered after {:.1f} s, "
        "rows "
        "caught up {:.2f} s later, {:.2f} GB, CPU {:.1f} us a person\n"
        "    granted {}, held in the journal {}, left {}, orders {} of {} fen in all ({})\n",
        people, units, measured.heard.last_granted, measured.heard.seconds, caught_up, peak_gigabytes(),
        measured.server_microseconds, measured.heard.granted, stock.held, stock.left, count, sum,
        count == std::min(people, units) && sum == count * price ? "exact" : "NOT EXACT");
}

// For a server of its own: what its load has to know.
void prepare(const std::string& folder, std::int64_t units) {
    Shop shop(folder, "");
    const Load load = shop.sell(units);
    (void)shop.stock();
    fmt::print("{} {} {}\n", load.database, load.path, load.allotment);
}

}  // namespace

int main(int argument_count, char** arguments) {
    log::set_level(log::Level::error);
    CLI::App app("a rush, measured");
    int seconds = 6;
    std::int64_t people = 3'000'000;
    std::int64_t units = 100'000;
    std::string folder = ".";
    app.add_option("--seconds", seconds);
    app.add_option("--people", people);
    app.add_option("--units", units);
    app.add_option("--folder", folder);
    std::string database;
    app.add_option("--database", database);
    const CLI::App& as_prepare = *app.add_subcommand("prepare", "only an open sale")->group("");
    Load load;
    CLI::App& as_load = *app.add_subcommand("load", "the people, as a process of their own")->group("");
    bench::add_load(as_load, load);
    CLI11_PARSE(app, argument_count, arguments);
    if (as_load.parsed()) {
        bench::run_load(load);
        return 0;
    }
    if (as_prepare.parsed()) {
        prepare(folder, units);
        return 0;
    }
    for (const int connections : {64, 4096}) compare(folder, database, connections, seconds);
    if (people > 0) headline(folder, database, people, units);
    return 0;
}
