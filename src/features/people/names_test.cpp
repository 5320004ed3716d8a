#include "features/people/names.hpp"

#include <doctest/doctest.h>

using namespace canyu;
using namespace canyu::people;

namespace {

// The key of the problem, "" for none.
std::string key_of(const web::Checks& checks) {
    const auto result = checks.result();
    return result ? "" : result.error().fields.at(0).message.key;
}

std::string name_key(std::string_view name, bool staff = false) {
    web::Checks checks;
    check_name(checks, as_name(name), staff);
    return key_of(checks);
}

std::string display_key(std::string_view display, bool staff = false) {
    web::Checks checks;
    check_display(checks, as_display(display), staff);
    return key_of(checks);
}

std::string password_key(std::string_view password) {
    web::Checks checks;
    check_password(checks, "password", password, "little_river");
    return key_of(checks);
}

}  // namespace

TEST_CASE("people: a name is 3 to 20 of a few letters") {
    for (const char* name : {"abc", "xiao_man", "a1234567890123456789", " XiaoMan "})
        CHECK(name_key(name) == "");
    for (const char* name : {"ab", "a12345678901234567890", "xiao man", "xiao-man", "小满满", "a/b/c", "名"})
        CHECK(name_key(name) == "people.name_form");
    CHECK(name_key("") == "field.required");
    CHECK(as_name(" XiaoMan ") == "xiaoman");
    CHECK_FALSE(is_name("XIAOMAN"));
}

TEST_CASE("people: names that mislead or lead elsewhere are kept for the house") {
    for (const char* name : {"admin", "Admin", "staff", "canyu", "settings", "sign_in", "all", "new"}) {
        INFO(name);
        CHECK(name_key(name) == "people.name_kept");
    }
    CHECK(name_key("admin_fan") == "");
    CHECK(name_key("admin", true) == "");
    CHECK(name_key("import_x7f3") == "people.name_kept");
    CHECK(name_key("import_x7f3", true) == "people.name_kept");
}

TEST_CASE("people: a display name of a member does not speak for the house") {
    for (const char* display :
         {"官方", "参与官方号", "官 方", "官·方客服", "管理員", "Admin", "a.d.m.i.n", "аdmіn", "ＡＤＭＩＮ",
          "Canyu Official", "0fficial", "The Staff", "版主小王", "tech support", "Customer-Service"}) {
        INFO(display);
        CHECK(display_key(display) == "people.display_of_staff");
        CHECK(display_key(display, true) == "");
    }
    for (const char* display :
         {"小满", "Badminton", "Stafford", "参与的人", "方官村", "supporter 7", "李雷 🐼", "Ann-Marie"}) {
        INFO(display);
        CHECK(display_key(display) == "");
    }
}

TEST_CASE("people: a display name can be read") {
    CHECK(display_key("") == "field.required");
    CHECK(display_key("一二三四五六七八九十一二三四五六七八九十") == "");
    CHECK(display_key("一二三四五六七八九十一二三四五六七八九十一") == "field.too_long");
    CHECK(display_key("!!! ***") == "people.display_letters");
    CHECK(display_key("\u3164\u3164") == "people.display_letters");
    CHECK(as_display(" 小\n满\u202e \u200b") == "小 满");
}

TEST_CASE("people: a display name is taken for another by its look") {
    CHECK(look_alike("陈工", "陳 工"));
    CHECK(look_alike("Pip", "Рiр"));  // the second with Cyrillic letters
    CHECK_FALSE(look_alike("陈工", "林工"));
}

TEST_CASE("people: a password is long enough and no easy guess") {
    CHECK(password_key("a bowl of noodles") == "");
    CHECK(password_key("一碗热汤面加个蛋") == "");
    CHECK(password_key("") == "field.required");
    CHECK(password_key("short") == "people.password_length");
    CHECK(password_key(std::string(201, 'x')) == "people.password_length");
    CHECK(password_key("xxxxxxxxxxxx") == "people.password_easy");
    CHECK(password_key("12345678") == "people.password_easy");
    CHECK(password_key("PassWord") == "people.password_easy");
    CHECK(password_key("Little_River") == "people.password_easy");
}
