// Children that misbehave; honest pictures are tested with the program itself, in app/commands.
#include "platform/media/reencoder.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "platform/media/reencoding.hpp"

using namespace canyu;
using namespace canyu::media;

namespace {

const std::string gif = "GIF89a and so on";

// A shell script in place of the program.
class Script {
  public:
    explicit Script(const std::string& text)
        : path_(std::filesystem::temp_directory_path() / ("canyu-script-" + std::to_string(::getpid()))) {
        std::ofstream(path_) << "#!/bin/sh\n" << text << '\n';
        std::filesystem::permissions(path_, std::filesystem::perms::owner_all);
    }
    ~Script() { std::filesystem::remove(path_); }
    Script(const Script&) = delete;
    Script& operator=(const Script&) = delete;
    ReencoderOptions options() const {
        return {.program = path_.string(),
                .at_once = 1,
                .patience = Milliseconds(0),
                .timeout = Milliseconds(300'000)};
    }

  private:
    std::filesystem::path path_;
};

std::string answer(const std::string& script) {
    const Script program(script);
    const auto result = Reencoder(program.options()).reencode(gif);
    return result ? "accepted" : result.error().message.key;
}

// A script that answers with this header and these bytes.
std::string answering(ReencodingHeader header, const std::string& bytes) {
    std::string script = "printf '";
    const std::string all = std::string(reinterpret_cast<const char*>(&header), sizeof header) + bytes;
    for (const char c : all) {
        const auto byte = static_cast<unsigned char>(c);
        script += {'\\', static_cast<char>('0' + (byte >> 6)), static_cast<char>('0' + (byte >> 3 & 7)),
                   static_cast<char>('0' + (byte & 7))};
    }
    return script + "'";
}

const std::string webp = std::string("RIFF\4\0\0\0WEBP", 12);

}  // namespace

TEST_CASE("media reencoder: what the child says") {
    const auto result = [] {
        const Script program("test \"$1\" = reencode-image && test \"$(cat)\" = '" + gif + "' || exit 1\n" +
                             answering({30, 20, 2, 14, 12}, webp + "ab" + webp));
        return Reencoder(program.options()).reencode(gif);
    }();
    REQUIRE(result.has_value());
    CHECK(result->picture == Picture{30, 20, 2});
    CHECK(result->full.value == webp + "ab");
    CHECK(result->preview.value == webp);
    CHECK(result->digest == "5041f6b170aa0432aa6eb3a49f7e167a2a28c3f346f883beb6f8a08c052fbd90");
    CHECK(answer("exit 3") == "media.broken");
    CHECK(answer("exit 4") == "media.too_large");
}

TEST_CASE("media reencoder: a child taken over gets no further") {
    CHECK(answer("true") == "media.broken");
    CHECK(answer("kill -SEGV $$") == "media.broken");
    CHECK(answer("head -c 100 /dev/zero") == "media.broken");
    const std::string both = webp + webp;
    CHECK(answer(answering({1, 1, 1, 12, 12}, both)) == "accepted");
    for (const ReencodingHeader wrong : {ReencodingHeader{0, 1, 1, 12, 12},
                                         {1601, 1, 1, 12, 12},
                                         {1, 16'001, 1, 12, 12},
                                         {1, 1, 0, 12, 12},
                                         {1, 1, 1, 13, 11},
                                         {1, 1, 1, 24, 0},
                                         {1, 1, 1, -12, 36},
                                         {1, 1, 1, 12, 13},
                                         {1, 1, 1, 1LL << 62, 12}})
        CHECK(answer(answering(wrong, both)) == "media.broken");
    CHECK(answer(answering({1, 1, 1, 12, 12}, webp + "<script>....")) == "media.broken");
}

TEST_CASE("media reencoder: a child that does not end is ended") {
    const Script program("sleep 600");
    ReencoderOptions options = program.options();
    options.timeout = Milliseconds(50);
    CHECK(Reencoder(options).reencode(gif).error().message.key == "media.broken");
}

TEST_CASE("media reencoder: a machine that cannot is no fault of the picture") {
    CHECK_THROWS(answer("exit 1"));
    CHECK_THROWS(answer("exit 127"));
    CHECK_THROWS(Reencoder({.program = "/no/such/program"}).reencode(gif));
}

TEST_CASE("media reencoder: there are only so many places") {
    const std::filesystem::path fifo =
        std::filesystem::temp_directory_path() / ("canyu-fifo-" + std::to_string(::getpid()));
    REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
    const Script program("read word <" + fifo.string() + "\nexit 3");
    Reencoder reencoder(program.options());
    std::string first;
    std::thread busy([&] { first = reencoder.reencode(gif).error().message.key; });
    std::ofstream gate(fifo);  // opens once the child reads: the place is taken
    const auto second = reencoder.reencode(gif);
    CHECK(second.error().status == 503);
    CHECK(second.error().message.key == "media.busy");
    gate << "go" << std::endl;
    busy.join();
    CHECK(first == "media.broken");
    std::filesystem::remove(fifo);
}

TEST_CASE("media reencoder: only so many wait for a place, whatever their patience") {
    ReencoderOptions options;
    options.at_once = 0;
    options.patience = Milliseconds(86'400'000);
    options.most_waiting = 0;
    CHECK(Reencoder(options).reencode(gif).error().message.key == "media.busy");
}
