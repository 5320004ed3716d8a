// What the forms of this slice send.
#pragma once

#include <string>

#include "base/shape.hpp"
#include "platform/web/layout.hpp"

namespace canyu::people {

struct SignUpForm {
    std::string name;
    std::string display;
    std::string password;
    std::string next;   // the page to go on to
    bool kept = false;  // words typed before wait to be finished
};
BOOST_DESCRIBE_STRUCT(SignUpForm, (), (name, display, password, next, kept))

struct SignInForm {
    std::string name;
    std::string password;
    std::string next;
    bool kept = false;
};
BOOST_DESCRIBE_STRUCT(SignInForm, (), (name, password, next, kept))

enum class LanguageChoice { browser, zh, en };
BOOST_DESCRIBE_ENUM(LanguageChoice, browser, zh, en)

struct SettingsForm {
    std::string display;
    std::string about;
    LanguageChoice chosen_language = LanguageChoice::browser;
    web::Theme chosen_theme = web::Theme::system;
};
BOOST_DESCRIBE_STRUCT(SettingsForm, (), (display, about, chosen_language, chosen_theme))

struct PasswordForm {
    std::string current_password;
    std::string new_password;
};
BOOST_DESCRIBE_STRUCT(PasswordForm, (), (current_password, new_password))

}  // namespace canyu::people
