// The doctor knows every column that names a person, so that none is forgotten when a slice is added.
#include "app/upkeep.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "platform/db/any_table.hpp"
#include "platform/db/test_migrated.hpp"

using namespace canyu;

namespace {

// The names such columns have.
bool names_a_person(const std::string& column) {
    for (const char* name : {"person_id", "author_id", "founder_id", "by_person"})
        if (column == name) return true;
    return column.ends_with("_by");
}

}  // namespace

TEST_CASE("upkeep: every column that names a person is known, and nothing is known that is not there") {
    db::on_each_migrated_database([](db::Database& database) {
        const db::Upkeep known = upkeep();
        const auto knows = [&](const std::string& table, const std::string& column) {
            return std::ranges::any_of(known.references, [&](const db::Reference& reference) {
                return reference.table == table && reference.column == column && reference.target == "person";
            });
        };
        database.read([&](db::Reader& reader) {
            const std::vector<db::AnyTable> tables = db::tables(reader);
            for (const db::AnyTable& table : tables)
                for (const db::Column& column : table.columns())
                    if (names_a_person(column.name)) {
                        CAPTURE(table.name());
                        CAPTURE(column.name);
                        CHECK(knows(table.name(), column.name));
                    }
            for (const db::Reference& reference : known.references) {
                CAPTURE(reference.table);
                CAPTURE(reference.column);
                const auto table = std::ranges::find(tables, reference.table, &db::AnyTable::name);
                REQUIRE(table != tables.end());
                CHECK(std::ranges::find(table->columns(), reference.column, &db::Column::name) !=
                      table->columns().end());
                CHECK(db::missing(reader, reference).empty());
            }
        });
    });
}
