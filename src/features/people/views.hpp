// What the pages of this slice show.
#pragma once

#include <string>

#include "features/people/forms.hpp"

namespace canyu::people {

struct SignUpPage {
    std::string name;
    std::string display;
    std::string next;
    bool kept = false;
    std::string kept_words;  // what this visitor typed before, "" for nothing
};
BOOST_DESCRIBE_STRUCT(SignUpPage, (), (name, display, next, kept, kept_words))

struct SignInPage {
    std::string name;
    std::string next;
    bool kept = false;
    std::string kept_words;
};
BOOST_DESCRIBE_STRUCT(SignInPage, (), (name, next, kept, kept_words))

struct SettingsPage {
    std::string name;
    std::string display;
    std::string about;
    LanguageChoice chosen_language = LanguageChoice::browser;
    web::Theme chosen_theme = web::Theme::system;
    std::int64_t sessions = 0;  // browsers signed in, this one included
};
BOOST_DESCRIBE_STRUCT(SettingsPage, (), (name, display, about, chosen_language, chosen_theme, sessions))

}  // namespace canyu::people
