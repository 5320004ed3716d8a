// What is made whole or not at all.
#include "platform/files/new_folder.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <system_error>

#include "base/test_folder.hpp"
#include "platform/files/digest.hpp"

using namespace canyu::files;
namespace fs = std::filesystem;

TEST_CASE("files: a folder has its name when it is whole, and nothing of it stays when it is not") {
    const canyu::TestFolder around;
    const std::string path = around.file("backup");
    {
        const NewFolder broken(path + "/");
        std::ofstream(broken.file("a")) << "abc";
        CHECK(!fs::exists(path));
        CHECK_THROWS_AS(NewFolder{path}, std::system_error);  // another is making it
    }
    CHECK(fs::is_empty(around.path()));
    NewFolder folder(path);
    std::ofstream(folder.file("a")) << "abc";
    folder.finish();
    CHECK(fs::exists(path + "/a"));
    CHECK(fs::status(path).permissions() == fs::perms::owner_all);
    CHECK_THROWS_AS(NewFolder{path}, std::system_error);
    CHECK(sha256_of_file(path + "/a") == sha256("abc"));
    CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(copy_file(path + "/a", path + "/b") == sha256("abc"));
    CHECK_THROWS_AS(copy_file(path + "/a", path + "/b"), std::system_error);
}
