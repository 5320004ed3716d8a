// The SQL of products and of their short numbers.
#pragma once

#include "features/products/products.hpp"

namespace canyu::products::store {

std::vector<Product> all(db::Reader& reader);
std::optional<Product> find(db::Reader& reader, Id id);
std::optional<Product> find(db::Reader& reader, const std::string& slug);
// False when the slug is taken.
bool insert(db::Writer& writer, const Product& product);
// False when there is no such product. The slug must be free.
bool update(db::Writer& writer, const Product& product);
std::int64_t next_number(db::Writer& writer, Id product, const std::string& kind);

}  // namespace canyu::products::store
