// Text as people write it: checked UTF-8, counted in characters, folded for comparing. ICU stays inside
// text.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace canyu {

bool valid_utf8(std::string_view text);
// Every broken byte becomes U+FFFD.
std::string repair_utf8(std::string_view text);
// Code points, which is what a person counts as "characters" in every limit of a form. Expects valid UTF-8.
std::size_t count_characters(std::string_view text);
// At most `limit` code points, with "…" where something was cut.
std::string shorten(std::string_view text, std::size_t limit);
// Without white space (ideographic space included) at both ends.
std::string_view trim(std::string_view text);
// What a form keeps of a line or a text: valid UTF-8, trimmed, "\r\n" as "\n", other control characters taken
// out.
std::string clean_line(std::string_view text);
std::string clean_text(std::string_view text);

// For comparing and searching, never for showing: NFKC, case folded, traditional Chinese as simplified.
std::string fold(std::string_view text);

// What a text looks like: equal for texts that a hasty reader takes for one another ("аdmin" with a Cyrillic
// а and "admin"). For comparing names, never for showing. Unicode Technical Standard 39, "Confusable
// Detection".
std::string look(std::string_view text);

// The words of a text for searching: folded; runs of letters and digits whole, Han text as overlapping pairs
// (a lone character as itself). In order, with repeats. Terms hold only letters and digits, and no space.
std::vector<std::string> search_terms(std::string_view text);

bool is_han(char32_t character);

// Decodes the code point at `position` and moves past it. U+FFFD for a broken byte, of which it takes one.
char32_t next_character(std::string_view text, std::size_t& position);
void append_utf8(std::string& text, char32_t character);

std::string to_hex(std::string_view bytes);
// Whether to_hex may have made it of length / 2 bytes.
bool is_hex(std::string_view text, std::size_t length);

}  // namespace canyu
