#include "platform/files/new_folder.hpp"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "platform/files/digest.hpp"

namespace canyu::files {
namespace {

namespace fs = std::filesystem;

// "backups/monday/" is the folder "backups/monday".
std::string without_slash(std::string path) {
    while (path.size() > 1 && path.ends_with('/')) path.pop_back();
    return path;
}

std::string folder_of(const std::string& path) {
    const std::string folder = fs::path(path).parent_path();
    return folder.empty() ? "." : folder;
}

}  // namespace

NewFolder::NewFolder(std::string path)
    : path_(without_slash(std::move(path))), unfinished_(path_ + ".unfinished") {
    if (fs::symlink_status(path_).type() != fs::file_type::not_found)
        throw std::system_error(EEXIST, std::generic_category(), path_);
    if (::mkdir(unfinished_.c_str(), 0700) != 0)
        throw std::system_error(errno, std::generic_category(), unfinished_);
}

NewFolder::~NewFolder() {
    std::error_code ignored;
    if (!finished_) fs::remove_all(unfinished_, ignored);
}

void NewFolder::finish() {
    for (const auto& entry : fs::directory_iterator(unfinished_)) sync(entry.path());
    sync(unfinished_);
    // Unlike rename(), it never takes the place of what somebody else has put there meanwhile.
    if (::renameat2(AT_FDCWD, unfinished_.c_str(), AT_FDCWD, path_.c_str(), RENAME_NOREPLACE) != 0)
        throw std::system_error(errno, std::generic_category(), path_);
    finished_ = true;
    sync(folder_of(path_));
}

}  // namespace canyu::files
