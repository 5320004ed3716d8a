// The surface board recomputed from a stream of reports and support.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <optional>

#include "app/commands/report_stream.hpp"
#include "engines/surfacing/rising/tally.hpp"

namespace canyu::commands {

// Groups the reports in one pass and writes one JSON line a demand, most buoyant first, with its reports and
// every factor. What was said after `until` (the stream's latest time when not given) is not read.
void write_board(std::ostream& output, ReportStream& stream, std::optional<Time> until, std::size_t capacity);

// The same of a published tally, counted again from its voices; each line says whether every factor is as
// published, bit for bit. Answers of how many demands one is not.
std::size_t write_recounted(std::ostream& output, const surfacing::Tally& tally);

}  // namespace canyu::commands
