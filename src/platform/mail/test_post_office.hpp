// For tests: a real SMTP server in a child process, and the letters it took.
#pragma once

#include <doctest/doctest.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/test_folder.hpp"

extern char** environ;

namespace canyu::mail {

class TestPostOffice {
  public:
    TestPostOffice() {
        const char* program = "/usr/bin/aiosmtpd";
        if (!std::filesystem::exists(program)) {
            MESSAGE("skipped: Debian's python3-aiosmtpd is not installed");
            return;
        }
        port_ = free_port();
        std::vector<std::string> words = {program,
                                          "-n",
                                          "-l",
                                          "127.0.0.1:" + std::to_string(port_),
                                          "-c",
                                          "aiosmtpd.handlers.Mailbox",
                                          folder_.file("box")};
        std::vector<char*> arguments;
        for (std::string& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        REQUIRE(::posix_spawn(&child_, program, nullptr, nullptr, arguments.data(), environ) == 0);
        wait_until([this] { return answers(); });
    }
    ~TestPostOffice() {
        if (!is_open()) return;
        ::kill(child_, SIGKILL);
        ::waitpid(child_, nullptr, 0);
    }
    TestPostOffice(const TestPostOffice&) = delete;
    TestPostOffice& operator=(const TestPostOffice&) = delete;

    bool is_open() const { return child_ > 0; }
    std::string url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }
    // The only letter in the box, with line ends of "\n".
    std::string wait() const {
        std::string raw;
        wait_until([&] {
            std::error_code none_yet;
            for (const auto& entry : std::filesystem::directory_iterator(folder_.file("box/new"), none_yet)) {
                std::ifstream file(entry.path(), std::ios::binary);
                raw.assign(std::istreambuf_iterator<char>(file), {});
            }
            return !raw.empty();
        });
        std::erase(raw, '\r');
        return raw;
    }
    static std::string subject_of(const std::string& raw) {
        std::string text;
        const std::size_t begin = raw.find("\nSubject: ") + 10;
        const std::string field = raw.substr(begin, raw.find("\n", begin) - begin);
        constexpr std::string_view before = "=?UTF-8?B?";
        for (std::size_t at = 0; (at = field.find(before, at)) != std::string::npos;) {
            at += before.size();
            text += decoded(field.substr(at, field.find("?=", at) - at));
        }
        return text.empty() ? field : text;
    }
    static std::string text_of(const std::string& raw) {
        std::string text = decoded(raw.substr(raw.rfind("\n\n", raw.size() - 3) + 2));
        std::erase(text, '\r');
        return text;
    }

  private:
    static std::string decoded(const std::string& base64) {
        constexpr std::string_view letters =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        std::string text;
        unsigned bits = 0;
        int held = 0;
        for (const char c : base64) {
            const std::size_t value = letters.find(c);
            if (value == std::string_view::npos) continue;  // line ends, and the "=" at the end
            bits = bits << 6 | static_cast<unsigned>(value);
            held += 6;
            if (held < 8) continue;
            held -= 8;
            text += static_cast<char>(bits >> held & 0xff);
        }
        return text;
    }
    template <class Condition>
    static void wait_until(Condition holds) {
        for (int i = 0; i < 1'000 && !holds(); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        REQUIRE(holds());
    }
    static sockaddr_in address(std::uint16_t port) {
        sockaddr_in at{};
        at.sin_family = AF_INET;
        at.sin_port = htons(port);
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return at;
    }
    static std::uint16_t free_port() {
        const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in at = address(0);
        socklen_t size = sizeof at;
        REQUIRE(::bind(socket, reinterpret_cast<sockaddr*>(&at), size) == 0);
        REQUIRE(::getsockname(socket, reinterpret_cast<sockaddr*>(&at), &size) == 0);
        ::close(socket);
        return ntohs(at.sin_port);
    }
    bool answers() const {
        const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
        const sockaddr_in at = address(port_);
        const bool is_there = ::connect(socket, reinterpret_cast<const sockaddr*>(&at), sizeof at) == 0;
        ::close(socket);
        return is_there;
    }

    const TestFolder folder_;
    std::uint16_t port_ = 0;
    pid_t child_ = 0;
};

}  // namespace canyu::mail
