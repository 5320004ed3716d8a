// What every page's frame shows around its own view: names any template may use besides those of its view
// struct.
#pragma once

#include <string>

#include "base/shape.hpp"
#include "platform/web/templates.hpp"

namespace canyu::web {

enum class Theme { system, light, dark };
BOOST_DESCRIBE_ENUM(Theme, system, light, dark)

// Which entry of the navigation a page stands under: its template's front matter says "tab: demands".
enum class Tab {
    none,
    home,
    demands,
    plan,
    talk,
    me,
    surface,
    inbox,
    alike,
    words,
    review,
    answers,
    work_plan,
    squads,
    releases,
    sales,
    rewards,
    imports,
    audit,
    people,
    products,
    boards,
    settings
};
BOOST_DESCRIBE_ENUM(Tab, none, home, demands, plan, talk, me, surface, inbox, alike, words, review, answers,
                    work_plan, squads, releases, sales, rewards, imports, audit, people, products, boards,
                    settings)

struct Viewer {
    std::string name;
    std::string display;
    std::string initial;
};
BOOST_DESCRIBE_STRUCT(Viewer, (), (name, display, initial))

struct Layout {
    std::string language;             // "zh-CN" or "en"
    std::string other_language;       // the tag to switch to
    std::string other_language_name;  // "English" or "中文"
    Theme theme = Theme::system;
    std::string community_name;
    std::string css_url;
    std::string js_url;
    std::string icon_url;
    std::string path;  // of this page, with its query; where forms of the frame come back to
    std::string csrf_token;
    std::string submission_key;  // a new one for every page shown; "" on pages kept for visitors
    bool signed_in = false;
    bool is_staff = false;
    bool is_admin = false;
    std::optional<Viewer> viewer;
    std::int64_t inbox_count = 0;   // for staff: reports that wait
    std::int64_t review_count = 0;  // for staff: cases of moderation that wait, and appeals
    std::int64_t notice_count = 0;  // unread ones
    std::string flash;              // what the act before this page said
    // A form is shown again because it was refused: the sentence above it, and one for each field
    // ({{error_…}} too).
    std::string refused;
    std::vector<FieldSentence> problems;
    Tab tab = Tab::none;
};
BOOST_DESCRIBE_STRUCT(Layout, (),
                      (language, other_language, other_language_name, theme, community_name, css_url, js_url,
                       icon_url, path, csrf_token, submission_key, signed_in, is_staff, is_admin, viewer,
                       inbox_count, review_count, notice_count, flash, refused, problems, tab))

// The page for a refusal that has no form page of its own: what happened, what to do, and everything that was
// typed.
struct ProblemView {
    std::int64_t status = 0;
    std::string sentence;
    std::vector<std::string> wrong;
    std::vector<std::string> typed;
    std::string request_id;
    bool sign_in_helps = false;
};
BOOST_DESCRIBE_STRUCT(ProblemView, (), (status, sentence, wrong, typed, request_id, sign_in_helps))

}  // namespace canyu::web
