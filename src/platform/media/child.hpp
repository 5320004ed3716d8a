// Runs a program on some bytes: they are its standard input, and what it writes is the answer.
//
// Both are files in memory, so there is no pipe to keep moving and no broken one to be killed by. The program
// gets no other open file, no signal mask and no environment but what is given here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"

namespace canyu::media {

struct Command {
    std::string program;  // a path
    std::vector<std::string> arguments;
    std::vector<std::string> environment;  // "NAME=value"
};

struct Outcome {
    enum class How { exited, killed, timed_out } how = How::exited;
    int code = 0;        // exited: the exit code; killed: the signal
    std::string output;  // of standard output, at most `output_limit` bytes; empty after a timeout
};

// Waits until the program ends, and kills it after `timeout`. Any thread may call it. Throws
// std::system_error when the program cannot be started.
Outcome run(const Command& command, std::string_view input, std::size_t output_limit, Milliseconds timeout);

}  // namespace canyu::media
