// Inside the squads slice: what its public and its staff pages both show.
#pragma once

#include <string>
#include <vector>

#include "features/squads/views.hpp"

namespace canyu::squads {

std::string studio_url(Id squad);

// The open demands of a squad's table that have not shipped, and those that have.
struct Table {
    std::vector<demand::DemandCard> making;
    std::vector<demand::DemandCard> shipped;
};
Table table_of(db::Reader& reader, Id squad);

SquadCard card_of(db::Reader& reader, const Squad& squad, web::Language language, const VoiceClock& clock,
                  const Table& table);
std::vector<SquadCard> cards_of(db::Reader& reader, const std::vector<Squad>& squads, web::Language language,
                                Time now);
ClockView clock_view(const VoiceClock& clock);
std::vector<OwnWorkView> own_work_views(db::Reader& reader, const std::vector<OwnWork>& work,
                                        web::Language language);

}  // namespace canyu::squads
