#include "app/commands/progress_line.hpp"

#include <fmt/core.h>
#include <unistd.h>

namespace canyu::commands {
namespace {

std::string bar(double share) {
    constexpr std::size_t width = 24;
    const auto full = static_cast<std::size_t>(share * width);
    return "[" + std::string(full, '#') + std::string(width - full, '.') + "]";
}

}  // namespace

ProgressLine::ProgressLine(std::FILE* stream)
    : stream_(stream),
      on_terminal_(isatty(fileno(stream)) == 1),
      next_(Watch::now() + std::chrono::milliseconds(100)) {}

void ProgressLine::show(double share, const std::function<std::string()>& words) {
    const Watch::time_point now = Watch::now();
    if (now < next_) return;
    next_ = now + (on_terminal_ ? std::chrono::milliseconds(100) : std::chrono::seconds(10));
    if (on_terminal_)
        fmt::print(stream_, "\r\033[K{} {}", bar(share), words());
    else
        fmt::print(stream_, "{}\n", words());
    std::fflush(stream_);
}

void ProgressLine::clear() const {
    if (on_terminal_) fmt::print(stream_, "\r\033[K");
    std::fflush(stream_);
}

}  // namespace canyu::commands
