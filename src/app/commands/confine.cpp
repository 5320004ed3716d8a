#include "app/commands/confine.hpp"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include <cerrno>
#include <cstddef>
#include <system_error>
#include <vector>

namespace canyu::commands {
namespace {

#if defined(__x86_64__)
constexpr std::uint32_t architecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t architecture = AUDIT_ARCH_AARCH64;
#else
#error "name this architecture for seccomp"
#endif

constexpr std::uint32_t x32_bit = 0x40000000;  // other numbers for the same calls on x86-64

// Open files, memory, threads of this process, the clock. Nothing here takes a path, an address or a process.
constexpr int allowed_calls[] = {
    SYS_read,
    SYS_write,
    SYS_readv,
    SYS_writev,
    SYS_pread64,
    SYS_lseek,
    SYS_fstat,
    SYS_close,
    SYS_fcntl,
    SYS_mmap,
    SYS_munmap,
    SYS_mprotect,
    SYS_mremap,
    SYS_madvise,
    SYS_brk,
    SYS_futex,
    SYS_set_robust_list,
    SYS_rseq,
    SYS_rt_sigaction,
    SYS_rt_sigprocmask,
    SYS_rt_sigreturn,
    SYS_sigaltstack,
    SYS_gettid,
    SYS_getpid,
    SYS_sched_yield,
    SYS_sched_getaffinity,
    SYS_clock_gettime,
    SYS_clock_nanosleep,
    SYS_nanosleep,
    SYS_gettimeofday,
    SYS_getrandom,
    SYS_getrusage,
    SYS_sysinfo,
    SYS_uname,
    SYS_membarrier,
    SYS_restart_syscall,
    SYS_exit,
    SYS_exit_group,
};

void limit(__rlimit_resource resource, std::uint64_t value) {
    const rlimit both{value, value};
    if (::setrlimit(resource, &both) != 0)
        throw std::system_error(errno, std::generic_category(), "setrlimit");
}

sock_filter load(std::size_t offset) {
    return BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset));
}
sock_filter answer(std::uint32_t action) {
    return BPF_STMT(BPF_RET | BPF_K, action);
}
// Goes on with the next statement when the loaded word is `value`, else past the `skipped` next ones.
sock_filter if_equal(std::uint32_t value, std::uint8_t skipped) {
    return BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, skipped);
}

// A refused call answers an error rather than end the process: a library that only tried it goes on without.
std::vector<sock_filter> make_filter() {
    constexpr std::size_t first_argument = offsetof(seccomp_data, args);
    std::vector<sock_filter> filter = {
        load(offsetof(seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, architecture, 1, 0),
        answer(SECCOMP_RET_KILL_PROCESS),
        load(offsetof(seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, x32_bit, 0, 1),
        answer(SECCOMP_RET_KILL_PROCESS),
    };
    for (const int call : allowed_calls) {
        filter.push_back(if_equal(static_cast<std::uint32_t>(call), 1));
        filter.push_back(answer(SECCOMP_RET_ALLOW));
    }
    // clone makes threads, never processes. clone3 keeps its flags where a filter cannot look; where it is
    // said not to exist, the C library takes clone.
    filter.insert(filter.end(), {
                                    if_equal(SYS_clone, 4),
                                    load(first_argument),
                                    BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 0, 1),
                                    answer(SECCOMP_RET_ALLOW),
                                    answer(SECCOMP_RET_ERRNO | EPERM),
                                    if_equal(SYS_clone3, 1),
                                    answer(SECCOMP_RET_ERRNO | ENOSYS),
                                    answer(SECCOMP_RET_ERRNO | EPERM),
                                });
    return filter;
}

void filter_system_calls() {
    std::vector<sock_filter> filter = make_filter();
    const sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
        ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) != 0)
        throw std::system_error(errno, std::generic_category(), "seccomp");
}

}  // namespace

void confine(const Confinement& confinement) {
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, confinement.processor_seconds);
    limit(RLIMIT_FSIZE, confinement.file_size);
    if (!confines_fully) return;
    limit(RLIMIT_AS, confinement.memory);
    filter_system_calls();
}

}  // namespace canyu::commands
