// The command line: what can be said to the canyu program, in the language of the process.
#pragma once

namespace CLI {  // NOLINT(readability-identifier-naming): the library's own name
class App;
}

namespace canyu {

// Adds every command to an empty `app`; parsing it runs the one that is named.
void add_commands(CLI::App& app);

// Runs what the command line says. Exit codes: 0 done, 1 failed, 2 wrong use; both say why on standard error.
int run_command_line(int argc, const char* const* argv);

}  // namespace canyu
