// Inside the known_issues slice: what its public and its staff pages both show.
#pragma once

#include "features/known_issues/views.hpp"

namespace canyu::known_issues {

IssueCard card_of(db::Reader& reader, const Issue& issue, web::Language language);
std::vector<IssueCard> cards_of(db::Reader& reader, const std::vector<Issue>& issues, web::Language language);

void add_studio_issues(web::Site& site);

inline constexpr std::int64_t closed_shown = 50;

}  // namespace canyu::known_issues
