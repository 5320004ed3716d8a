// The commands of the canyu program. Each adds its subcommand; a failure is an exception whose text is for
// the person. Exit codes: 0 done, 1 failed, 2 wrong use.
#pragma once

namespace CLI {
class App;
}

namespace canyu::commands {

void add_serve_command(CLI::App& app);
void add_demo_command(CLI::App& app);
void add_migrate_command(CLI::App& app);
void add_check_templates_command(CLI::App& app);
void add_surfacing_command(CLI::App& app);
void add_user_command(CLI::App& app);
void add_import_command(CLI::App& app);
void add_reencode_image_command(CLI::App& app);

void add_all(CLI::App& app);

}  // namespace canyu::commands
