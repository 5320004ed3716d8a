// Wakes one sleeping thread, and costs next to nothing while it is awake.
#pragma once

#include <semaphore.h>

#include <atomic>
#include <cerrno>
#include <ctime>

#include "base/clock.hpp"

namespace canyu::allocation {

// The system's semaphore and not the library's, which spins for a while before it sleeps: on few processors
// that is time taken from the thread it waits for.
class Bell {
  public:
    Bell() { sem_init(&semaphore_, 0, 0); }
    ~Bell() { sem_destroy(&semaphore_); }
    Bell(const Bell&) = delete;
    Bell& operator=(const Bell&) = delete;

    // Any thread, after there is something to do.
    void ring() {
        // With the fence in wait(): either this thread sees the other asleep, or that one sees what there is
        // to do.
        std::atomic_thread_fence(std::memory_order_seq_cst);
        if (sleeping_.load(std::memory_order_relaxed) && sleeping_.exchange(false)) sem_post(&semaphore_);
    }
    // One thread. Sleeps until it rings, or so long; not at all when there is something to do.
    template <class IsIdle>
    void wait(Milliseconds at_most, const IsIdle& is_idle) {
        sleeping_.store(true, std::memory_order_relaxed);
        std::atomic_thread_fence(std::memory_order_seq_cst);
        if (is_idle() && acquire_for(at_most)) return;
        // Whoever took the flag away rings, or has rung.
        if (!sleeping_.exchange(false)) acquire();
    }

  private:
    bool acquire_for(Milliseconds at_most) {
        timespec until{};
        clock_gettime(CLOCK_MONOTONIC, &until);
        const auto nanoseconds = std::chrono::nanoseconds(at_most).count() + until.tv_nsec;
        until.tv_sec += nanoseconds / 1'000'000'000;
        until.tv_nsec = nanoseconds % 1'000'000'000;
        int result = 0;
        while ((result = sem_clockwait(&semaphore_, CLOCK_MONOTONIC, &until)) != 0 && errno == EINTR) {
        }
        return result == 0;
    }
    void acquire() {
        while (sem_wait(&semaphore_) != 0) {
        }
    }

    std::atomic<bool> sleeping_{false};
    sem_t semaphore_{};
};

}  // namespace canyu::allocation
