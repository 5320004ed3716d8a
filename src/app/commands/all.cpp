#include "app/commands/commands.hpp"

namespace canyu::commands {

void add_all(CLI::App& app) {
    add_serve_command(app);
    add_demo_command(app);
    add_migrate_command(app);
    add_check_templates_command(app);
    add_surfacing_command(app);
    add_user_command(app);
    add_import_command(app);
    add_reencode_image_command(app);
}

}  // namespace canyu::commands
