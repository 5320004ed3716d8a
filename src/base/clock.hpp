// Time as UTC milliseconds, and where "now" comes from, so that tests and the demo can move it.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

namespace canyu {

using Milliseconds = std::chrono::milliseconds;
using Time = std::chrono::sys_time<Milliseconds>;

constexpr Time time_from_milliseconds(std::int64_t value) {
    return Time{Milliseconds{value}};
}
constexpr std::int64_t to_milliseconds(Time time) {
    return time.time_since_epoch().count();
}

// Any thread may ask; implementations are safe to call concurrently.
class Clock {
  public:
    virtual ~Clock() = default;
    virtual Time now() const = 0;
};

class SystemClock final : public Clock {
  public:
    Time now() const override {
        return std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now());
    }
};

// Stands still until it is moved.
class ManualClock final : public Clock {
  public:
    explicit ManualClock(Time start) : now_(to_milliseconds(start)) {}
    Time now() const override { return time_from_milliseconds(now_.load()); }
    void set(Time time) { now_.store(to_milliseconds(time)); }
    void advance(Milliseconds by) { now_.fetch_add(by.count()); }

  private:
    std::atomic<std::int64_t> now_;
};

}  // namespace canyu
