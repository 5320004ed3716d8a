// The one page members see of a product; its demands, plan and boards are other slices' pages.
#include "features/products/products.hpp"
#include "features/products/views.hpp"
#include "platform/web/site.hpp"

namespace canyu::products {

using web::Access;
using web::Context;

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
