// canyu user add | role | password: people by hand, for the first administrator and for a forgotten password.
#include <fmt/core.h>

#include <memory>
#include <stdexcept>

#include "app/commands/commands.hpp"
#include "app/community.hpp"
#include "app/phrase.hpp"
#include "features/admin/admin.hpp"
#include "platform/web/sessions.hpp"

namespace canyu::commands {
namespace {

constexpr std::size_t made_password_length = 16;  // of hexadecimal digits, which is 64 bits

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

}  // namespace

void add_user(const UserArguments& arguments) {
    const SystemClock clock;
    Community community(arguments.config, clock);
    people::NewPerson person;
    person.name = arguments.name;
    person.display = arguments.display;
    person.role = role_of(arguments);
    person.password = password_of(arguments);
    value_or_throw(people::check(person));
    const std::string hash = people::hash_password(person.password);
    value_or_throw(community.store().write([&](db::Writer& writer) {
        return admin::add_person(writer, community.ids(), person, hash, Id{}, clock.now());
    }));
    print_if_made(arguments, person.password);
}

void set_role(const UserArguments& arguments) {
    const SystemClock clock;
    Community community(arguments.config, clock);
    const people::Person person = person_of(community, arguments.name);
    value_or_throw(community.store().write([&](db::Writer& writer) {
        return admin::set_role(writer, community.ids(), person.id, role_of(arguments), Id{}, clock.now());
    }));
}

void set_password(const UserArguments& arguments) {
    const SystemClock clock;
    Community community(arguments.config, clock);
    const people::Person person = person_of(community, arguments.name);
    const std::string password = password_of(arguments);
    value_or_throw(people::check_password(password, person.name));
    const std::string hash = people::hash_password(password);
    value_or_throw(community.store().write([&](db::Writer& writer) {
        return admin::set_password(writer, community.ids(), person.id, hash, Id{}, clock.now());
    }));
    print_if_made(arguments, password);
}

}  // namespace canyu::commands
