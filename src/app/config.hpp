// The settings of a running server: one file (canyu.toml), then the environment, then the command line.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace canyu {

struct Config {
    std::string file;  // "" for none
    std::string database = "sqlite:var/canyu.sqlite";
    std::string listen = "127.0.0.1:8080";
    std::string public_url;  // "https://talk.example"
    std::string time_zone = "Asia/Shanghai";
    std::string log_level = "info";
    std::int64_t workers = 16;
    std::int64_t io_threads = 1;
    std::int64_t node = 0;  // 0..1023, distinct for every process on one database
    // For what can be made again; "": beside the SQLite file, and nowhere with PostgreSQL.
    std::string cache_folder;
    bool page_cache = true;
    bool rate_limits = true;
    std::string metrics_token;  // what a scraper of /metrics brings; "" lets only administrators in
    std::vector<std::string> trusted_proxies;
    std::string mail_server;  // "smtp://mail.example:587"; "" sends no mail
    std::string mail_user;
    std::string mail_password;
    std::string mail_from;
};

// Reads the file and the environment (CANYU_DATABASE, CANYU_LISTEN, CANYU_PUBLIC_URL, …) under what the
// command line said: the options in `said`, like "--listen". Throws std::runtime_error naming the file, the
// key and what is expected.
void complete(Config& config, const std::set<std::string>& said);

// "127.0.0.1:8080" or "[::1]:8080"; throws on anything else.
std::pair<std::string, std::uint16_t> split_address(const std::string& listen);

// A database as a log may name it: the url of PostgreSQL may hold a password in several places.
std::string without_password(const std::string& database);

}  // namespace canyu
