// Private to platform/db: typed cells that SOCI binds once, and the way values of any Shape get in and out of
// them.
#pragma once

#include <soci/soci.h>

#include <memory>
#include <string>
#include <vector>

#include "base/shape.hpp"

namespace canyu::db {

// hex is "\x00ff…" text, blob a SQLite blob argument.
enum class CellType { integer, real, text, hex, blob };

struct Cell {
    CellType type;
    long long integer = 0;
    double real = 0;
    std::string text;  // text, hex, and the bytes of a blob that was read
    std::unique_ptr<soci::blob> blob;
    soci::indicator indicator = soci::i_ok;
};

// The cells of a value: one, two for money (amount, currency), those of all members for a record. Lists, and
// records inside records, have no columns: a bug that ends the program.
std::vector<CellType> cell_types(const Shape& shape, CellType bytes);

// Puts the value into cells from `at` on and moves `at` past them. Throws std::invalid_argument for text that
// is not UTF-8 or holds U+0000, which neither database can keep, and for a number that is not finite.
void put(const Shape& shape, const void* value, Cell*& at);

// The way back; text is moved out of the cells. Throws std::runtime_error where a null, or a name the
// enumeration does not have, meets a member that cannot hold it.
void take(const Shape& shape, void* value, Cell*& at);

}  // namespace canyu::db
