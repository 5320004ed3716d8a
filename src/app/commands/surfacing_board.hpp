// The surface board recomputed from a stream of reports and support.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <optional>

#include "app/commands/report_stream.hpp"

namespace canyu::commands {

// Groups the reports in one pass and writes one JSON line a demand, most buoyant first, with its reports and
// every factor. What was said after `until` (the stream's latest time when not given) is not read.
void write_board(std::ostream& output, ReportStream& stream, std::optional<Time> until, std::size_t capacity);

}  // namespace canyu::commands
