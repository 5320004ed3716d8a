// How far a long command is, for whoever looks at it.
#pragma once

#include <chrono>
#include <cstdio>
#include <functional>
#include <string>

namespace canyu::commands {

// One line that moves on a terminal; elsewhere a plain line now and then.
class ProgressLine {
  public:
    explicit ProgressLine(std::FILE* stream);
    // share: 0 to 1. `words` are only asked for when they are shown.
    void show(double share, const std::function<std::string()>& words);
    // Before anything else is printed: it stands above the line.
    void clear() const;

  private:
    using Watch = std::chrono::steady_clock;
    std::FILE* stream_;
    bool on_terminal_;
    Watch::time_point next_;
};

}  // namespace canyu::commands
