#pragma once

#include <string>

#include "parley/websocket/telemetry.h"

namespace parley::metrics {

/// Everything that the server has counted, and the kernel's figures for its process, in Prometheus'
/// text format 0.0.4. docs/operators.md lists the metrics.
std::string exposition(const websocket::Telemetry& telemetry);

/// The Content-Type of that text.
inline constexpr const char* content_type = "text/plain; version=0.0.4; charset=utf-8";

}  // namespace parley::metrics
