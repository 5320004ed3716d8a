// The canyu program.
#include "app/command_line.hpp"

int main(int argc, char** argv) {
    return canyu::run_command_line(argc, argv);
}
