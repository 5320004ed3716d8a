// The people of a rush, as a process of their own: each with a ticket and a key, each once.
#pragma once

#include <fmt/core.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iterator>
#include <optional>
#include <string>

#include "base/check.hpp"
#include "features/allotments/allotments.hpp"
#include "http_load.hpp"

namespace canyu::bench {

struct Load {
    std::uint16_t port = 0;
    int connections = 64;
    int seconds = 6;
    std::int64_t people = 0;  // 0: as many as the time allows
    std::int64_t first = 1;   // the id of the first of them
    std::string path;         // "/sales/1/claims"
    std::string database;  // where the tickets' secret is; "" for bodies of the same length that mean nothing
    std::int64_t allotment = 0;
};

struct Heard {
    double rate = 0;
    double p50_ms = 0;
    double p99_ms = 0;
    double longest_ms = 0;
    double seconds = 0;
    std::int64_t answers = 0;
    std::int64_t granted = 0;
    double last_granted = 0;  // seconds after the first request
};

inline void add_load(CLI::App& app, Load& load) {
    app.add_option("--port", load.port);
    app.add_option("--connections", load.connections);
    app.add_option("--seconds", load.seconds);
    app.add_option("--people", load.people);
    app.add_option("--first", load.first);
    app.add_option("--path", load.path);
    app.add_option("--database", load.database);
    app.add_option("--allotment", load.allotment);
}

inline std::string claim_of(const allotments::Tickets& tickets, const Load& load, std::int64_t person) {
    const allotments::Ticket ticket{.allotment = Id{load.allotment},
                                    .person = Id{person},
                                    .channels = 1,
                                    .until = time_from_milliseconds(4'000'000'000'000)};
    return fmt::format("ticket={}&key={:016x}{:016x}", tickets.sign(ticket), person,
                       ~static_cast<std::uint64_t>(person));
}

// Behind a proxy that tells the address of each.
inline void append_request(std::string& text, const Load& load, std::int64_t person,
                           const std::string& body) {
    fmt::format_to(std::back_inserter(text),
                   "POST {} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n"
                   "Content-Type: application/x-www-form-urlencoded\r\nX-Forwarded-For: 10.{}.{}.{}\r\n"
                   "Content-Length: {}\r\n\r\n{}",
                   load.path, person >> 16 & 255, person >> 8 & 255, person & 255, body.size(), body);
}

// In the process of its own: sends, and prints what it heard.
inline void run_load(const Load& load) {
    std::optional<db::Database> store;
    std::optional<allotments::Tickets> tickets;
    if (!load.database.empty()) {
        store.emplace(db::Options{.url = load.database, .readers = 1});
        tickets.emplace(*store);
    }
    HttpLoad http(load.port, load.connections);
    Heard heard;
    std::int64_t person = load.first;
    const auto begun = HttpLoad::Clock::now();
    const auto next = [&](std::string& text) {
        if (load.people > 0 && person >= load.first + load.people) return false;
        append_request(text, load, person,
                       tickets ? claim_of(*tickets, load, person) : std::string(108, 'x'));
        ++person;
        return true;
    };
    const auto see = [&](std::string_view answer) {
        if (answer.find("\"granted\"") == answer.npos) return;
        ++heard.granted;
        heard.last_granted = std::chrono::duration<double>(HttpLoad::Clock::now() - begun).count();
    };
    const LoadResult result = http.run(std::chrono::seconds(load.seconds), next, see);
    fmt::print("{} {} {} {} {} {} {} {}\n", result.rate(), result.p50_ms, result.p99_ms, result.longest_ms,
               result.seconds, result.answers, heard.granted, heard.last_granted);
}

// Starts that process and waits for it.
inline Heard hear_load(const Load& load) {
    const std::string command = fmt::format(
        "/proc/{}/exe load --port {} --connections {} --seconds {} --people {} --first {} --path {} "
        "--database '{}' --allotment {}",
        getpid(), load.port, load.connections, load.seconds, load.people, load.first, load.path,
        load.database, load.allotment);
    std::FILE* const pipe = popen(command.c_str(), "r");
    CANYU_CHECK(pipe != nullptr);
    Heard heard;
    const int read =
        std::fscanf(pipe, "%lf %lf %lf %lf %lf %ld %ld %lf", &heard.rate, &heard.p50_ms, &heard.p99_ms,
                    &heard.longest_ms, &heard.seconds, &heard.answers, &heard.granted, &heard.last_granted);
    pclose(pipe);
    CANYU_CHECK(read == 8);
    return heard;
}

}  // namespace canyu::bench
