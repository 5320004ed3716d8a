// What the commands of the canyu program do once the command line is understood (app/command_line.hpp). A
// failure is an exception whose text is for the person.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "app/config.hpp"
#include "features/imports/lines.hpp"

namespace canyu::commands {

// Answers until SIGINT or SIGTERM.
void serve(const Config& config);
// Makes the demo community where there is none, and serves it.
void demo(const Config& config);
// Brings the database up to date.
void migrate(const Config& config);
// Checks every template against its view, without a database.
void check_templates();

struct FolderArguments {
    Config config;
    std::string folder;
    bool replace = false;  // a restore may take the place of a database that is not empty
};
// A copy of the whole database in a new folder, while the server goes on.
void backup(const FolderArguments& arguments);
// The way back, into a database that is not there, empty, or to be replaced.
void restore(const FolderArguments& arguments);
// Every table as open files in a new folder, without who is signed in.
void export_community(const FolderArguments& arguments);
// The way back, into an empty database of either engine.
void import_community(const FolderArguments& arguments);

struct DoctorArguments {
    Config config;
    bool recount = false;
};
// Looks whether the database is sound and whether what is kept beside what it counts is right; says what is
// not, and fails then. With `recount` it puts the counts right.
void doctor(const DoctorArguments& arguments);

struct UserArguments {
    Config config;
    std::string name;
    std::string display;  // "" for the name
    std::string role = "member";
    std::string password;  // "" to make one and print it
};
void add_user(const UserArguments& arguments);
void set_role(const UserArguments& arguments);
void set_password(const UserArguments& arguments);

struct ImportArguments {
    Config config;
    std::string file;  // or a folder, where the format has one
    std::string product;
    imports::Format format = imports::Format::reports;
    std::vector<std::string> columns;  // "text=Description"
};
// Says how far it is and which lines it refused.
void import_reports(const ImportArguments& arguments);

struct SurfacingArguments {
    std::string input;
    std::string output;
    std::string query = "all";
    std::size_t k = 10;
    std::string until;  // "" for the last line's time
    std::size_t capacity = 10;
};
// The likeliest earlier demands of each report, before it joins.
void replay(const SurfacingArguments& arguments);
// The demand of each report, in one pass.
void cluster(const SurfacingArguments& arguments);
// The demands by buoyancy, with every factor.
void board(const SurfacingArguments& arguments);

struct SimulateArguments {
    std::uint64_t seed = 1;
    std::uint64_t runs = 2'000;
    std::string history;  // "" for none
    std::string without;  // the name of a check; "" for none
};
// The allocation engine against everything that can fail; says what happened. Fails when a promise is broken.
void simulate(const SimulateArguments& arguments);

struct LearnArguments {
    Config config;
    std::string product;
    std::int64_t version = 0;
};
// A new version of the product's model, from what people decided; says how it does and whether it is used.
void learn(const LearnArguments& arguments);
// Goes back to a version, or to the shipped model (0).
void use_model(const LearnArguments& arguments);
// Counts the words of the week and looks for pairs that mean the same, now; says what it found.
void count_words(const LearnArguments& arguments);

// One picture from standard input to ours on standard output. Ends the process.
[[noreturn]] void reencode_image();

}  // namespace canyu::commands
