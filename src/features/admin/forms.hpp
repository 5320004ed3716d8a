// What the forms of keeping house send.
#pragma once

#include <optional>
#include <string>

#include "base/shape.hpp"
#include "platform/web/identity.hpp"

namespace canyu::admin {

struct FirstRunForm {
    std::string token;  // from the log
    std::string community_name;
    std::string default_language;  // "zh-CN" or "en"
    std::string product_name;
    std::string product_slug;
    std::string name;  // the administrator's
    std::string display;
    std::string password;
};
BOOST_DESCRIBE_STRUCT(FirstRunForm, (),
                      (token, community_name, default_language, product_name, product_slug, name, display,
                       password))

struct RoleForm {
    web::Role role = web::Role::member;
};
BOOST_DESCRIBE_STRUCT(RoleForm, (), (role))

struct PeopleQuery {
    std::string q;
};
BOOST_DESCRIBE_STRUCT(PeopleQuery, (), (q))

struct ProductForm {
    std::string slug;  // only read when it is made
    std::string name_zh;
    std::string name_en;
    std::string about_zh;
    std::string about_en;
    std::int64_t capacity = 3;
};
BOOST_DESCRIBE_STRUCT(ProductForm, (), (slug, name_zh, name_en, about_zh, about_en, capacity))

struct BoardForm {
    std::string slug;     // only read when it is made
    std::string product;  // its slug; only read when it is made
    std::string name_zh;
    std::string name_en;
    std::string about_zh;
    std::string about_en;
};
BOOST_DESCRIBE_STRUCT(BoardForm, (), (slug, product, name_zh, name_en, about_zh, about_en))

struct SettingsForm {
    std::string community_name;
    std::string default_language;  // "zh-CN" or "en"
};
BOOST_DESCRIBE_STRUCT(SettingsForm, (), (community_name, default_language))

struct AuditQuery {
    std::string who;           // a name; "" for everybody
    std::optional<Id> before;  // the last entry of the page before
};
BOOST_DESCRIBE_STRUCT(AuditQuery, (), (who, before))

}  // namespace canyu::admin
