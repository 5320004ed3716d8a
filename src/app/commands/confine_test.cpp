#include "app/commands/confine.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <functional>
#include <thread>

using namespace canyu::commands;

namespace {

constexpr Confinement confinement = {
    .memory = 512ULL * 1024 * 1024, .processor_seconds = 1, .file_size = 1024};

// Runs the act in a confined child; the wait status, with the act's answer as the exit code.
int status_confined(const std::function<int()>& act) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        confine(confinement);
        std::_Exit(act());
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    return status;
}

int confined(const std::function<int()>& act) {
    const int status = status_confined(act);
    REQUIRE(WIFEXITED(status));
    return WEXITSTATUS(status);
}

int refusal(long answer) {
    return answer == -1 ? errno : 0;
}

}  // namespace

TEST_CASE("a confined process writes no more than it may") {
    const int file = ::memfd_create("test", MFD_CLOEXEC);
    REQUIRE(file >= 0);
    const int status = status_confined([&] {
        const char block[1024] = {};
        if (::write(file, block, sizeof block) != sizeof block) return 1;
        return static_cast<int>(::write(file, block, sizeof block));
    });
    ::close(file);
    CHECK(WIFSIGNALED(status));
    CHECK(WTERMSIG(status) == SIGXFSZ);
}

TEST_CASE("a confined process is ended when it has used its processor time") {
    const int status = status_confined([] {
        for (std::atomic<int> rounds = 0;; ++rounds) {
        }
        return 0;
    });
    CHECK(WIFSIGNALED(status));
    CHECK(WTERMSIG(status) == SIGKILL);
}

TEST_CASE("a confined process works on what it has" * doctest::skip(!confines_fully)) {
    CHECK(confined([] {
              int sum = 0;
              std::thread([&] { sum = std::atoi("7"); }).join();
              void* block = std::malloc(1024 * 1024);
              const bool got = block != nullptr;
              std::free(block);
              return got ? sum : 1;
          }) == 7);
}

TEST_CASE("a confined process reaches nothing else" * doctest::skip(!confines_fully)) {
    const pid_t parent = ::getpid();
    CHECK(confined([] { return refusal(::open("/etc/passwd", O_RDONLY | O_CLOEXEC)); }) == EPERM);
    CHECK(confined([] { return refusal(::unlink("/tmp/canyu-no-such-file")); }) == EPERM);
    CHECK(confined([] { return refusal(::socket(AF_INET, SOCK_STREAM, 0)); }) == EPERM);
    CHECK(confined([] { return refusal(::socket(AF_UNIX, SOCK_STREAM, 0)); }) == EPERM);
    CHECK(confined([] { return refusal(::execl("/bin/true", "true", nullptr)); }) == EPERM);
    CHECK(confined([] { return refusal(::fork()); }) == EPERM);
    CHECK(confined([&] { return refusal(::kill(parent, 0)); }) == EPERM);
    CHECK(confined([] { return refusal(::syscall(SYS_io_uring_setup, 1, nullptr)); }) == EPERM);
    CHECK(confined([] {
              return ::mmap(nullptr, 1024UL * 1024 * 1024, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) ==
                             MAP_FAILED
                         ? errno
                         : 0;
          }) == ENOMEM);
}
