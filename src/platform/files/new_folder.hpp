// A folder that appears with all its files, or not at all.
#pragma once

#include <string>

namespace canyu::files {

// Is called PATH.unfinished until finish(), and gone when it is never called. Nobody else may read what is in
// it. Throws std::system_error; also when PATH is there already, or another is making it.
class NewFolder {
  public:
    explicit NewFolder(std::string path);
    ~NewFolder();
    NewFolder(const NewFolder&) = delete;
    NewFolder& operator=(const NewFolder&) = delete;

    // Where it is while it is being made.
    const std::string& path() const { return unfinished_; }
    // Where a file of that name is to be written.
    std::string file(const std::string& name) const { return unfinished_ + '/' + name; }
    // Puts every file on the disk and gives the folder its name.
    void finish();

  private:
    std::string path_;
    std::string unfinished_;
    bool finished_ = false;
};

}  // namespace canyu::files
