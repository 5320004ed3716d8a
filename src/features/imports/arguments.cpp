#include "features/imports/arguments.hpp"

#include "base/shape.hpp"
#include "platform/json/json.hpp"

namespace canyu::imports {
namespace {

struct Argument {
    std::string name;
    std::string value;
};
BOOST_DESCRIBE_STRUCT(Argument, (), (name, value))

struct Arguments {
    std::vector<Argument> arguments;
};
BOOST_DESCRIBE_STRUCT(Arguments, (), (arguments))

}  // namespace

std::string write_arguments(const Message& message) {
    Arguments kept;
    for (const auto& [name, value] : message.arguments) kept.arguments.push_back({name, value});
    return json::to_json(kept);
}

Message read_message(const std::string& key, std::string_view arguments) {
    Message message{key, {}};
    const auto kept = json::from_json<Arguments>(arguments);
    if (!kept) return message;
    for (const auto& [name, value] : kept->arguments) message.arguments.emplace_back(name, value);
    return message;
}

}  // namespace canyu::imports
