// A folder that a community is in: no line and no manifest breaks the reader, and a row that is read is
// written and read back as it was.
#include <stdlib.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include "base/check.hpp"
#include "platform/archive/manifest.hpp"
#include "platform/archive/row_text.hpp"

using namespace canyu;
using namespace canyu::archive;

namespace {

const db::AnyTable table("t",
                         {{"id", Kind::integer, false},
                          {"at", Kind::integer, true},
                          {"share", Kind::real, true},
                          {"words", Kind::text, true},
                          {"raw", Kind::bytes, true}},
                         {"id"});

void check_line(std::string_view line) {
    const auto row = from_line(table, line);
    if (!row) {
        CANYU_CHECK(row.error().message.key.starts_with("archive."));
        return;
    }
    const auto again = from_line(table, to_line(table, *row));
    CANYU_CHECK(again.has_value() && *again == *row);
}

// In memory where there is a /dev/shm.
std::string make_folder() {
    std::string pattern = "/dev/shm/archive_fuzz-XXXXXX";
    CANYU_CHECK(::mkdtemp(pattern.data()) != nullptr);
    return pattern;
}

void check_manifest(std::string_view text) {
    static const std::string folder = make_folder();
    std::ofstream(folder + "/manifest.json", std::ios::binary) << text;
    const auto manifest = archive::read(folder);
    if (!manifest) return;
    for (const HeldFile& file : manifest->files)
        CANYU_CHECK(file.name.find('/') == std::string::npos && !file.name.starts_with('.'));
    static_cast<void>(verify(*manifest, folder));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    check_line(input);
    check_manifest(input);
    return 0;
}
