#pragma once

#include <string>

#include "parley/transport/telemetry.h"

namespace parley::metrics {

/// Everything the server has counted, and what the kernel says of its process, in Prometheus' text
/// format 0.0.4. docs/operators.md names the metrics.
std::string exposition(const transport::Telemetry& telemetry);

/// The Content-Type of that.
inline constexpr const char* content_type = "text/plain; version=0.0.4; charset=utf-8";

}  // namespace parley::metrics
