// The products a company runs with its users: names, and how many demands a week its teams can take.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "platform/db/db.hpp"
#include "platform/db/upkeep.hpp"
#include "platform/web/language.hpp"

namespace canyu::web {
class Context;
class Site;
}  // namespace canyu::web

namespace canyu::products {

struct Product {
    Id id;
    std::string slug;  // [a-z0-9-]{2,40}, in URLs
    std::string name_zh;
    std::string name_en;
    std::string about_zh;
    std::string about_en;
    std::int64_t capacity = 3;  // demands a week above the waterline
    Time created_at{};
};
BOOST_DESCRIBE_STRUCT(Product, (), (id, slug, name_zh, name_en, about_zh, about_en, capacity, created_at))

const std::string& name(const Product& product, web::Language language);
const std::string& about(const Product& product, web::Language language);

std::vector<Product> all(db::Reader& reader);  // by creation; the first is the one shown where none is chosen
std::optional<Product> find(db::Reader& reader, Id id);
std::optional<Product> find(db::Reader& reader, std::string_view slug);

// What a product must be told before it is kept; field problems name the members of Product.
Result<void> check(const Product& product);
// Checks every member but id and created_at, which are set here. 409 "products.slug_taken" on the field slug.
Result<Product> create(db::Writer& writer, IdSource& ids, Product product, Time now);
// As create, for everything but created_at; 404 when there is no product of that id.
Result<void> update(db::Writer& writer, const Product& product);

// The next short number of a kind ("demand", "topic", …) within a product; numbers are never given twice.
std::int64_t next_number(db::Writer& writer, Id product, std::string_view kind);

// A link of templates/choices.html: what a page shows of one product, or of all.
struct Choice {
    std::string name;  // "" for all
    std::string url;
    bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(Choice, (), (name, url, chosen))

// The product named by the query's "product" (404 for one that is not there), and the links to choose another
// on the page `path`; none are offered when there is only one.
struct Chosen {
    Id product;  // Id{}: all
    std::string slug;
    std::vector<Choice> choices;
};
Result<Chosen> choose(db::Reader& reader, web::Context& context, const std::string& path);

// What a form offers to choose a product from.
struct ProductOption {
    std::string slug;
    std::string label;
    bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(ProductOption, (), (slug, label, chosen))
std::vector<ProductOption> options(db::Reader& reader, web::Language language, std::string_view chosen);

// GET /p/{product}.
void add_pages(web::Site& site);

// What of this slice's rows follows from others, for canyu doctor.
db::Upkeep upkeep();

}  // namespace canyu::products
