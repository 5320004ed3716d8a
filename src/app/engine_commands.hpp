// The commands that run an engine without a database.
#pragma once

namespace CLI {  // NOLINT(readability-identifier-naming): the library's own name
class App;
}

namespace canyu {

void add_engine_commands(CLI::App& app);

}  // namespace canyu
