// What the pages of keeping house show.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/people/people.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/web/pagination.hpp"

namespace canyu::admin {

struct FirstRunPage {
    std::string token;
    std::string wanted_community_name;
    bool english = false;  // as the default language
    bool asks_product = false;
    std::string product_name;
    std::string product_slug;
    std::string name;
    std::string display;
};
BOOST_DESCRIBE_STRUCT(FirstRunPage, (),
                      (token, wanted_community_name, english, asks_product, product_name, product_slug, name,
                       display))

struct AdminPerson {
    people::Card card;
    web::Role role = web::Role::member;
    Time joined_at{};
    std::string role_url;
};
BOOST_DESCRIBE_STRUCT(AdminPerson, (), (card, role, joined_at, role_url))

struct AdminPeoplePage {
    std::string q;
    std::int64_t found = 0;
    std::vector<AdminPerson> rows;
    std::optional<web::Pagination> pagination;
};
BOOST_DESCRIBE_STRUCT(AdminPeoplePage, (), (q, found, rows, pagination))

struct AdminPersonPage {
    AdminPerson person;
};
BOOST_DESCRIBE_STRUCT(AdminPersonPage, (), (person))

struct AdminProductLine {
    std::string url;
    std::string slug;
    std::string label;  // its name in the reader's language
    std::int64_t capacity = 0;
};
BOOST_DESCRIBE_STRUCT(AdminProductLine, (), (url, slug, label, capacity))

// A product's form with what it is or what was typed.
struct AdminProductFields {
    std::string slug;
    std::string name_zh;
    std::string name_en;
    std::string about_zh;
    std::string about_en;
    std::int64_t capacity = 3;
};
BOOST_DESCRIBE_STRUCT(AdminProductFields, (), (slug, name_zh, name_en, about_zh, about_en, capacity))

struct AdminProductsPage {
    std::vector<AdminProductLine> lines;
    AdminProductFields fields;
};
BOOST_DESCRIBE_STRUCT(AdminProductsPage, (), (lines, fields))

struct AdminProductPage {
    std::string url;
    AdminProductFields fields;
};
BOOST_DESCRIBE_STRUCT(AdminProductPage, (), (url, fields))

struct AdminBoardLine {
    std::string url;
    std::string label;
    std::string product_label;
};
BOOST_DESCRIBE_STRUCT(AdminBoardLine, (), (url, label, product_label))

struct AdminBoardFields {
    std::string slug;
    std::string name_zh;
    std::string name_en;
    std::string about_zh;
    std::string about_en;
};
BOOST_DESCRIBE_STRUCT(AdminBoardFields, (), (slug, name_zh, name_en, about_zh, about_en))

struct AdminProductChoice {
    std::string slug;
    std::string label;
    bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(AdminProductChoice, (), (slug, label, chosen))

struct AdminBoardsPage {
    std::vector<AdminBoardLine> lines;
    std::vector<AdminProductChoice> choices;
    AdminBoardFields fields;
};
BOOST_DESCRIBE_STRUCT(AdminBoardsPage, (), (lines, choices, fields))

struct AdminBoardPage {
    std::string url;
    std::string address;  // of the board itself
    AdminBoardFields fields;
};
BOOST_DESCRIBE_STRUCT(AdminBoardPage, (), (url, address, fields))

struct AdminSettingsPage {
    std::string wanted_community_name;
    bool english = false;
    std::int64_t jobs_waiting = 0;
    std::int64_t jobs_dead = 0;
};
BOOST_DESCRIBE_STRUCT(AdminSettingsPage, (), (wanted_community_name, english, jobs_waiting, jobs_dead))

struct AuditLine {
    Time at{};
    std::optional<people::Card> by;  // nothing: by the command line
    std::string act;                 // in words
    std::string object_url;          // "" where there is no page of it
    std::string object_label;
    std::string detail;
};
BOOST_DESCRIBE_STRUCT(AuditLine, (), (at, by, act, object_url, object_label, detail))

struct AuditPage {
    std::string who;
    bool unknown_person = false;
    std::vector<AuditLine> lines;
    std::string older_url;  // "" on the last page
};
BOOST_DESCRIBE_STRUCT(AuditPage, (), (who, unknown_person, lines, older_url))

struct DeadJobLine {
    Id id;
    std::string job;
    std::string subscriber;
    std::int64_t attempts = 0;
    std::string last_error;
    Time dead_at{};
    std::string url;
};
BOOST_DESCRIBE_STRUCT(DeadJobLine, (), (id, job, subscriber, attempts, last_error, dead_at, url))

struct JobsPage {
    std::int64_t jobs_waiting = 0;
    std::int64_t jobs_dead = 0;
    std::vector<DeadJobLine> lines;
};
BOOST_DESCRIBE_STRUCT(JobsPage, (), (jobs_waiting, jobs_dead, lines))

}  // namespace canyu::admin
