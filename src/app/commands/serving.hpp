// Serving a community until a stop signal; shared by `serve` and `demo`.
#pragma once

namespace canyu {
class Community;
struct Config;
}  // namespace canyu

namespace canyu::commands {

// Prints the address once it answers. Returns after a graceful stop.
void serve(Community& community, const Config& config);

}  // namespace canyu::commands
