// Takes from this process what it needs no more, before it reads bytes nobody vouches for.
#pragma once

#include <cstdint>

namespace canyu::commands {

struct Confinement {
    std::uint64_t memory = 0;  // bytes of address space
    std::uint64_t processor_seconds = 0;
    std::uint64_t file_size = 0;  // bytes it may write to a file it has open
};

// Under the sanitizers only the limits that they bear are set: their shadow memory is larger than any limit,
// and they read files of their own.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool confines_fully = false;
#elif defined(__has_feature)
// NOLINTNEXTLINE(misc-redundant-expression): they differ where one of them is there
inline constexpr bool confines_fully = !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer);
#else
inline constexpr bool confines_fully = true;
#endif

// From here on the process can use the files it has open, memory, threads and the clock: it can open no file,
// reach no network, start no program and touch no other process, and beyond the limits it is killed. Cannot
// be taken back. Throws std::system_error when the kernel refuses. Under the sanitizers only the limits that
// they bear.
void confine(const Confinement& confinement);

}  // namespace canyu::commands
