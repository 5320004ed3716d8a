// Compression, entity tags and bodies that must not be sent.
#include "platform/http/server/finish.hpp"

#include <algorithm>
#include <array>

#include "base/check.hpp"
#include "platform/http/conditional.hpp"
#include "platform/http/field_text.hpp"

namespace canyu::http {
namespace {

bool is_text(std::string_view content_type) {
    std::string_view rest = content_type;
    const std::string_view type = take_item(rest, ';');
    constexpr std::array<std::string_view, 5> texts = {"application/json", "application/javascript",
                                                       "application/xml", "application/manifest+json",
                                                       "image/svg+xml"};
    if (type.size() > 5 && equal_ignoring_case(type.substr(0, 5), "text/")) return true;
    if (type.ends_with("+json") || type.ends_with("+xml")) return true;
    return std::ranges::any_of(texts, [&](std::string_view text) { return equal_ignoring_case(type, text); });
}

bool lists(std::string_view list, std::string_view wanted) {
    while (!list.empty()) {
        const std::string_view item = take_item(list, ',');
        if (item == "*" || equal_ignoring_case(item, wanted)) return true;
    }
    return false;
}

void vary_by_encoding(Headers& headers) {
    const std::string vary(headers.get("Vary"));
    if (vary.empty()) {
        headers.add("Vary", "Accept-Encoding");
    } else if (!lists(vary, "Accept-Encoding")) {
        headers.set("Vary", vary + ", Accept-Encoding");
    }
}

bool may_have_body(int status) {
    return status != 204 && status != 304;
}

bool is_compressible(const Response& response, std::size_t compress_from) {
    return !response.encoded && !response.go_on && response.body.size() >= compress_from &&
           may_have_body(response.status) && response.headers.get("Content-Encoding").empty() &&
           is_text(response.headers.get("Content-Type")) &&
           !lists(response.headers.get("Cache-Control"), "no-transform");
}

// "\"abc\"" for brotli becomes "\"abc-br\""; weak tags may stand for several codings and stay.
void tag_coding(Headers& headers, Coding coding) {
    std::string etag(headers.get("ETag"));
    if (!etag.starts_with('"') || !etag.ends_with('"') || etag.size() < 2) return;
    etag.insert(etag.size() - 1, "-" + std::string(to_string(coding)));
    headers.set("ETag", etag);
}

bool is_not_modified(const Response& response, const Offer& offer) {
    return response.status == 200 && (offer.method == Method::get || offer.method == Method::head) &&
           !offer.if_none_match.empty() && etag_matches(offer.if_none_match, response.headers.get("ETag"));
}

}  // namespace

Offer offer_of(const Request& request) {
    return {request.method, choose_coding(request.headers.get("Accept-Encoding")),
            std::string(request.headers.get("If-None-Match"))};
}

Reply finish(Response response, const Offer& offer, std::size_t compress_from) {
    CANYU_CHECK(response.status >= 200 && response.status <= 599);
    const bool varies = is_compressible(response, compress_from);
    const bool is_packed = varies && offer.coding != Coding::identity;
    if (varies || !response.headers.get("Content-Encoding").empty()) vary_by_encoding(response.headers);
    if (is_packed) tag_coding(response.headers, offer.coding);
    if (is_not_modified(response, offer)) response.status = 304;
    if (!may_have_body(response.status)) {
        Headers kept;
        for (const auto& [name, value] : response.headers.all()) {
            if (!equal_ignoring_case(name, "Content-Type") &&
                !equal_ignoring_case(name, "Content-Encoding")) {
                kept.add(name, value);
            }
        }
        return {response.status, std::move(kept), {}, 0};
    }
    if (is_packed) {
        response.body = compress(offer.coding, response.body);
        response.headers.add("Content-Encoding", to_string(offer.coding));
    }
    const std::size_t length = response.body.size();
    if (offer.method == Method::head) {
        response.body.clear();
        response.go_on = {};
    }
    return {response.status, std::move(response.headers), std::move(response.body), length,
            std::move(response.go_on)};
}

}  // namespace canyu::http
