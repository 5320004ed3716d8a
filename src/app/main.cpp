// The canyu program: parses the command line and runs the command it names.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "app/commands/commands.hpp"

int main(int argc, char** argv) {
    CLI::App app("", "canyu");
    app.require_subcommand(1);
    canyu::commands::add_all(app);
    try {
        app.parse(argc, argv);
        return 0;
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "canyu: %s\n", error.what());
        return 1;
    }
}
