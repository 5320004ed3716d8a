#include "platform/web/assets.hpp"

#include <boost/json.hpp>
#include <stdexcept>

#include "platform/http/compress.hpp"

namespace canyu::web {
namespace {

std::string content_type(std::string_view file) {
    const std::string_view ending = file.substr(file.rfind('.') + 1);
    if (ending == "css") return "text/css; charset=utf-8";
    if (ending == "js") return "text/javascript; charset=utf-8";
    if (ending == "svg") return "image/svg+xml";
    if (ending == "png") return "image/png";
    if (ending == "webmanifest") return "application/manifest+json";
    return "application/octet-stream";
}

}  // namespace

Assets::Assets(const std::vector<EmbeddedFile>& files) {
    constexpr std::string_view folder = "web/dist/";
    for (const EmbeddedFile& file : files) {
        if (!file.path.starts_with(folder)) continue;
        const std::string_view name = file.path.substr(folder.size());
        if (name == "manifest.json") {
            const boost::json::value manifest = boost::json::parse({file.bytes.data(), file.bytes.size()});
            for (const auto& [key, value] : manifest.as_object()) manifest_.emplace(key, value.as_string());
            continue;
        }
        Asset asset{file.bytes, {}, {}, content_type(name)};
        if (asset.type.starts_with("text/") || asset.type.starts_with("image/svg")) {
            asset.gzip = http::compress(http::Coding::gzip, file.bytes);
            asset.brotli = http::compress(http::Coding::brotli, file.bytes);
        }
        assets_.emplace(name, std::move(asset));
    }
}

std::string Assets::url(std::string_view name) const {
    const auto found = manifest_.find(name);
    if (found == manifest_.end())
        throw std::runtime_error(std::string(name) + " is not in web/dist; run ./dev build");
    return "/assets/" + found->second;
}

http::Response Assets::serve(std::string_view file, std::string_view accept_encoding) const {
    http::Response response;
    const auto found = assets_.find(file);
    if (found == assets_.end()) {
        response.status = 404;
        return response;
    }
    const Asset& asset = found->second;
    http::Coding coding = http::choose_coding(accept_encoding);
    if (asset.gzip.empty()) coding = http::Coding::identity;
    response.headers.add("Content-Type", asset.type);
    // The name holds the content's hash, so it never changes.
    response.headers.add("Cache-Control", "public, max-age=31536000, immutable");
    response.headers.add("X-Content-Type-Options", "nosniff");
    response.headers.add("Vary", "Accept-Encoding");
    if (coding != http::Coding::identity) response.headers.add("Content-Encoding", http::to_string(coding));
    response.body = coding == http::Coding::brotli ? asset.brotli
                    : coding == http::Coding::gzip ? asset.gzip
                                                   : std::string(asset.bytes);
    response.encoded = true;
    return response;
}

}  // namespace canyu::web
