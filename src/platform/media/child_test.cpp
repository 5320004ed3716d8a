#include "platform/media/child.hpp"

#include <doctest/doctest.h>
#include <signal.h>
#include <unistd.h>

#include <system_error>

using namespace canyu;
using namespace canyu::media;

namespace {

constexpr Milliseconds long_enough{300'000};

Outcome shell(const std::string& script, std::string_view input = {}, std::size_t output_limit = 1'000'000,
              Milliseconds timeout = long_enough) {
    return run({"/bin/sh", {"-c", script}, {"WORD=given"}}, input, output_limit, timeout);
}

}  // namespace

TEST_CASE("media child: bytes go in and come out as they are") {
    std::string every_byte;
    for (int i = 0; i < 300'000; ++i) every_byte += static_cast<char>(i + i / 256);
    const Outcome outcome = shell("cat", every_byte);
    CHECK(outcome.how == Outcome::How::exited);
    CHECK(outcome.code == 0);
    CHECK(outcome.output == every_byte);
    CHECK(shell("cat").output.empty());
    CHECK(shell("cat", every_byte, 1'000).output == every_byte.substr(0, 1'000));
}

TEST_CASE("media child: a child that reads nothing hurts nobody") {
    CHECK(shell("exit 7", std::string(1'000'000, 'x')).code == 7);
}

TEST_CASE("media child: it gets no file, signal mask or environment of ours") {
    constexpr int inheritable = 77;
    REQUIRE(::dup2(STDERR_FILENO, inheritable) == inheritable);
    sigset_t stop;
    sigset_t before;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTERM);
    REQUIRE(::pthread_sigmask(SIG_BLOCK, &stop, &before) == 0);
    const std::string file = shell("test -e /proc/self/fd/77 && echo leaked || echo closed").output;
    const std::string mask = shell("grep SigBlk /proc/self/status").output;
    const std::string environment = shell("tr '\\0' '\\n' </proc/$$/environ").output;
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
    ::close(inheritable);
    CHECK(file == "closed\n");
    CHECK(mask == "SigBlk:\t0000000000000000\n");
    CHECK(environment == "WORD=given\n");
}

TEST_CASE("media child: what ends badly is told apart") {
    const Outcome killed = shell("kill -SEGV $$");
    CHECK(killed.how == Outcome::How::killed);
    CHECK(killed.code == SIGSEGV);
    CHECK(shell("echo partial; sleep 600", {}, 100, Milliseconds(50)).how == Outcome::How::timed_out);
    CHECK(shell("echo partial; sleep 600", {}, 100, Milliseconds(50)).output.empty());
    CHECK_THROWS_AS(run({"/no/such/program", {}, {}}, "", 100, long_enough), std::system_error);
}
