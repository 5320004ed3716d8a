// canyu user add | role | password: people by hand, for the first administrator and for a forgotten password.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <stdexcept>

#include "app/commands/commands.hpp"
#include "app/community.hpp"
#include "app/phrase.hpp"
#include "features/admin/admin.hpp"
#include "platform/web/sessions.hpp"

namespace canyu::commands {
namespace {

struct UserArguments {
    Config config;
    std::string name;
    std::string display;
    std::string role = "member";
    std::string password;
};

constexpr Phrase about{"Add people, change their role or password", "加人，改身份，换密码"};
constexpr Phrase about_name{"the name they sign in with", "登录用的名字"};
constexpr Phrase about_display{"what others see; the name where it is not given",
                               "别人看到的名字；不写就用登录名"};
constexpr Phrase about_role{"member, staff or admin", "member 成员，staff 员工，admin 管理员"};
constexpr Phrase about_password{"without it one is made and printed", "不写就生成一个，打印出来"};

constexpr std::size_t made_password_length = 16;  // of hexadecimal digits, which is 64 bits

template <class T>
T value_or_fail(Result<T> result) {
    if (!result) throw std::runtime_error(sentence(result.error()));
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}

web::Role role_of(const UserArguments& arguments) {
    return enum_from_name<web::Role>(arguments.role).value();
}

// The password given, or a made one.
std::string password_of(const UserArguments& arguments) {
    return arguments.password.empty() ? web::random_token().substr(0, made_password_length)
                                      : arguments.password;
}

// A password that nobody chose is printed, this once.
void print_if_made(const UserArguments& arguments, const std::string& password) {
    if (arguments.password.empty()) fmt::print("{} {}\n", arguments.name, password);
}

people::Person person_of(Community& community, const std::string& name) {
    auto person = community.store().read(
        [&](db::Reader& reader) { return people::find(reader, std::string_view(name)); });
    const Phrase nobody = {"Nobody is called {name}.", "没有叫 {name} 的人。"};
    if (!person) throw std::runtime_error(say(nobody, {{"name", name}}));
    return *std::move(person);
}

void add_user(const UserArguments& arguments) {
    const SystemClock clock;
    Community community(arguments.config, clock);
    people::NewPerson person;
    person.name = arguments.name;
    person.display = arguments.display;
    person.role = role_of(arguments);
    person.password = password_of(arguments);
    value_or_fail(people::check(person));
    const std::string hash = people::hash_password(person.password);
    value_or_fail(community.store().write([&](db::Writer& writer) {
        return admin::add_person(writer, community.ids(), person, hash, Id{}, clock.now());
    }));
    print_if_made(arguments, person.password);
}

void set_role(const UserArguments& arguments) {
    const SystemClock clock;
    Community community(arguments.config, clock);
    const people::Person person = person_of(community, arguments.name);
    value_or_fail(community.store().write([&](db::Writer& writer) {
        return admin::set_role(writer, community.ids(), person.id, role_of(arguments), Id{}, clock.now());
    }));
}

void set_password(const UserArguments& arguments) {
    const SystemClock clock;
    Community community(arguments.config, clock);
    const people::Person person = person_of(community, arguments.name);
    const std::string password = password_of(arguments);
    value_or_fail(people::check_password(password, person.name));
    const std::string hash = people::hash_password(password);
    value_or_fail(community.store().write([&](db::Writer& writer) {
        return admin::set_password(writer, community.ids(), person.id, hash, Id{}, clock.now());
    }));
    print_if_made(arguments, password);
}

}  // namespace

void add_user_command(CLI::App& app) {
    const auto arguments = std::make_shared<UserArguments>();
    CLI::App* user = app.add_subcommand("user", say(about));
    user->require_subcommand(1);
    const auto add = [&](const char* name, const Phrase& what, void (*run)(const UserArguments&)) {
        CLI::App* command = user->add_subcommand(name, say(what));
        add_options(*command, arguments->config, false);
        command->add_option("name", arguments->name, say(about_name))->required();
        command->callback([command, arguments, run] {
            complete(arguments->config, *command);
            run(*arguments);
        });
        return command;
    };
    const CLI::IsMember roles({"member", "staff", "admin"});
    CLI::App* added = add("add", {"Add a person", "加一个人"}, add_user);
    added->add_option("--display", arguments->display, say(about_display));
    added->add_option("--role", arguments->role, say(about_role))->check(roles)->capture_default_str();
    added->add_option("--password", arguments->password, say(about_password));
    CLI::App* role = add("role", {"Change a person's role", "改一个人的身份"}, set_role);
    role->add_option("role", arguments->role, say(about_role))->check(roles)->required();
    CLI::App* password = add("password",
                             {"Change a person's password and sign them out everywhere",
                              "换一个人的密码，并让他在所有地方退出登录"},
                             set_password);
    password->add_option("--password", arguments->password, say(about_password));
}

}  // namespace canyu::commands
