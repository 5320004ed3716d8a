#include "features/demand/images.hpp"

#include <fstream>

#include "base/log.hpp"
#include "features/demand/in_pieces.hpp"
#include "features/demand/store.hpp"
#include "features/products/products.hpp"
#include "platform/web/sessions.hpp"

namespace canyu::demand {
namespace {

std::vector<products::Product> all_products(db::Database& store) {
    return store.read([](db::Reader& reader) { return products::all(reader); });
}

}  // namespace

std::filesystem::path Images::file_of(Id product) const {
    return folder_ / ("surfacing-" + to_string(product) + ".image");
}

std::unordered_set<Id> Images::read(db::Database& store, Indices& indices) const {
    std::unordered_set<Id> from_image;
    if (folder_.empty()) return from_image;
    for (const products::Product& product : all_products(store))
        if (read(store, indices, product.id)) from_image.insert(product.id);
    return from_image;
}

bool Images::read(db::Database& store, Indices& indices, Id product) const {
    std::ifstream file(file_of(product), std::ios::binary);
    const auto token =
        store.read([&](db::Reader& reader) { return store::image_token(reader, product, node_); });
    // The token is that of the file this database saw written last: a copy of an older database, whose
    // reports may have the same revisions with other words, has another.
    return file && token && indices.read(product, file, *token);
}

std::unordered_map<Id, std::vector<report::Revised>> Images::revisions(db::Database& store) const {
    std::unordered_map<Id, std::vector<report::Revised>> revisions;
    if (folder_.empty()) return revisions;
    for (const products::Product& product : all_products(store))
        if (std::filesystem::exists(file_of(product.id)))
            revisions[product.id] =
                store.read([&](db::Reader& reader) { return report::revisions(reader, product.id); });
    return revisions;
}

void Images::bring_up_to_date(db::Database& store, Indices& indices, Id product,
                              const std::vector<report::Revised>& rows) {
    const std::vector<Id> changed = indices.reconcile(product, rows);
    for_reports(store, changed, [&](db::Reader&, const std::vector<report::Report>& some) {
        for (const report::Report& report : some) indices.put(report);
    });
    log::info(
        "surfacing.image_read",
        {{"product", product.value}, {"reports", indices.size(product)}, {"read_anew", std::ssize(changed)}});
}

void Images::write(db::Database& store, const Indices& indices) const {
    if (folder_.empty()) return;
    for (const products::Product& product : all_products(store)) write(store, indices, product.id);
}

void Images::write(db::Database& store, const Indices& indices, Id product) const {
    std::error_code ignored;
    if (indices.size(product) < worth_) {
        std::filesystem::remove(file_of(product), ignored);
        return;
    }
    std::filesystem::create_directories(folder_, ignored);
    const std::filesystem::path half = file_of(product).string() + ".unfinished";
    const std::string token = web::random_token();
    std::ofstream file(half, std::ios::binary | std::ios::trunc);
    const bool is_written = file && indices.write(product, file, token) && file.flush();
    file.close();
    std::error_code error;
    if (is_written) std::filesystem::rename(half, file_of(product), error);
    if (!is_written || error)
        return log::warning("surfacing.image_not_written", {{"file", file_of(product).string()}});
    store.write([&](db::Writer& writer) { store::set_image_token(writer, product, node_, token); });
}

}  // namespace canyu::demand
