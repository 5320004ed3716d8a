// Vectors whose memory is asked for in huge pages: tables are read all over, and a small page each would cost
// more than the reading.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <new>
#include <vector>

namespace canyu::allocation {

// Large pieces are aligned to huge pages and marked for them (where Linux allows it on request, as it does by
// default); small pieces are ordinary.
template <class T>
struct HugePages {
    using value_type = T;
    static constexpr std::size_t page = std::size_t{2} << 20;

    HugePages() = default;
    template <class Other>
    explicit(false) HugePages(const HugePages<Other>&) {}

    T* allocate(std::size_t count) {
        const std::size_t bytes = count * sizeof(T);
        const bool large = bytes >= page;
        const std::size_t size = large ? (bytes + page - 1) / page * page : bytes;
        void* memory = large ? std::aligned_alloc(page, size) : std::malloc(size);
        if (memory == nullptr) throw std::bad_alloc();
        if (large) ::madvise(memory, size, MADV_HUGEPAGE);
        return static_cast<T*>(memory);
    }
    void deallocate(T* memory, std::size_t) { std::free(memory); }

    bool operator==(const HugePages&) const = default;
};

template <class T>
using LargeVector = std::vector<T, HugePages<T>>;

}  // namespace canyu::allocation
