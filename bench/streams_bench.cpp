// 10,000 open notice streams: the memory of the server, and how long a notice takes to reach every one of
// them; beside it what the same bytes take over bare sockets. The clients are a process of their own.
#include <arpa/inet.h>
#include <fmt/core.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "app/community.hpp"
#include "features/notices/notices.hpp"
#include "platform/http/server/server.hpp"
#include "platform/web/sessions.hpp"

namespace {

using namespace canyu;
using SteadyClock = std::chrono::steady_clock;

constexpr int streams = 10'000;
constexpr int addresses = 8;  // a server lets one address have a part of its connections only

void need(bool holds, const char* what) {
    if (holds) return;
    fmt::print(stderr, "{}: {}\n", what, std::strerror(errno));
    std::exit(1);
}

void allow_descriptors() {
    rlimit most{};
    ::getrlimit(RLIMIT_NOFILE, &most);
    most.rlim_cur = most.rlim_max;
    need(::setrlimit(RLIMIT_NOFILE, &most) == 0 && most.rlim_cur > streams + 500, "too few descriptors");
}

double resident_megabytes() {
    std::ifstream status("/proc/self/statm");
    double pages = 0, resident = 0;
    status >> pages >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

sockaddr_in address_of(std::uint32_t host, std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(host);
    address.sin_port = htons(port);
    return address;
}

// ---- the clients, in their own process

int connected(int number, std::uint16_t port, const std::string& request) {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    const sockaddr_in own = address_of(INADDR_LOOPBACK + static_cast<std::uint32_t>(number % addresses), 0);
    const sockaddr_in there = address_of(INADDR_LOOPBACK, port);
    need(::bind(socket, reinterpret_cast<const sockaddr*>(&own), sizeof own) == 0, "bind");
    need(::connect(socket, reinterpret_cast<const sockaddr*>(&there), sizeof there) == 0, "connect");
    need(::send(socket, request.data(), request.size(), 0) == static_cast<ssize_t>(request.size()), "send");
    return socket;
}

// Reads until every socket has seen `text`.
void wait_for(const std::vector<int>& sockets, int queue, std::string_view text) {
    std::vector<std::string> got(static_cast<std::size_t>(sockets.back()) + 1);
    std::size_t left = sockets.size();
    epoll_event events[512];
    while (left > 0) {
        const int count = ::epoll_wait(queue, events, 512, 30'000);
        need(count > 0, "nothing more comes");
        for (int i = 0; i < count; ++i) {
            char buffer[4096];
            const ssize_t size = ::recv(events[i].data.fd, buffer, sizeof buffer, 0);
            need(size > 0, "a stream ended");
            std::string& mine = got[static_cast<std::size_t>(events[i].data.fd)];
            const bool had = mine.find(text) != std::string::npos;
            mine.append(buffer, static_cast<std::size_t>(size));
            if (!had && mine.find(text) != std::string::npos) --left;
        }
    }
}

// Says on `out` when all are open, and when all have got the notice.
void run_clients(std::uint16_t port, const std::vector<std::string>& requests, int out) {
    const int queue = ::epoll_create1(0);
    std::vector<int> sockets;
    for (int i = 0; i < streams; ++i) {
        sockets.push_back(connected(i, port, requests[static_cast<std::size_t>(i)]));
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = sockets.back();
        need(::epoll_ctl(queue, EPOLL_CTL_ADD, sockets.back(), &event) == 0, "epoll");
    }
    wait_for(sockets, queue, "event: unread");
    need(::write(out, "o", 1) == 1, "write");
    wait_for(sockets, queue, "event: notice");
    need(::write(out, "n", 1) == 1, "write");
    char wait = 0;
    (void)!::read(STDIN_FILENO, &wait, 1);
}

// Runs the clients against `port`; `tell` is called when all are open. Milliseconds until the last had it.
double measure(std::uint16_t port, const std::vector<std::string>& requests,
               const std::function<void()>& tell) {
    int said[2], hold[2];
    need(::pipe(said) == 0 && ::pipe(hold) == 0, "pipe");
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(hold[0], STDIN_FILENO);
        ::close(hold[1]);
        run_clients(port, requests, said[1]);
        std::_Exit(0);
    }
    ::close(said[1]);
    char mark = 0;
    need(::read(said[0], &mark, 1) == 1, "the clients gave up");
    const auto begin = SteadyClock::now();
    tell();
    need(::read(said[0], &mark, 1) == 1, "the clients gave up");
    const double taken = std::chrono::duration<double, std::milli>(SteadyClock::now() - begin).count();
    for (const int end : {said[0], hold[0], hold[1]}) ::close(end);
    ::waitpid(child, nullptr, 0);
    return taken;
}

// ---- the two servers

struct Crowd {
    std::vector<Id> people;
    std::vector<std::string> requests;
};

Crowd gather(Community& community) {
    Crowd crowd;
    community.store().write([&](db::Writer& writer) {
        for (int i = 0; i < streams; ++i) {
            const people::NewPerson person{fmt::format("person_{}", i), "",      "",
                                           web::Role::member,           "zh-CN", ""};
            const Time now = community.clock().now();
            crowd.people.push_back(people::add(writer, community.ids(), person, "", now).value());
            crowd.requests.push_back(fmt::format(
                "GET /notices/stream HTTP/1.1\r\nHost: bench\r\nCookie: {}={}\r\n\r\n", web::session_cookie,
                web::open_session(writer, crowd.people.back(), "bench", now)));
        }
    });
    return crowd;
}

void bench_streams(const std::string& folder) {
    const SystemClock clock;
    Config config;
    config.database = "sqlite:" + folder + "/streams.sqlite";
    Community community(config, clock);
    const Crowd crowd = gather(community);
    web::Site& site = community.open_site();
    site.start();
    http::ServerOptions options;
    options.port = 0;
    http::Server server(options, site, clock);
    server.start();
    const double before = resident_megabytes();
    double with_streams = 0;
    const double taken = measure(server.port(), crowd.requests, [&] {
        with_streams = resident_megabytes();
        community.store().write([&](db::Writer& writer) {
            notices::tell(
                writer, community.ids(),
                {notices::Kind::news, "bench", "/popcorn", {"notices.all_read", {}}, {"notices.muted", {}}},
                crowd.people, clock.now());
        });
    });
    fmt::print("{} streams: {:.0f} MB in all ({:.0f} MB before, {:.1f} KB a stream; asked: 300 MB)\n",
               streams, with_streams, before, (with_streams - before) * 1e3 / streams);
    fmt::print("a notice to all of them: {:.0f} ms until the last page has it (asked: 1000 ms)\n", taken);
    server.stop();
    site.stop();
}

void bench_bare_sockets() {
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = address_of(INADDR_LOOPBACK, 0);
    socklen_t size = sizeof address;
    need(::bind(listener, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
             ::listen(listener, 4096) == 0 &&
             ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) == 0,
         "listen");
    std::vector<int> sockets;
    std::thread server([&] {
        for (int i = 0; i < streams; ++i) {
            sockets.push_back(::accept(listener, nullptr, nullptr));
            (void)!::send(sockets.back(), "event: unread\n\n", 15, MSG_NOSIGNAL);
        }
    });
    const std::string notice = "event: notice\ndata: " + std::string(120, 'x') + "\n\n";
    const double taken = measure(ntohs(address.sin_port), std::vector<std::string>(streams, "hello"), [&] {
        server.join();
        for (const int socket : sockets) (void)!::send(socket, notice.data(), notice.size(), MSG_NOSIGNAL);
    });
    fmt::print("the same bytes over {} bare sockets: {:.0f} ms\n", streams, taken);
    for (const int socket : sockets) ::close(socket);
    ::close(listener);
}

}  // namespace

int main() {
    allow_descriptors();
    bench_bare_sockets();
    char folder[] = "/tmp/canyu-streams-XXXXXX";
    need(::mkdtemp(folder), "a folder");
    bench_streams(folder);
    std::filesystem::remove_all(folder);
}
