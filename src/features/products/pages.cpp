// The one page members see of a product (its demands, plan and boards are other slices' pages), and choosing
// one on those pages.
#include "features/products/products.hpp"
#include "features/products/views.hpp"
#include "platform/web/site.hpp"

namespace canyu::products {

using web::Access;
using web::Context;

Result<Chosen> choose(db::Reader& reader, web::Context& context, const std::string& path) {
    Chosen chosen;
    chosen.choices.push_back({"", path, false});
    const std::string wanted(context.query().get("product").value_or(""));
    const auto products = all(reader);
    for (const Product& product : products) {
        const bool is_it = product.slug == wanted;
        if (is_it) {
            chosen.product = product.id;
            chosen.slug = product.slug;
        }
        chosen.choices.push_back(
            {name(product, context.language()), path + "?product=" + product.slug, is_it});
    }
    if (!wanted.empty() && !chosen.product) return not_found();
    chosen.choices.front().chosen = !chosen.product;
    if (products.size() < 2) chosen.choices.clear();
    return chosen;
}

std::vector<ProductOption> options(db::Reader& reader, web::Language language, std::string_view chosen) {
    std::vector<ProductOption> options;
    for (const Product& product : all(reader))
        options.push_back({product.slug, name(product, language), product.slug == chosen});
    return options;
}

void add_pages(web::Site& site) {
    site.get(
        "/p/{product}", Access::visitor, "products/page.html",
        [](Context& context) -> Result<ProductPage> {
            const auto product = context.read([&](db::Reader& reader) {
                return find(reader, std::string_view(context.parameter("product")));
            });
            if (!product) return not_found();
            return ProductPage{product->slug, name(*product, context.language()),
                               about(*product, context.language()), product->capacity, product->created_at};
        },
        {.summary = "A product: what it is, and where its demands, plan and boards are", .cached = true});
}

}  // namespace canyu::products
