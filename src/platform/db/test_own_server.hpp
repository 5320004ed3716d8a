// For tests: a PostgreSQL server of their own, to be killed.
#pragma once

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace canyu::db {

inline int run_tool(const std::string& arguments) {
    return std::system((CANYU_SOURCE_DIR "/tools/postgresql " + arguments + " >/dev/null").c_str());
}

class OwnServer {
  public:
    OwnServer() { start(); }
    ~OwnServer() { CHECK(run_tool("stop " + directory_) == 0); }
    OwnServer(const OwnServer&) = delete;
    OwnServer& operator=(const OwnServer&) = delete;

    void start() { REQUIRE(run_tool("start " + directory_) == 0); }
    void kill() { REQUIRE(run_tool("kill " + directory_) == 0); }
    std::string url() const {
        std::ifstream file(directory_ + "/socket_directory");
        std::string sockets;
        std::getline(file, sockets);
        return "postgresql://canyu@/canyu?host=" + sockets;
    }

  private:
    const std::string directory_ =
        std::filesystem::temp_directory_path() / ("canyu-faults-server-" + std::to_string(::getpid()));
};

}  // namespace canyu::db
