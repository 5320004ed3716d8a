#include <doctest/doctest.h>

#include <CLI/CLI.hpp>
#include <cstdlib>

#include "app/command_line.hpp"
#include "base/text.hpp"

namespace canyu {
namespace {

bool speaks_han(std::string_view text) {
    for (std::size_t position = 0; position < text.size();)
        if (is_han(next_character(text, position))) return true;
    return false;
}

void check_speech(CLI::App& command, bool chinese) {
    if (command.get_name() == "canyu" || !command.get_group().empty()) {
        INFO(command.get_name());
        CHECK(speaks_han(command.get_description()) == chinese);
        for (const CLI::Option* option : command.get_options()) {
            INFO(option->get_name());
            CHECK(speaks_han(option->get_description()) == chinese);
            CHECK(speaks_han(option->get_group()) == chinese);
        }
    }
    for (CLI::App* inner : command.get_subcommands({})) check_speech(*inner, chinese);
}

}  // namespace

TEST_CASE("every command and option is described in the language of the locale") {
    for (const bool chinese : {true, false}) {
        ::setenv("LC_ALL", chinese ? "zh_CN.UTF-8" : "C.UTF-8", 1);
        CLI::App app("", "canyu");
        add_commands(app);
        check_speech(app, chinese);
    }
    ::unsetenv("LC_ALL");
}

}  // namespace canyu
