#include "features/products/products.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "features/products/store.hpp"
#include "platform/web/checks.hpp"

namespace canyu::products {
namespace {

constexpr std::size_t longest_name = 40;
constexpr std::size_t longest_about = 300;
constexpr std::int64_t most_capacity = 1000;

bool is_slug(std::string_view text) {
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return text.size() >= 2 && text.size() <= 40 && std::ranges::all_of(text, fits);
}

std::unexpected<Problem> slug_taken() {
    const Message message{"products.slug_taken", {}};
    return std::unexpected(Problem{409, message, {{"slug", message}}});
}

// Names and abouts are single lines wherever they are shown.
Product as_lines(Product product) {
    for (std::string* text : {&product.name_zh, &product.name_en, &product.about_zh, &product.about_en})
        *text = clean_line(*text);
    return product;
}

}  // namespace

const std::string& name(const Product& product, web::Language language) {
    return language == web::Language::zh ? product.name_zh : product.name_en;
}

const std::string& about(const Product& product, web::Language language) {
    return language == web::Language::zh ? product.about_zh : product.about_en;
}

std::vector<Product> all(db::Reader& reader) {
    return store::all(reader);
}

std::optional<Product> find(db::Reader& reader, Id id) {
    return store::find(reader, id);
}

std::optional<Product> find(db::Reader& reader, std::string_view slug) {
    // Anything else is no slug of ours, and may hold what a database cannot.
    if (!is_slug(slug)) return std::nullopt;
    return store::find(reader, std::string(slug));
}

Result<void> check(const Product& product) {
    web::Checks checks;
    checks.that(is_slug(product.slug), "slug", "products.slug_form");
    checks.length("name_zh", clean_line(product.name_zh), 1, longest_name);
    checks.length("name_en", clean_line(product.name_en), 1, longest_name);
    checks.length("about_zh", clean_line(product.about_zh), 1, longest_about);
    checks.length("about_en", clean_line(product.about_en), 1, longest_about);
    checks.that(product.capacity >= 1 && product.capacity <= most_capacity, "capacity",
                "products.capacity_range");
    return checks.result();
}

Result<Product> create(db::Writer& writer, IdSource& ids, Product product, Time now) {
    if (auto checked = check(product); !checked) return std::unexpected(std::move(checked).error());
    product = as_lines(std::move(product));
    product.id = ids.next();
    product.created_at = now;
    if (!store::insert(writer, product)) return slug_taken();
    return product;
}

Result<void> update(db::Writer& writer, const Product& product) {
    if (auto checked = check(product); !checked) return checked;
    const auto holder = store::find(writer, product.slug);
    if (holder && holder->id != product.id) return slug_taken();
    if (!store::update(writer, as_lines(product))) return not_found();
    return {};
}

std::int64_t next_number(db::Writer& writer, Id product, std::string_view kind) {
    return store::next_number(writer, product, std::string(kind));
}

}  // namespace canyu::products
