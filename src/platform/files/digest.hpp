// SHA-256, as sha256sum prints it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace canyu::files {

// 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);

// Called now and then with the bytes that are done.
using Watch = std::function<void(std::uintmax_t done)>;

// Of a whole file, read in pieces. Throws std::system_error.
std::string sha256_of_file(const std::string& path, const Watch& watch = {});

// The same, while its bytes go to a new file (which must not be there) and on to the disk.
std::string copy_file(const std::string& from, const std::string& to, const Watch& watch = {});

// Waits until what was written to the file, or into the folder, is on the disk.
void sync(const std::string& path);

}  // namespace canyu::files
