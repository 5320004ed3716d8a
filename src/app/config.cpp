#include "app/config.hpp"

#include <fmt/core.h>
#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <variant>

namespace canyu {
namespace {

using Target = std::variant<std::string*, std::int64_t*, bool*, std::vector<std::string>*>;

struct Setting {
    std::string key;  // in the file; the environment says CANYU_KEY
    Target target;
    const char* option = nullptr;  // on the command line
};

std::vector<Setting> settings(Config& config) {
    return {{"database", &config.database, "--database"},
            {"listen", &config.listen, "--listen"},
            {"public_url", &config.public_url},
            {"time_zone", &config.time_zone},
            {"log_level", &config.log_level},
            {"workers", &config.workers},
            {"io_threads", &config.io_threads},
            {"node", &config.node},
            {"cache_folder", &config.cache_folder},
            {"page_cache", &config.page_cache},
            {"rate_limits", &config.rate_limits},
            {"metrics_token", &config.metrics_token},
            {"trusted_proxies", &config.trusted_proxies},
            {"mail_server", &config.mail_server},
            {"mail_user", &config.mail_user},
            {"mail_password", &config.mail_password},
            {"mail_from", &config.mail_from}};
}

[[noreturn]] void fail(const std::string& where, const std::string& key, const char* expected) {
    throw std::runtime_error(fmt::format("{}: {} must be {}", where, key, expected));
}

struct FromText {
    const std::string& key;
    const std::string& text;
    void operator()(std::string* at) const { *at = text; }
    void operator()(std::int64_t* at) const {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *at);
        if (error != std::errc{} || end != text.data() + text.size())
            fail("environment", key, "a whole number");
    }
    void operator()(bool* at) const {
        if (text != "true" && text != "false") fail("environment", key, "true or false");
        *at = text == "true";
    }
    void operator()(std::vector<std::string>* at) const {
        at->clear();
        for (std::size_t start = 0; start < text.size();) {
            const std::size_t comma = std::min(text.find(',', start), text.size());
            at->push_back(text.substr(start, comma - start));
            start = comma + 1;
        }
    }
};

struct FromToml {
    const std::string& file;
    const std::string& key;
    const toml::node& node;
    void operator()(std::string* at) const { *at = required<std::string>("a text in quotes"); }
    void operator()(std::int64_t* at) const { *at = required<std::int64_t>("a whole number"); }
    void operator()(bool* at) const { *at = required<bool>("true or false"); }
    void operator()(std::vector<std::string>* at) const {
        const toml::array* list = node.as_array();
        if (!list) fail(file, key, "a list of texts");
        at->clear();
        for (const toml::node& element : *list) {
            const auto text = element.value<std::string>();
            if (!text) fail(file, key, "a list of texts");
            at->push_back(*text);
        }
    }
    template <class T>
    T required(const char* expected) const {
        const auto value = node.value_exact<T>();
        if (!value) fail(file, key, expected);
        return *value;
    }
};

void read_file(const std::string& file, const std::vector<Setting>& known,
               const std::set<std::string>& said) {
    toml::table table;
    try {
        table = toml::parse_file(file);
    } catch (const toml::parse_error& error) {
        throw std::runtime_error(
            fmt::format("{}:{}: {}", file, error.source().begin.line, error.description()));
    }
    for (const auto& [key, node] : table) {
        const std::string name(key.str());
        const auto setting =
            std::find_if(known.begin(), known.end(), [&](const Setting& s) { return s.key == name; });
        if (setting == known.end())
            throw std::runtime_error(fmt::format("{}: there is no setting \"{}\"", file, name));
        const bool overridden = setting->option && said.contains(setting->option);
        if (!overridden) std::visit(FromToml{file, name, node}, setting->target);
    }
}

std::string environment_name(std::string key) {
    for (char& c : key) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return "CANYU_" + key;
}

}  // namespace

void complete(Config& config, const std::set<std::string>& said) {
    const std::vector<Setting> known = settings(config);
    if (!config.file.empty()) read_file(config.file, known, said);
    for (const Setting& setting : known) {
        const std::string name = environment_name(setting.key);
        const char* value = std::getenv(name.c_str());
        const bool overridden = setting.option && said.contains(setting.option);
        if (value && !overridden) std::visit(FromText{name, std::string(value)}, setting.target);
    }
    while (config.public_url.ends_with('/')) config.public_url.pop_back();
    ::setenv("TZ", config.time_zone.c_str(), 1);
    ::tzset();
}

std::pair<std::string, std::uint16_t> split_address(const std::string& listen) {
    const std::size_t colon = listen.rfind(':');
    std::uint16_t port = 0;
    const char* begin = listen.data() + (colon == std::string::npos ? listen.size() : colon + 1);
    const char* end = listen.data() + listen.size();
    const auto [stopped, error] = std::from_chars(begin, end, port);
    if (colon == std::string::npos || error != std::errc{} || stopped != end || begin == end)
        throw std::runtime_error(
            fmt::format("--listen {}: an address and a port are expected, like 127.0.0.1:8080", listen));
    std::string address = listen.substr(0, colon);
    if (address.starts_with('[') && address.ends_with(']')) address = address.substr(1, address.size() - 2);
    return {address, port};
}

std::string without_password(const std::string& database) {
    return database.starts_with("sqlite:") ? database : database.substr(0, database.find(':'));
}

}  // namespace canyu
