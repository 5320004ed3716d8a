#include "platform/archive/manifest.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "platform/files/digest.hpp"
#include "platform/json/json.hpp"

namespace canyu::archive {
namespace {

namespace fs = std::filesystem;

constexpr const char* manifest_file = "manifest.json";
constexpr std::uintmax_t longest_manifest = std::uintmax_t{1} << 20;  // bytes

std::string in(const std::string& folder, const std::string& name) {
    return folder + '/' + name;
}

// A name in the folder itself, whatever the folder's maker would like to read or write elsewhere.
bool is_plain_name(const std::string& name) {
    return !name.empty() && name.front() != '.' && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    });
}

// What is read must be among what is verified.
bool lists_what_it_holds(const Manifest& manifest) {
    const auto lists = [&](const std::string& name) {
        return std::ranges::find(manifest.files, name, &HeldFile::name) != manifest.files.end();
    };
    if (manifest.content == Content::database) return lists(database_file);
    return std::ranges::all_of(manifest.tables,
                               [&](const Rows& rows) { return lists(file_of_table(rows.table)); });
}

bool is_plain_file(const std::string& path) {
    return fs::symlink_status(path).type() == fs::file_type::regular;
}

}  // namespace

std::string file_of_table(const std::string& table) {
    return table + ".jsonl.gz";
}

void write(const Manifest& manifest, const std::string& folder) {
    const std::string path = in(folder, manifest_file);
    std::ofstream file(path, std::ios::binary);
    file << json::to_json(manifest) << '\n';
    file.close();
    if (!file) throw std::system_error(errno, std::generic_category(), path);
}

HeldFile describe_file(const std::string& folder, const std::string& name, const Watch& watch) {
    const std::string path = in(folder, name);
    const std::uintmax_t bytes = fs::file_size(path);
    return {name, static_cast<std::int64_t>(bytes), files::sha256_of_file(path, [&](std::uintmax_t done) {
                if (watch) watch(static_cast<double>(done) / static_cast<double>(bytes));
            })};
}

Result<Manifest> read(const std::string& folder) {
    const std::string path = in(folder, manifest_file);
    if (!is_plain_file(path)) return refuse(404, "archive.no_manifest", {{"folder", folder}});
    if (fs::file_size(path) > longest_manifest) return refuse(422, "archive.broken_manifest");
    std::ifstream file(path, std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    auto manifest = json::from_json<Manifest>(text);
    if (!manifest) return refuse(422, "archive.broken_manifest");
    if (manifest->canyu_archive != Manifest{}.canyu_archive) return refuse(422, "archive.other_format");
    for (const HeldFile& held : manifest->files)
        if (!is_plain_name(held.name)) return refuse(422, "archive.strange_name", {{"file", held.name}});
    if (!lists_what_it_holds(*manifest)) return refuse(422, "archive.broken_manifest");
    return *std::move(manifest);
}

Result<void> verify(const Manifest& manifest, const std::string& folder, const Watch& watch) {
    double all = 1;
    double before = 0;
    for (const HeldFile& held : manifest.files) all += static_cast<double>(held.bytes);
    for (const HeldFile& held : manifest.files) {
        if (!is_plain_file(in(folder, held.name)))
            return refuse(422, "archive.file_missing", {{"file", held.name}});
        const auto bytes = static_cast<double>(held.bytes);
        const HeldFile found = describe_file(folder, held.name, [&](double share) {
            if (watch) watch((before + share * bytes) / all);
        });
        if (found != held) return refuse(422, "archive.file_changed", {{"file", held.name}});
        before += bytes;
    }
    return {};
}

Result<void> check_age(const Manifest& manifest, const std::vector<std::string_view>& known) {
    for (const std::string& migration : manifest.migrations)
        if (std::ranges::find(known, migration) == known.end())
            return refuse(422, "archive.from_newer", {{"migration", migration}});
    return {};
}

}  // namespace canyu::archive
