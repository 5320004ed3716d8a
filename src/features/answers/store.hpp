// The tables of answers.
#pragma once

#include "features/answers/answers.hpp"

namespace canyu::answers::store {

std::optional<Patience> patience(db::Reader& reader);
void set_patience(db::Writer& writer, const Patience& patience);

std::vector<Route> of_topics(db::Reader& reader, const std::vector<Id>& topics);
// Those that are not done; the first asked first.
std::vector<Route> open(db::Reader& reader);
std::vector<Route> open_of(db::Reader& reader, Id person);
bool insert(db::Writer& writer, const Route& route);
// Of one person; false when there is no such open route.
bool set_done(db::Writer& writer, Id topic, Id person, Time now);

}  // namespace canyu::answers::store
