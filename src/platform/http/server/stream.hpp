// A client's socket with a deadline: every wait on it ends by then, whatever the client does.
#pragma once

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <string_view>

#include "base/clock.hpp"
#include "platform/http/server/network.hpp"

namespace canyu::http {

// How long an exchange of bytes may take: an allowance, of which every kilobyte that passed gives a second
// back. Never more than the allowance, so that a fast start buys no long dawdling.
class Pace {
  public:
    explicit Pace(Milliseconds allowance) : allowance_(allowance), end_(SteadyClock::now() + allowance) {}
    void passed(std::size_t bytes) {
        end_ = std::min(end_ + Milliseconds(static_cast<Milliseconds::rep>(bytes)),
                        SteadyClock::now() + allowance_);
    }
    SteadyTime deadline() const { return end_; }

  private:
    Milliseconds allowance_;
    SteadyTime end_;
};

// One thread: its loop's. Must outlive its operations.
class Stream {
  public:
    explicit Stream(Socket socket);

    // Waits for bytes and answers how many came; 0 when the client ended, broke off or the deadline passed.
    Awaitable<std::size_t> read(asio::mutable_buffer buffer, SteadyTime deadline);
    // Writes both one after the other, in one call where the system takes it; false when that failed.
    Awaitable<bool> write(std::string_view first, std::string_view second, Milliseconds allowance);
    // Says that nothing more comes, then reads what the client still sends, so that closing does not destroy
    // an answer it has not read yet.
    Awaitable<void> linger();

    // Whether the client has sent what was not read yet.
    bool has_waiting_bytes() const;
    // Whether the last wait ended because of its deadline.
    bool is_expired() const { return is_expired_; }
    // Called by the loop from time to time: ends the current wait when its deadline has passed.
    void sweep(SteadyTime now);
    // Ends the current wait, unless it has ended already and only has not been told.
    void end_wait();
    // Ends the current wait and every later one. The last words still go out.
    void close();

  private:
    void expect_by(SteadyTime deadline);

    Socket socket_;
    SteadyTime deadline_ = SteadyTime::max();
    bool is_expired_ = false;
};

}  // namespace canyu::http
