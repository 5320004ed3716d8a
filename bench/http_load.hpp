// A load generator for benchmarks: one thread, many keep-alive connections, one request at a time on each.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace canyu::bench {

struct LoadResult {
    std::int64_t answers = 0;
    double seconds = 0;
    double p50_ms = 0;
    double p99_ms = 0;
    double longest_ms = 0;

    double rate() const { return static_cast<double>(answers) / seconds; }
};

// What this process has computed so far, in seconds.
inline double cpu_seconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

class HttpLoad {
  public:
    using Clock = std::chrono::steady_clock;

    // Appends the next request, whole, to the text; false when there are no more.
    using Next = std::function<bool(std::string&)>;
    // Sees each answer, head and body.
    using See = std::function<void(std::string_view)>;

    // Opens the connections, all to 127.0.0.1. Throws std::system_error.
    HttpLoad(std::uint16_t port, int connections) : epoll_(epoll_create1(0)) {
        for (int i = 0; i < connections; ++i) open(port);
    }
    ~HttpLoad() {
        for (const Client& client : clients_) ::close(client.socket);
        ::close(epoll_);
    }
    HttpLoad(const HttpLoad&) = delete;
    HttpLoad& operator=(const HttpLoad&) = delete;

    // Until there are no more requests or the time is over, and every one that was sent is answered.
    LoadResult run(Clock::duration duration, const Next& next, const See& see) {
        const Clock::time_point begun = Clock::now();
        const Clock::time_point end = begun + duration;
        latencies_.clear();
        open_ = 0;
        for (Client& client : clients_) send_next(client, next);
        std::array<epoll_event, 256> events;
        while (open_ > 0) {
            const int count = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), 1000);
            const Clock::time_point now = Clock::now();
            for (int i = 0; i < count; ++i) {
                Client& client = clients_[events[static_cast<std::size_t>(i)].data.u64];
                if (!receive(client, now, see)) continue;
                --open_;
                if (now < end) send_next(client, next);
            }
        }
        return result(Clock::now() - begun);
    }

  private:
    struct Client {
        int socket = -1;
        std::string answer;
        Clock::time_point sent{};
    };

    static void check(bool holds, const char* what) {
        if (!holds) throw std::system_error(errno, std::generic_category(), what);
    }

    void open(std::uint16_t port) {
        Client client;
        client.socket = ::socket(AF_INET, SOCK_STREAM, 0);
        check(client.socket >= 0, "socket");
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        check(::connect(client.socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0,
              "connect");
        const int on = 1;
        setsockopt(client.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        epoll_event event{.events = EPOLLIN, .data = {.u64 = clients_.size()}};
        check(epoll_ctl(epoll_, EPOLL_CTL_ADD, client.socket, &event) == 0, "epoll_ctl");
        clients_.push_back(std::move(client));
    }

    void send_next(Client& client, const Next& next) {
        request_.clear();
        if (!next(request_)) return;
        client.answer.clear();
        client.sent = Clock::now();
        check(::send(client.socket, request_.data(), request_.size(), MSG_NOSIGNAL) ==
                  static_cast<ssize_t>(request_.size()),
              "send");
        ++open_;
    }

    // Whether the answer is whole.
    bool receive(Client& client, Clock::time_point now, const See& see) {
        std::array<char, 4096> block;
        const ssize_t size = ::recv(client.socket, block.data(), block.size(), MSG_DONTWAIT);
        if (size < 0 && errno == EAGAIN) return false;
        check(size > 0, "recv");
        client.answer.append(block.data(), static_cast<std::size_t>(size));
        if (!is_whole(client.answer)) return false;
        latencies_.push_back(
            static_cast<float>(std::chrono::duration<double, std::milli>(now - client.sent).count()));
        see(client.answer);
        return true;
    }

    static bool is_whole(std::string_view answer) {
        const std::size_t end = answer.find("\r\n\r\n");
        if (end == answer.npos) return false;
        constexpr std::string_view field = "Content-Length: ";
        const std::size_t at = answer.find(field);
        std::size_t length = 0;
        if (at < end)
            std::from_chars(answer.data() + at + field.size(), answer.data() + answer.size(), length);
        return answer.size() >= end + 4 + length;
    }

    LoadResult result(Clock::duration took) {
        LoadResult result;
        result.answers = static_cast<std::int64_t>(latencies_.size());
        result.seconds = std::chrono::duration<double>(took).count();
        if (latencies_.empty()) return result;
        std::ranges::sort(latencies_);
        const auto part = [&](double share) {
            return latencies_[static_cast<std::size_t>(share * static_cast<double>(latencies_.size() - 1))];
        };
        result.p50_ms = part(0.5);
        result.p99_ms = part(0.99);
        result.longest_ms = latencies_.back();
        return result;
    }

    int epoll_;
    std::vector<Client> clients_;
    std::vector<float> latencies_;
    std::string request_;
    int open_ = 0;
};

}  // namespace canyu::bench
