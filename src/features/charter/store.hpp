// The tables of charters.
#pragma once

#include "features/charter/charter.hpp"

namespace canyu::charter::store {

std::optional<Charter> find(db::Reader& reader, Id product);
void put(db::Writer& writer, const Charter& charter);

enum class EvidenceKind { demand, report };
BOOST_DESCRIBE_ENUM(EvidenceKind, demand, report)
std::vector<Id> evidence(db::Reader& reader, Id product, EvidenceKind kind);
void set_evidence(db::Writer& writer, Id product, EvidenceKind kind, const std::vector<Id>& objects);

std::vector<Node> nodes(db::Reader& reader, Id product);
std::optional<Node> node(db::Reader& reader, Id node);
void put(db::Writer& writer, const Node& node);
void remove(db::Writer& writer, Id node);

void insert(db::Writer& writer, const Change& change);
std::vector<Change> changes(db::Reader& reader, Id product);

void insert(db::Writer& writer, const Stage& stage);
std::vector<Stage> stages(db::Reader& reader);  // the present one first
void set_flagship(db::Writer& writer, Id stage, Id product, Time now);

}  // namespace canyu::charter::store
