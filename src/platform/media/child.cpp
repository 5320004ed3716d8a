#include "platform/media/child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <system_error>

#include "base/check.hpp"

// glibc 2.36 does not say that this is C.
extern "C" {
#include <sys/pidfd.h>
}

namespace canyu::media {
namespace {

[[noreturn]] void fail(const char* what, int error = errno) {
    throw std::system_error(error, std::generic_category(), what);
}

// An open file that is closed at the end.
class Descriptor {
  public:
    Descriptor(int descriptor, const char* what) : descriptor_(descriptor) {
        if (descriptor_ < 0) fail(what);
    }
    ~Descriptor() { ::close(descriptor_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return descriptor_; }

  private:
    int descriptor_;
};

int memory_file() {
    return ::memfd_create("canyu", MFD_CLOEXEC);
}

void fill(const Descriptor& file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file.get(), bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) fail("write to memory");
        if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::lseek(file.get(), 0, SEEK_SET) != 0) fail("rewind memory");
}

std::string content(const Descriptor& file, std::size_t limit) {
    std::string bytes(limit, '\0');
    std::size_t size = 0;
    while (size < limit) {
        const ssize_t got = ::pread(file.get(), bytes.data() + size, limit - size, static_cast<off_t>(size));
        if (got < 0 && errno != EINTR) fail("read from memory");
        if (got == 0) break;
        if (got > 0) size += static_cast<std::size_t>(got);
    }
    bytes.resize(size);
    bytes.shrink_to_fit();
    return bytes;
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
    std::vector<char*> result;
    for (const std::string& text : texts) result.push_back(const_cast<char*>(text.c_str()));
    result.push_back(nullptr);
    return result;
}

void require(int error, const char* what) {
    if (error != 0) fail(what, error);
}

// The server's sockets and database files stay out of the child: Asio opens its sockets inheritable.
class FileActions {
  public:
    FileActions(const Descriptor& input, const Descriptor& output) {
        require(posix_spawn_file_actions_init(&actions_), "spawn actions");
        require(posix_spawn_file_actions_adddup2(&actions_, input.get(), 0), "spawn actions");
        require(posix_spawn_file_actions_adddup2(&actions_, output.get(), 1), "spawn actions");
        require(posix_spawn_file_actions_addopen(&actions_, 2, "/dev/null", O_WRONLY, 0), "spawn actions");
        require(posix_spawn_file_actions_addclosefrom_np(&actions_, 3), "spawn actions");
    }
    ~FileActions() { posix_spawn_file_actions_destroy(&actions_); }
    FileActions(const FileActions&) = delete;
    FileActions& operator=(const FileActions&) = delete;
    const posix_spawn_file_actions_t* get() const { return &actions_; }

  private:
    posix_spawn_file_actions_t actions_{};
};

// The server blocks its stop signals; the child must not inherit that.
class Attributes {
  public:
    Attributes() {
        sigset_t none;
        sigemptyset(&none);
        require(posix_spawnattr_init(&attributes_), "spawn attributes");
        require(posix_spawnattr_setsigmask(&attributes_, &none), "spawn attributes");
        require(posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK), "spawn attributes");
    }
    ~Attributes() { posix_spawnattr_destroy(&attributes_); }
    Attributes(const Attributes&) = delete;
    Attributes& operator=(const Attributes&) = delete;
    const posix_spawnattr_t* get() const { return &attributes_; }

  private:
    posix_spawnattr_t attributes_{};
};

pid_t start(const Command& command, const Descriptor& input, const Descriptor& output) {
    std::vector<std::string> words = {command.program};
    words.insert(words.end(), command.arguments.begin(), command.arguments.end());
    const FileActions actions(input, output);
    const Attributes attributes;
    pid_t child = 0;
    require(::posix_spawn(&child, command.program.c_str(), actions.get(), attributes.get(),
                          pointers(words).data(), pointers(command.environment).data()),
            command.program.c_str());
    return child;
}

// Whether the child ended in time.
bool await_end(pid_t child, Milliseconds timeout) {
    const Descriptor process(::pidfd_open(child, 0), "pidfd_open");
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    for (;;) {
        const auto left =
            std::chrono::ceil<Milliseconds>(deadline - std::chrono::steady_clock::now()).count();
        if (left <= 0) return false;
        pollfd ended{process.get(), POLLIN, 0};
        const int ready = ::poll(&ended, 1, static_cast<int>(left));
        if (ready > 0) return true;
        if (ready < 0 && errno != EINTR) fail("poll");
    }
}

int reap(pid_t child) {
    int status = 0;
    while (::waitpid(child, &status, 0) < 0) CANYU_CHECK(errno == EINTR);
    return status;
}

}  // namespace

Outcome run(const Command& command, std::string_view input, std::size_t output_limit, Milliseconds timeout) {
    const Descriptor in(memory_file(), "memfd_create");
    const Descriptor out(memory_file(), "memfd_create");
    fill(in, input);
    const pid_t child = start(command, in, out);
    bool ended = false;
    try {
        ended = await_end(child, timeout);
    } catch (...) {
        ::kill(child, SIGKILL);
        reap(child);
        throw;
    }
    if (!ended) ::kill(child, SIGKILL);
    const int status = reap(child);
    if (!ended) return {Outcome::How::timed_out, 0, {}};
    if (WIFSIGNALED(status)) return {Outcome::How::killed, WTERMSIG(status), {}};
    return {Outcome::How::exited, WEXITSTATUS(status), content(out, output_limit)};
}

}  // namespace canyu::media
