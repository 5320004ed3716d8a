// canyu surfacing replay | cluster | board: the surfacing engine run over a file, for measuring and for
// recomputing a board.
#pragma once

namespace CLI {
class App;
}

namespace canyu::commands {

// A command that fails throws CLI::RuntimeError with exit code 1 after it said why on standard error; wrong
// use is a CLI::ParseError.
void add_surfacing_command(CLI::App& app);

}  // namespace canyu::commands
