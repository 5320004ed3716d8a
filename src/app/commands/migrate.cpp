// canyu migrate and canyu check-templates: what a start does first, done alone.
#include "app/commands/commands.hpp"
#include "app/community.hpp"

namespace canyu::commands {

void migrate(const Config& config) {
    const SystemClock clock;
    const Community community(config, clock);
}

void check_templates() {
    Config config;
    config.database = "sqlite::memory:";
    const SystemClock clock;
    Community community(config, clock);
    community.open_site().start();
}

}  // namespace canyu::commands
