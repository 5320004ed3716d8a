#include "app/commands/known_product.hpp"

#include <stdexcept>

#include "app/phrase.hpp"

namespace canyu::commands {
namespace {

constexpr Phrase no_such_product{"There is no product {slug}.", "没有 {slug} 这个产品。"};

}  // namespace

Id known_product(Community& community, const std::string& slug) {
    const auto product = community.store().read(
        [&](db::Reader& reader) { return products::find(reader, std::string_view(slug)); });
    if (!product) throw std::runtime_error(say(no_such_product, {{"slug", slug}}));
    return product->id;
}

}  // namespace canyu::commands
