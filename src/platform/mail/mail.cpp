#include "platform/mail/mail.hpp"

#include <curl/curl.h>
#include <fmt/core.h>
#include <sodium.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <stdexcept>

#include "base/text.hpp"

namespace canyu::mail {
namespace {

constexpr long most_seconds = 30;

struct FreeCurl {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

std::string base64(std::string_view bytes) {
    constexpr int variant = sodium_base64_VARIANT_ORIGINAL;
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                      bytes.size(), variant);
    text.pop_back();  // the NUL it ends with
    return text;
}

std::string_view host_of(std::string_view address) {
    return address.substr(address.find('@') + 1);
}

// As RFC 5322 wants it, in UTC.
std::string date_of(Time now) {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    char text[64];
    // The names of days and months are English by the C locale, which is never changed.
    const std::size_t size = std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S +0000", &parts);
    return {text, size};
}

std::string message_id(const std::string& from) {
    unsigned char bytes[16];
    randombytes_buf(bytes, sizeof bytes);
    char hex[2 * sizeof bytes + 1];
    sodium_bin2hex(hex, sizeof hex, bytes, sizeof bytes);
    return fmt::format("<{}@{}>", hex, host_of(from));
}

std::string headers_of(const Options& options, const Letter& letter, Time now) {
    std::string text = fmt::format(
        "Date: {}\r\nMessage-ID: {}\r\nFrom: {} <{}>\r\nTo: {}\r\nSubject: {}\r\n"
        "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n",
        date_of(now), message_id(options.from), encoded_field(letter.from_name), options.from, letter.to,
        encoded_field(letter.subject));
    if (!letter.stop_url.empty())
        text += fmt::format("List-Unsubscribe: <{}>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
                            letter.stop_url);
    return text;
}

std::string message_of(const Options& options, const Letter& letter, Time now) {
    constexpr std::size_t line = 76;
    std::string text = headers_of(options, letter, now) + "\r\n";
    const std::string body = base64(letter.text);
    for (std::size_t at = 0; at < body.size(); at += line) text.append(body, at, line).append("\r\n");
    return text;
}

// libcurl takes the next piece of the message.
std::size_t read_some(char* buffer, std::size_t size, std::size_t count, void* left) {
    std::string_view& text = *static_cast<std::string_view*>(left);
    const std::size_t taken = text.copy(buffer, size * count);
    text.remove_prefix(taken);
    return taken;
}

void set_server(CURL* curl, const Options& options) {
    curl_easy_setopt(curl, CURLOPT_URL, options.server.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, most_seconds);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, most_seconds);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    // A password never goes over the wire in the open.
    const bool has_password = !options.user.empty();
    curl_easy_setopt(curl, CURLOPT_USE_SSL,
                     static_cast<long>(has_password ? CURLUSESSL_ALL : CURLUSESSL_TRY));
    if (!has_password) return;
    curl_easy_setopt(curl, CURLOPT_USERNAME, options.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, options.password.c_str());
}

}  // namespace

bool is_address(std::string_view text) {
    constexpr std::string_view not_in_one = "<>()[],;:\\\"";
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos || at == 0 || at > 64 || at + 1 == text.size() || text.size() > 254)
        return false;
    if (text.find('@', at + 1) != std::string_view::npos) return false;
    return std::ranges::all_of(
        text, [&](char c) { return c > ' ' && c < 0x7f && not_in_one.find(c) == std::string_view::npos; });
}

std::string encoded_field(std::string_view text) {
    const std::string line = clean_line(text);
    const auto is_plain = [](char c) { return c >= ' ' && c < 0x7f && c != '<' && c != '>' && c != ','; };
    if (line.size() <= 60 && std::ranges::all_of(line, is_plain) && line.find("=?") == std::string::npos)
        return line;
    // At most 75 bytes a word, and no character cut in two: 45 bytes are 60 in base64, with 12 around them.
    constexpr std::size_t most_bytes = 45;
    std::string words;
    for (std::size_t start = 0, next = 0; start < line.size(); start = next) {
        for (std::size_t end = start; end < line.size() && end - start <= most_bytes;) {
            next = end;
            next_character(line, end);
            if (end - start <= most_bytes) next = end;
        }
        words += fmt::format("{}=?UTF-8?B?{}?=", words.empty() ? "" : "\r\n ",
                             base64(std::string_view(line).substr(start, next - start)));
    }
    return words;
}

Mailer::Mailer(Options options) : options_(std::move(options)) {
    if (!is_on()) return;
    if (!options_.server.starts_with("smtp://") && !options_.server.starts_with("smtps://"))
        throw std::invalid_argument("mail_server must be smtp://HOST:PORT or smtps://HOST:PORT");
    if (!is_address(options_.from))
        throw std::invalid_argument("mail_from must be the address that letters come from");
    curl_global_init(CURL_GLOBAL_DEFAULT);
}

void Mailer::send(const Letter& letter, Time now) const {
    if (!is_address(letter.to)) throw std::runtime_error("no address: " + letter.to);
    const std::unique_ptr<CURL, FreeCurl> curl(curl_easy_init());
    const std::string message = message_of(options_, letter, now);
    std::string_view left = message;
    const std::unique_ptr<curl_slist, FreeCurl> recipients(curl_slist_append(nullptr, letter.to.c_str()));
    set_server(curl.get(), options_);
    const std::string sender = "<" + options_.from + ">";
    char why[CURL_ERROR_SIZE] = "";
    curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, why);
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, sender.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(curl.get(), CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, read_some);
    curl_easy_setopt(curl.get(), CURLOPT_READDATA, &left);
    const CURLcode code = curl_easy_perform(curl.get());
    if (code != CURLE_OK)
        throw std::runtime_error(
            fmt::format("mail was not taken: {}", *why ? why : curl_easy_strerror(code)));
}

}  // namespace canyu::mail
