// Wakes one sleeping thread, and costs next to nothing while it is awake.
#pragma once

#include <atomic>
#include <semaphore>

#include "base/clock.hpp"

namespace canyu::allocation {

class Bell {
  public:
    // Any thread, after there is something to do.
    void ring() {
        // With the fence in wait(): either this thread sees the other asleep, or that one sees what there is
        // to do.
        std::atomic_thread_fence(std::memory_order_seq_cst);
        if (sleeping_.load(std::memory_order_relaxed) && sleeping_.exchange(false)) semaphore_.release();
    }
    // One thread. Sleeps until it rings, or so long; not at all when there is something to do.
    template <class IsIdle>
    void wait(Milliseconds at_most, const IsIdle& is_idle) {
        sleeping_.store(true, std::memory_order_relaxed);
        std::atomic_thread_fence(std::memory_order_seq_cst);
        if (is_idle() && semaphore_.try_acquire_for(at_most)) return;
        // Whoever took the flag away rings, or has rung.
        if (!sleeping_.exchange(false)) semaphore_.acquire();
    }

  private:
    std::atomic<bool> sleeping_{false};
    std::binary_semaphore semaphore_{0};
};

}  // namespace canyu::allocation
