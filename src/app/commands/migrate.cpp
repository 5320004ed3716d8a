// canyu migrate: brings the database up to date and leaves; check-templates: says what does not fit, without
// a database.
#include <CLI/CLI.hpp>

#include "app/commands/commands.hpp"
#include "app/community.hpp"
#include "app/phrase.hpp"

namespace canyu::commands {

void add_migrate_command(CLI::App& app) {
    CLI::App* command =
        app.add_subcommand("migrate", say({"Bring the database up to date", "把数据库升到这个版本"}));
    const auto config = std::make_shared<Config>();
    add_options(*command, *config, false);
    command->callback([command, config] {
        complete(*config, *command);
        const SystemClock clock;
        const Community community(*config, clock);
    });
}

void add_check_templates_command(CLI::App& app) {
    CLI::App* command = app.add_subcommand("check-templates", say({"Check every template against its view",
                                                                   "检查每个页面模板和它的数据对不对得上"}));
    command->callback([] {
        Config config;
        config.database = "sqlite::memory:";
        const SystemClock clock;
        Community community(config, clock);
        community.open_site().start();
    });
}

}  // namespace canyu::commands
