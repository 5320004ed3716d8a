// For tests: runs one test on a fresh database of each engine with every migration of the checkout applied.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "platform/db/migrate.hpp"
#include "platform/db/test_databases.hpp"

namespace canyu::db {

// File name to text, read once from src/*/*/migrations.
inline const std::map<std::string, std::string>& test_migration_files() {
    static const std::map<std::string, std::string> files = [] {
        namespace fs = std::filesystem;
        std::map<std::string, std::string> found;
        for (const auto& entry : fs::recursive_directory_iterator(fs::path(CANYU_SOURCE_DIR) / "src")) {
            if (entry.path().extension() != ".sql") continue;
            std::ifstream file(entry.path(), std::ios::binary);
            found.emplace(entry.path().filename().string(),
                          std::string(std::istreambuf_iterator<char>(file), {}));
        }
        return found;
    }();
    return files;
}

inline void migrate_for_tests(Database& database) {
    std::vector<Migration> migrations;
    for (const auto& [name, sql] : test_migration_files()) migrations.push_back({name, sql});
    migrate(database, migrations, Time{});
}

inline void on_each_migrated_database(const std::function<void(Database& database)>& test) {
    on_each_database([&](Database& database) {
        migrate_for_tests(database);
        test(database);
    });
}

}  // namespace canyu::db
