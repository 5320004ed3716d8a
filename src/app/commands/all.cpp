// All commands, and what the command line itself says, in the language of the process.
#include <CLI/CLI.hpp>

#include "app/commands/commands.hpp"
#include "app/phrase.hpp"

namespace canyu::commands {
namespace {

constexpr Phrase asks_help{"Print this help and leave", "显示这份说明"};
constexpr Phrase wrong_use{"canyu: {what}\nSee canyu --help.\n",
                           "canyu：命令写得不对（{what}）。\n用法见 canyu --help。\n"};

std::string refusal(const CLI::App*, const CLI::Error& error) {
    return say(wrong_use, {{"what", error.what()}});
}

// Subcommands take these over when they are made.
void speak(CLI::App& app) {
    app.description(
        say({"Canyu: run a product through its users' participation.", "参与：和用户一起做产品。"}));
    app.failure_message(refusal);
    if (speaks_chinese()) app.option_defaults()->group("选项");
    app.set_help_flag("-h,--help", say(asks_help));
    if (!speaks_chinese()) return;
    const auto& formatter = app.get_formatter();
    formatter->label("Usage", "用法");
    formatter->label("OPTIONS", "选项");
    formatter->label("SUBCOMMAND", "命令");
    formatter->label("SUBCOMMANDS", "命令");
    formatter->label("Positionals", "参数");
    formatter->label("REQUIRED", "必填");
}

// What a subcommand does not take over.
void name_groups(CLI::App& app) {
    for (CLI::App* command : app.get_subcommands({})) {
        if (command->get_group() == "Subcommands") command->group("命令");
        command->get_help_ptr()->group("选项");
        name_groups(*command);
    }
}

}  // namespace

void add_all(CLI::App& app) {
    speak(app);
    add_serve_command(app);
    add_demo_command(app);
    add_migrate_command(app);
    add_check_templates_command(app);
    add_surfacing_command(app);
    add_user_command(app);
    add_import_command(app);
    add_reencode_image_command(app);
    if (speaks_chinese()) name_groups(app);
}

}  // namespace canyu::commands
