// Serving a community until a stop signal; shared by `serve` and `demo`.
#pragma once

#include <signal.h>

namespace canyu {
class Community;
struct Config;
}  // namespace canyu

namespace canyu::commands {

// Keeps SIGINT and SIGTERM for wait(). Make it before any thread: one that does not know of it would take
// them and end the process at once, whatever is being written.
class StopSignals {
  public:
    StopSignals();
    // Returns when the first comes, also one that came before.
    void wait() const;

  private:
    sigset_t signals_;
};

// Prints the address once it answers. Returns after a graceful stop.
void serve(Community& community, const Config& config, const StopSignals& stop_signals);

}  // namespace canyu::commands
