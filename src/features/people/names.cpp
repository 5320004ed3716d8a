#include "features/people/names.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"

namespace canyu::people {
namespace {

constexpr std::size_t longest_display = 20;
constexpr std::size_t longest_about = 200;

// They would mislead ("staff"), read like an address of the site ("settings") or like a mention of many
// ("all").
constexpr auto kept_names = std::to_array<std::string_view>(
    {"about",    "account",  "admin",     "administrator", "all",       "anonymous",   "api",     "assets",
     "boards",   "canyu",    "deleted",   "demands",       "everyone",  "guanfang",    "guest",   "healthz",
     "help",     "here",     "kefu",      "login",         "logout",    "me",          "members", "moderator",
     "new",      "nobody",   "null",      "official",      "plan",      "preferences", "root",    "search",
     "security", "settings", "sign_in",   "sign_out",      "sign_up",   "staff",       "studio",  "support",
     "system",   "team",     "undefined", "user",          "webmaster", "xitong"});

// A display name may not have one of these as a word of its own ("badminton" is fine) …
constexpr auto titles =
    std::to_array<std::string_view>({"admin", "administrator", "mod", "staff", "support"});
// … nor one of these anywhere in it.
constexpr auto claims =
    std::to_array<std::string_view>({"canyu", "official", "moderator", "customer service", "官方", "管理员",
                                     "版主", "客服", "工作人员", "系统消息", "小编"});

// The passwords that are tried first, of those that are long enough.
constexpr auto easy_passwords = std::to_array<std::string_view>(
    {"12345678", "123456789", "1234567890", "password", "password1", "qwertyui", "qwerty123", "1q2w3e4r",
     "1qaz2wsx", "iloveyou", "sunshine", "princess", "football", "abcd1234", "asdfghjk", "q1w2e3r4",
     "woaini520", "5201314520"});

bool is_unseen(char32_t c) {
    return (c >= 0x200B && c <= 0x200F && c != 0x200D) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || c == 0x00AD || c == 0x061C;
}

// The look of the letters and digits alone, so that "官 方" and "a.d.m.i.n" are read through.
std::string bare_look(std::string_view text) {
    std::string bare;
    for (std::size_t position = 0; position < text.size();) {
        std::string character;
        append_utf8(character, next_character(text, position));
        if (!search_terms(character).empty()) bare += character;
    }
    return look(bare);
}

bool claims_to_be_staff(std::string_view display) {
    const std::string seen = bare_look(display);
    std::vector<std::string> words{seen};
    for (const std::string& term : search_terms(display)) words.push_back(look(term));
    const auto is_a_word = [&](std::string_view title) {
        return std::ranges::find(words, look(title)) != words.end();
    };
    const auto is_inside = [&](std::string_view claim) {
        return seen.find(bare_look(claim)) != std::string::npos;
    };
    return std::ranges::any_of(titles, is_a_word) || std::ranges::any_of(claims, is_inside);
}

bool is_one_character(std::string_view password) {
    return password.find_first_not_of(password.front()) == std::string_view::npos;
}

}  // namespace

std::string as_name(std::string_view typed) {
    std::string name(trim(typed));
    for (char& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return name;
}

std::string as_display(std::string_view typed) {
    std::string seen;
    for (std::size_t position = 0; position < typed.size();) {
        const char32_t c = next_character(typed, position);
        if (!is_unseen(c)) append_utf8(seen, c);
    }
    return clean_line(seen);
}

bool is_name(std::string_view name) {
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    return name.size() >= 3 && name.size() <= 20 && std::ranges::all_of(name, fits);
}

void check_name(web::Checks& checks, std::string_view name, bool staff) {
    if (name.empty()) return checks.add("name", {"field.required", {}});
    if (!is_name(name)) return checks.add("name", {"people.name_form", {}});
    const bool kept = !staff && std::ranges::find(kept_names, name) != kept_names.end();
    checks.that(!kept && !name.starts_with(import_prefix), "name", "people.name_kept");
}

void check_display(web::Checks& checks, std::string_view display, bool staff) {
    checks.length("display", display, 1, longest_display);
    // What is looked for below takes a while in a long text.
    if (display.empty() || count_characters(display) > longest_display) return;
    if (search_terms(display).empty()) return checks.add("display", {"people.display_letters", {}});
    checks.that(staff || !claims_to_be_staff(display), "display", "people.display_of_staff");
}

void check_about(web::Checks& checks, std::string_view about) {
    checks.length("about", about, 0, longest_about);
}

void check_password(web::Checks& checks, std::string_view field, std::string_view password,
                    std::string_view name) {
    if (password.empty()) return checks.add(field, {"field.required", {}});
    const std::size_t length = count_characters(password);
    if (length < 8 || length > 200) return checks.add(field, {"people.password_length", {}});
    const std::string folded = fold(password);
    const bool easy = is_one_character(folded) ||
                      std::ranges::find(easy_passwords, folded) != easy_passwords.end() ||
                      (!name.empty() && folded == name);
    checks.that(!easy, field, "people.password_easy");
}

bool look_alike(std::string_view display, std::string_view other) {
    return bare_look(display) == bare_look(other);
}

}  // namespace canyu::people
