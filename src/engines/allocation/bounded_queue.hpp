// A bounded queue from many threads to one, without locks (Vyukov 2010, "Bounded MPMC queue", with one
// reader).
#pragma once

#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

namespace canyu::allocation {

// push() from any thread, the rest from one thread.
template <class T>
class BoundedQueue {
    static_assert(std::is_trivially_copyable_v<T>);

  public:
    // Holds at least so many.
    explicit BoundedQueue(std::size_t capacity) : slots_(std::bit_ceil(capacity)) {
        for (std::size_t i = 0; i < slots_.size(); ++i) slots_[i].turn.store(i, std::memory_order_relaxed);
    }

    // False when it is full.
    bool push(const T& value) {
        std::size_t at = tail_.load(std::memory_order_relaxed);
        for (;;) {
            Slot& slot = slots_[at & (slots_.size() - 1)];
            const std::size_t turn = slot.turn.load(std::memory_order_acquire);
            if (turn == at) {
                if (!tail_.compare_exchange_weak(at, at + 1, std::memory_order_relaxed)) continue;
                slot.value = value;
                slot.turn.store(at + 1, std::memory_order_release);
                return true;
            }
            // A slot of the round before is full still; a later turn means that another thread was faster.
            if (turn < at) return false;
            at = tail_.load(std::memory_order_relaxed);
        }
    }

    bool pop(T& value) {
        Slot& slot = slots_[head_ & (slots_.size() - 1)];
        if (slot.turn.load(std::memory_order_acquire) != head_ + 1) return false;
        value = slot.value;
        slot.turn.store(head_ + slots_.size(), std::memory_order_release);
        ++head_;
        return true;
    }

    [[nodiscard]] bool empty() const {
        return slots_[head_ & (slots_.size() - 1)].turn.load(std::memory_order_acquire) != head_ + 1;
    }

  private:
    // Whose turn: i to be written in the round of i, i + 1 to be read.
    struct alignas(64) Slot {
        std::atomic<std::size_t> turn;
        T value{};
    };

    std::vector<Slot> slots_;
    alignas(64) std::atomic<std::size_t> tail_{0};
    alignas(64) std::size_t head_ = 0;
};

}  // namespace canyu::allocation
