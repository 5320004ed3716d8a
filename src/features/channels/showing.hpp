// Inside the channels slice: what its public and its staff pages both show.
#pragma once

#include "features/channels/views.hpp"

namespace canyu::channels {

std::string studio_url(Id bus);  // "/studio/channels/…"
BuildView build_of(db::Reader& reader, const Bus& bus, Channel reached);
GateView gate_view(const Gate& gate);
// `person`: Id{} for a visitor.
std::vector<ChannelView> channel_views(db::Reader& reader, Id product, Id person);
// The latest first.
std::vector<DecisionLine> decision_lines(db::Reader& reader, const std::vector<Bus>& buses);
// Those of a product that left last, also what was pulled back; the latest first.
std::vector<Bus> latest_builds(db::Reader& reader, Id product);

void add_studio_channels(web::Site& site);  // the builds on their way, and the rules
void add_studio_moves(web::Site& site);     // sending one on, pulling one back

}  // namespace canyu::channels
