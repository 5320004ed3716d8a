// The tables of measures.
#pragma once

#include "features/measures/measures.hpp"

namespace canyu::measures::store {

void insert(db::Writer& writer, const Measure& measure);
void set_taken_back(db::Writer& writer, Id measure, const std::string& reason, Time now);
std::optional<Measure> find(db::Reader& reader, Id measure);
// The first promised first; of a product, or of all (Id{}).
std::vector<Measure> standing(db::Reader& reader, Id product);
std::vector<Measure> taken_back(db::Reader& reader, Id product);

void put(db::Writer& writer, const Value& value);
std::optional<Value> find(db::Reader& reader, Id measure, std::int64_t bus);
std::vector<Value> values(db::Reader& reader, Id measure);  // by bus, the first first

void insert(db::Writer& writer, const Signature& signature);
std::vector<Signature> signatures(db::Reader& reader, Id measure);  // the latest first

}  // namespace canyu::measures::store
