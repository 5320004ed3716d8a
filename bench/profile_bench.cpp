// The page of a person with 1,000 rows in the participation log, beside the page of somebody who has just
// come: both are rendered by the running site, for a member who is signed in, so that no cache answers.
//
//     profile_bench      the database files go into the current directory and are removed
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <vector>

#include "app/community.hpp"
#include "app/demo/need.hpp"
#include "features/participation/participation.hpp"
#include "features/receipts/receipts.hpp"
#include "platform/web/sessions.hpp"

using namespace canyu;
using demo::need;

namespace {

constexpr auto database = "profile_bench.sqlite";
constexpr int said = 400;  // reports of their own, each a demand
constexpr int supported = 600;
constexpr int shipped = 100;  // of what they said, each with a receipt
constexpr int rounds = 300;

Config config() {
    Config config;
    config.database = std::string("sqlite:") + database;
    config.rate_limits = false;
    return config;
}

class House {
  public:
    House() : community_(config(), clock_) {
        write([&](db::Writer& w) {
            product_ =
                need(products::create(w, ids(), {{}, "phone", "手机", "Phone", "一部手机", "A phone", 3, {}},
                                      clock_.now()))
                    .id;
            staff_ = add(w, "lin_gong", web::Role::staff);
            other_ = add(w, "somebody", web::Role::member);
            lively_ = add(w, "lively", web::Role::member);
            add(w, "newcomer", web::Role::member);
            session_ = web::open_session(w, other_, "bench", clock_.now());
        });
        for (int i = 0; i < said; ++i) ship(demand(lively_, i), i < shipped);
        for (int i = 0; i < supported; ++i) {
            const Id asked = demand(other_, said + i);
            write([&](db::Writer& w) {
                need(community_.demands().support(w, asked, lively_, "我也是", clock_.now()));
            });
        }
        site_ = &community_.open_site();
        site_->start();
    }
    ~House() { site_->stop(); }

    std::size_t rows() {
        return community_.store().read(
            [&](db::Reader& r) { return participation::of_person(r, lively_, Id{}, 10'000).size(); });
    }
    // Milliseconds of each round.
    std::vector<double> ask(const std::string& path) {
        std::vector<double> times;
        for (int i = 0; i < rounds; ++i) {
            http::Request request;
            request.target = path;
            request.path = path.substr(0, path.find('?'));
            if (request.path != path) request.query = path.substr(request.path.size() + 1);
            request.headers.add("Host", "bench");
            request.headers.add("Cookie", fmt::format("{}={}", web::session_cookie, session_));
            request.received = clock_.now();
            const auto begun = std::chrono::steady_clock::now();
            const http::Response response = site_->answer(std::move(request));
            times.push_back(
                std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count());
            if (response.status != 200)
                throw std::runtime_error(fmt::format("{} answered {}", path, response.status));
        }
        std::ranges::sort(times);
        return times;
    }

  private:
    IdSource& ids() { return community_.ids(); }
    template <class F>
    void write(F act) {
        clock_.advance(std::chrono::seconds(1));
        community_.store().write([&](db::Writer& w) { act(w); });
    }
    Id add(db::Writer& w, const std::string& name, web::Role role) {
        return need(people::add(w, ids(), {name, "", "", role, "", ""}, "", clock_.now()));
    }
    Id demand(Id person, int number) {
        Id made;
        write([&](db::Writer& w) {
            demand::NewReport words;
            words.person = person;
            words.product = product_;
            words.text = fmt::format("第 {} 件不顺手的事，说来话长", number);
            words.source = "bench";
            const Id report = need(community_.demands().report(w, words, clock_.now()));
            made = need(
                community_.demands().found(w, report, fmt::format("Wish {}", number), staff_, clock_.now()));
        });
        return made;
    }
    void ship(Id demand, bool ships) {
        if (!ships) return;
        write([&](db::Writer& w) {
            need(community_.demands().set_stage(w, demand, demand::Stage::shipped, "", staff_, clock_.now()));
            receipts::issue(w, ids(), {demand, demand::DemandAct::shipped, staff_, clock_.now()});
        });
    }

    ManualClock clock_{time_from_milliseconds(1'795'406'400'000)};
    Community community_;
    Id product_, staff_, other_, lively_;
    std::string session_;
    web::Site* site_ = nullptr;
};

void remove_files() {
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(std::string(database) + end);
}

}  // namespace

int main() {
    remove_files();
    {
        House house;
        fmt::print("rows in the log: {}\n", house.rows());
        for (const char* path : {"/u/newcomer", "/u/lively", "/u/lively?page=20", "/u/lively/log"}) {
            const std::vector<double> times = house.ask(path);
            fmt::print("{:<20} median {:.2f} ms, 99th of 100 {:.2f} ms (asked of /u/lively: 20 ms)\n", path,
                       times[times.size() / 2], times[times.size() * 99 / 100]);
        }
    }
    remove_files();
}
