// Reading, writing and closing within deadlines.
#include "platform/http/server/stream.hpp"

namespace canyu::http {
namespace {

constexpr Milliseconds linger_timeout{2'000};

}  // namespace

Stream::Stream(Socket socket) : socket_(std::move(socket)) {
    error_code ignored;
    socket_.set_option(Tcp::no_delay(true), ignored);
    // So that a write that the system can take at once costs one call and no wait.
    socket_.non_blocking(true, ignored);
}

Awaitable<std::size_t> Stream::read(asio::mutable_buffer buffer, SteadyTime deadline) {
    expect_by(deadline);
    error_code error;
    auto token = await_into(error);
    const std::size_t size = co_await socket_.async_read_some(buffer, token);
    deadline_ = SteadyTime::max();
    co_return error ? 0 : size;
}

Awaitable<bool> Stream::write(std::string_view first, std::string_view second, Milliseconds allowance) {
    std::array<asio::const_buffer, 2> left = {asio::buffer(first), asio::buffer(second)};
    Pace pace(allowance);
    for (;;) {
        error_code error;
        std::size_t written = socket_.write_some(left, error);
        pace.passed(written);
        for (asio::const_buffer& part : left) {
            const std::size_t taken = std::min(written, part.size());
            part += taken;
            written -= taken;
        }
        if (left[0].size() + left[1].size() == 0) co_return true;
        if (!error) continue;
        if (error != asio::error::would_block) co_return false;
        expect_by(pace.deadline());
        error_code wait_error;
        auto token = await_into(wait_error);
        co_await socket_.async_wait(Socket::wait_write, token);
        deadline_ = SteadyTime::max();
        if (wait_error) co_return false;
    }
}

Awaitable<void> Stream::linger() {
    error_code error;
    socket_.shutdown(Socket::shutdown_send, error);
    const SteadyTime deadline = SteadyClock::now() + linger_timeout;
    std::array<char, 4096> sink;
    const asio::mutable_buffer buffer = asio::buffer(sink);
    while (!error) {
        const std::size_t size = co_await read(buffer, deadline);
        if (size == 0) break;
    }
}

bool Stream::has_waiting_bytes() const {
    error_code error;
    return socket_.available(error) != 0 && !error;
}

void Stream::sweep(SteadyTime now) {
    if (now < deadline_) return;
    is_expired_ = true;
    deadline_ = SteadyTime::max();
    end_wait();
}

void Stream::end_wait() {
    error_code ignored;
    socket_.cancel(ignored);
}

void Stream::close() {
    error_code ignored;
    socket_.close(ignored);
}

void Stream::expect_by(SteadyTime deadline) {
    is_expired_ = false;
    deadline_ = deadline;
}

}  // namespace canyu::http
