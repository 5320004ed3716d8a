// The bridge to a payment gateway: what it signs with, whether a call is its own, and where it takes buyers.
#include <fmt/core.h>
#include <sodium.h>

#include <charconv>

#include "features/orders/store.hpp"
#include "platform/audit/audit.hpp"
#include "platform/web/checks.hpp"
#include "platform/web/sessions.hpp"

namespace canyu::orders {
namespace {

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::optional<Time> seconds(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    constexpr std::int64_t latest = 1'000'000'000'000;
    if (error != std::errc{} || end != text.data() + text.size() || value < 0 || value > latest)
        return std::nullopt;
    return Time{std::chrono::seconds{value}};
}

void fill(std::string& text, std::string_view name, std::string_view value) {
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + value.size()))
        text.replace(at, name.size(), value);
}

}  // namespace

std::string signature(std::string_view secret, std::string_view timestamp, std::string_view body) {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, bytes_of(secret), secret.size());
    for (const std::string_view part : {timestamp, std::string_view("."), body})
        crypto_auth_hmacsha256_update(&state, bytes_of(part), part.size());
    std::string digest(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char*>(digest.data()));
    return to_hex(digest);
}

Result<void> check_signature(std::string_view secret, std::string_view timestamp, std::string_view body,
                             std::string_view signed_as, Time now) {
    const std::string expected = signature(secret, timestamp, body);
    if (signed_as.size() != expected.size() ||
        sodium_memcmp(signed_as.data(), expected.data(), expected.size()) != 0)
        return refuse(401, "orders.bridge_not_signed");
    const auto at = seconds(timestamp);
    if (!at || *at < now - signature_lasts || *at > now + signature_lasts)
        return refuse(401, "orders.bridge_too_late");
    return {};
}

std::optional<Bridge> bridge(db::Reader& reader) {
    return store::bridge(reader);
}

Result<void> set_bridge(db::Writer& writer, const Acting& acting, const std::string& pay_url) {
    const std::string url = clean_line(pay_url);
    web::Checks checks;
    checks.length("pay_url", url, 0, 500);
    checks.that(url.empty() || url.starts_with("https://") || url.starts_with("http://"), "pay_url",
                "orders.no_web_address");
    if (auto checked = checks.result(); !checked) return checked;
    const auto kept = store::bridge(writer);
    const std::string secret = kept ? kept->secret : web::random_token();
    store::keep_bridge(writer,
                       {.secret = secret, .pay_url = url, .changed_at = acting.now, .changed_by = acting.by});
    audit::record(writer, acting.ids, acting.by, "orders.act_bridge", {"payment_bridge", Id{1}}, url,
                  acting.now);
    return {};
}

void renew_secret(db::Writer& writer, const Acting& acting) {
    const auto kept = store::bridge(writer);
    store::keep_bridge(writer, {.secret = web::random_token(),
                                .pay_url = kept ? kept->pay_url : "",
                                .changed_at = acting.now,
                                .changed_by = acting.by});
    audit::record(writer, acting.ids, acting.by, "orders.act_secret", {"payment_bridge", Id{1}}, "",
                  acting.now);
}

std::string pay_url(db::Reader& reader, const Order& order) {
    const auto known = store::bridge(reader);
    if (!known) return "";
    std::string url = known->pay_url;
    fill(url, "{order}", to_string(order.id));
    fill(url, "{amount}", std::to_string(order.price.amount));
    fill(url, "{currency}", order.price.currency);
    return url;
}

}  // namespace canyu::orders
