#include "features/products/store.hpp"

namespace canyu::products::store {

std::vector<Product> all(db::Reader& reader) {
    return reader.rows<Product>(
        "select id, slug, name_zh, name_en, about_zh, about_en, capacity, created_at from product order by "
        "created_at, id");
}

std::optional<Product> find(db::Reader& reader, Id id) {
    return reader.row<Product>(
        "select id, slug, name_zh, name_en, about_zh, about_en, capacity, created_at from product where id = "
        "?",
        id);
}

std::optional<Product> find(db::Reader& reader, const std::string& slug) {
    return reader.row<Product>(
        "select id, slug, name_zh, name_en, about_zh, about_en, capacity, created_at from product where slug "
        "= ?",
        slug);
}

bool insert(db::Writer& writer, const Product& product) {
    return writer.insert_new("product", product);
}

bool update(db::Writer& writer, const Product& product) {
    return writer.execute(
               "update product set slug = ?, name_zh = ?, name_en = ?, about_zh = ?, about_en = ?, "
               "capacity = ? where id = ?",
               product.slug, product.name_zh, product.name_en, product.about_zh, product.about_en,
               product.capacity, product.id) == 1;
}

std::int64_t next_number(db::Writer& writer, Id product, const std::string& kind) {
    writer.execute(
        "insert into product_number (product_id, kind, last_number) values (?, ?, 0) on conflict do nothing",
        product, kind);
    return writer.value<std::int64_t>(
        "update product_number set last_number = last_number + 1 where product_id = ? and kind = ? "
        "returning last_number",
        product, kind);
}

}  // namespace canyu::products::store
