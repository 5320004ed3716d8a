// This file and engine_commands.cpp alone include CLI11, whose header takes seconds to compile.
#include "app/command_line.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <functional>
#include <memory>
#include <set>
#include <string>

#include "app/command_words.hpp"
#include "app/commands/commands.hpp"
#include "app/config.hpp"
#include "app/engine_commands.hpp"
#include "app/phrase.hpp"
#include "platform/media/reencoding.hpp"

namespace canyu {
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

CLI::App& add_command(CLI::App& parent, const std::string& name, const Phrase& about) {
    return *parent.add_subcommand(name, say(about));
}

// The options that were given, like "--listen".
std::set<std::string> said_to(const CLI::App& command) {
    std::set<std::string> said;
    for (const CLI::Option* option : command.get_options())
        if (option->count() > 0) said.insert(option->get_name());
    return said;
}

// Lets a command take --config and --database, and runs it once `config` is complete. What `run` holds keeps
// `config` alive.
void run_with_settings(CLI::App& command, Config& config, std::function<void()> run) {
    command.add_option("--config", config.file, say({"settings file (TOML)", "配置文件（TOML）"}));
    command
        .add_option("--database", config.database,
                    say({"sqlite:PATH or postgresql://…", "sqlite:路径 或 postgresql://…"}))
        ->capture_default_str();
    command.callback([&command, &config, run = std::move(run)] {
        complete(config, said_to(command));
        run();
    });
}

void take_listen(CLI::App& command, Config& config) {
    command.add_option("--listen", config.listen, say({"address:port", "地址:端口"}))->capture_default_str();
}

void add_serving_commands(CLI::App& app) {
    const auto config = std::make_shared<Config>();
    CLI::App& serve = add_command(app, "serve", {"Serve the community", "开着社区，让大家来用"});
    run_with_settings(serve, *config, [config] { commands::serve(*config); });
    take_listen(serve, *config);

    const auto demo_config = std::make_shared<Config>();
    demo_config->database = "sqlite:var/demo.sqlite";
    CLI::App& demo = add_command(
        app, "demo",
        {"Make the demo community if there is none, and serve it", "开一个演示社区；没有就先做一个"});
    run_with_settings(demo, *demo_config, [demo_config] { commands::demo(*demo_config); });
    take_listen(demo, *demo_config);
}

void add_upkeep_commands(CLI::App& app) {
    const auto config = std::make_shared<Config>();
    run_with_settings(add_command(app, "migrate", {"Bring the database up to date", "把数据库升到这个版本"}),
                      *config, [config] { commands::migrate(*config); });
    const auto doctor = std::make_shared<commands::DoctorArguments>();
    CLI::App& checked = add_command(app, "doctor", words::doctor);
    run_with_settings(checked, doctor->config, [doctor] { commands::doctor(*doctor); });
    checked.add_flag("--recount", doctor->recount, say(words::recount));
    add_command(app, "check-templates",
                {"Check every template against its view", "检查每个页面模板和它的数据对不对得上"})
        .callback(commands::check_templates);
}

CLI::App& add_folder_command(CLI::App& parent, const char* name, const Phrase& about,
                             const Phrase& about_folder,
                             const std::shared_ptr<commands::FolderArguments>& arguments,
                             void (*run)(const commands::FolderArguments&)) {
    CLI::App& command = add_command(parent, name, about);
    run_with_settings(command, arguments->config, [arguments, run] { run(*arguments); });
    command.add_option("folder", arguments->folder, say(about_folder))->required();
    return command;
}

void add_folder_commands(CLI::App& app) {
    const auto arguments = std::make_shared<commands::FolderArguments>();
    add_folder_command(app, "backup", words::backup, words::new_folder, arguments, commands::backup);
    add_folder_command(app, "restore", words::restore, words::folder_of_backup, arguments, commands::restore)
        .add_flag("--replace", arguments->replace, say(words::replace));
    add_folder_command(app, "export", words::export_all, words::new_folder, arguments,
                       commands::export_community);
}

CLI::App& add_user_command(CLI::App& user, const char* name, const Phrase& about,
                           const std::shared_ptr<commands::UserArguments>& arguments,
                           void (*run)(const commands::UserArguments&)) {
    CLI::App& command = add_command(user, name, about);
    run_with_settings(command, arguments->config, [arguments, run] { run(*arguments); });
    command.add_option("name", arguments->name, say({"the name they sign in with", "登录用的名字"}))
        ->required();
    return command;
}

void add_user_commands(CLI::App& app) {
    constexpr Phrase about_role{"member, staff or admin", "member 成员，staff 员工，admin 管理员"};
    constexpr Phrase about_password{"without it one is made and printed", "不写就生成一个，打印出来"};
    const CLI::IsMember roles({"member", "staff", "admin"});
    const auto arguments = std::make_shared<commands::UserArguments>();
    CLI::App& user =
        add_command(app, "user", {"Add people, change their role or password", "加人，改身份，换密码"});
    user.require_subcommand(1);
    CLI::App& added =
        add_user_command(user, "add", {"Add a person", "加一个人"}, arguments, commands::add_user);
    added.add_option(
        "--display", arguments->display,
        say({"what others see; the name where it is not given", "别人看到的名字；不写就用登录名"}));
    added.add_option("--role", arguments->role, say(about_role))->check(roles)->capture_default_str();
    added.add_option("--password", arguments->password, say(about_password));
    add_user_command(user, "role", {"Change a person's role", "改一个人的身份"}, arguments,
                     commands::set_role)
        .add_option("role", arguments->role, say(about_role))
        ->check(roles)
        ->required();
    add_user_command(user, "password",
                     {"Change a person's password and sign them out everywhere",
                      "换一个人的密码，并让他在所有地方退出登录"},
                     arguments, commands::set_password)
        .add_option("--password", arguments->password, say(about_password));
}

CLI::App& add_import_command(CLI::App& import, const char* name, const Phrase& about,
                             const Phrase& about_file,
                             const std::shared_ptr<commands::ImportArguments>& arguments) {
    CLI::App& command = add_command(import, name, about);
    arguments->format = enum_from_name<imports::Format>(name).value();
    run_with_settings(command, arguments->config, [arguments] { commands::import_reports(*arguments); });
    command.add_option("file", arguments->file, say(about_file))->required();
    command.add_option("--product", arguments->product, say(words::product))->required();
    return command;
}

void add_import_commands(CLI::App& app) {
    const auto arguments = [] { return std::make_shared<commands::ImportArguments>(); };
    const auto of_csv = arguments();
    CLI::App& import = add_command(app, "import", words::import);
    import.require_subcommand(1);
    add_folder_command(import, "community", words::community, words::folder_of_export,
                       std::make_shared<commands::FolderArguments>(), commands::import_community);
    add_import_command(import, "reports", words::reports, words::file_of_reports, arguments());
    add_import_command(import, "csv", words::csv, words::file_of_csv, of_csv)
        .add_option("--column", of_csv->columns, say(words::column));
    add_import_command(import, "fider", words::fider, words::file_of_fider, arguments());
    add_import_command(import, "discourse", words::discourse, words::file_of_discourse, arguments());
}

// What people of the house run now and then, against the database.
void add_learning_commands(CLI::App& app) {
    CLI::App& surfacing = *app.get_subcommand("surfacing");
    const auto add = [&](const char* name, const Phrase& about,
                         void (*run)(const commands::LearnArguments&)) {
        const auto arguments = std::make_shared<commands::LearnArguments>();
        CLI::App& command = add_command(surfacing, name, about);
        run_with_settings(command, arguments->config, [arguments, run] { run(*arguments); });
        command.add_option("--product", arguments->product, say(words::known_product))->required();
        return std::pair(&command, arguments);
    };
    add("learn", words::learn, commands::learn);
    add("words", words::people_use, commands::count_words);
    const auto [use, arguments] = add("use", words::use_model, commands::use_model);
    use->add_option("--version", arguments->version, say(words::version))
        ->check(CLI::NonNegativeNumber)
        ->required();
}

// What the server runs itself; not in --help.
void add_own_commands(CLI::App& app) {
    add_command(app, media::reencode_command,
                {"Re-encode one picture (used by the server)", "重新压制一张图片（服务器自己用）"})
        .group("")
        ->callback(commands::reencode_image);
}

}  // namespace

void add_commands(CLI::App& app) {
    app.require_subcommand(1);
    speak(app);
    add_serving_commands(app);
    add_upkeep_commands(app);
    add_folder_commands(app);
    add_engine_commands(app);
    add_learning_commands(app);
    add_user_commands(app);
    add_import_commands(app);
    add_own_commands(app);
    if (speaks_chinese()) name_groups(app);
}

int run_command_line(int argc, const char* const* argv) {
    CLI::App app("", "canyu");
    add_commands(app);
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

}  // namespace canyu
