// The products, and how many demands a week each one's teams can take.
#include "features/admin/forms.hpp"
#include "features/admin/pages.hpp"
#include "features/admin/views.hpp"

namespace canyu::admin {
namespace {

using products::Product;
using web::Access;
using web::Context;

std::string url(const Product& product) {
    return "/studio/products/" + product.slug;
}

AdminProductFields fields_of(const ProductForm& form) {
    return {form.slug, form.name_zh, form.name_en, form.about_zh, form.about_en, form.capacity};
}

void fill(Product& product, const ProductForm& form) {
    product.name_zh = form.name_zh;
    product.name_en = form.name_en;
    product.about_zh = form.about_zh;
    product.about_en = form.about_en;
    product.capacity = form.capacity;
}

Result<AdminProductsPage> products_page(Context& context, const ProductForm& form) {
    AdminProductsPage page{.fields = fields_of(form)};
    for (const Product& product : context.read([](db::Reader& reader) { return products::all(reader); }))
        page.lines.push_back(
            {url(product), product.slug, products::name(product, context.language()), product.capacity});
    return page;
}

Result<Product> product_of(db::Reader& reader, const Context& context) {
    auto product = products::find(reader, std::string_view(context.parameter("product")));
    if (!product) return not_found();
    return *std::move(product);
}

Result<AdminProductPage> product_page(Context& context) {
    return context.read([&](db::Reader& reader) -> Result<AdminProductPage> {
        CANYU_TRY(const Product product, product_of(reader, context));
        return AdminProductPage{url(product),
                                {product.slug, product.name_zh, product.name_en, product.about_zh,
                                 product.about_en, product.capacity}};
    });
}

Result<AdminProductPage> product_again(Context& context, const ProductForm& form) {
    CANYU_TRY(AdminProductPage page, product_page(context));
    const std::string slug = page.fields.slug;
    page.fields = fields_of(form);
    page.fields.slug = slug;
    return page;
}

Result<web::Done> create(Context& context, const ProductForm& form) {
    Product product;
    product.slug = form.slug;
    fill(product, form);
    return context.act([&](db::Writer& writer) -> Result<web::Done> {
        CANYU_TRY([[maybe_unused]] const Id made,
                  create_product(writer, context.ids(), product, context.member().person, context.now()));
        return web::Done{"/studio/products", {"admin.said_product_created", {}}};
    });
}

Result<web::Done> change(Context& context, const ProductForm& form) {
    return context.act([&](db::Writer& writer) -> Result<web::Done> {
        CANYU_TRY(Product product, product_of(writer, context));
        fill(product, form);
        if (auto changed =
                change_product(writer, context.ids(), product, context.member().person, context.now());
            !changed)
            return std::unexpected(std::move(changed).error());
        return web::Done{url(product), {"admin.said_saved", {}}};
    });
}

}  // namespace

void add_product_pages(web::Site& site) {
    site.form(
        "/studio/products", Access::admin, "admin/products.html",
        [](Context& c, const ProductForm& form) { return products_page(c, form); },
        [](Context& c, const ProductForm& form) { return create(c, form); },
        {.summary = "The products, and making one"});
    site.get("/studio/products/{product}", Access::admin, "admin/product.html",
             [](Context& c) { return product_page(c); }, {.summary = "A product as it is kept"});
    site.post(
        "/studio/products/{product}", Access::admin,
        [](Context& c, const ProductForm& form) { return change(c, form); }, "admin/product.html",
        [](Context& c, const ProductForm& form) { return product_again(c, form); },
        {.summary = "Change a product's names, introduction and capacity"});
}

}  // namespace canyu::admin
