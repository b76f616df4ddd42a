// Findings for people, and for programs.
#pragma once

#include <string>

#include "parley/doctor/finding.h"

namespace parley::doctor {

/// For a terminal: no line is wider than 80 columns, unless a word is. Ends with the numbers.
std::string report_text(const Findings& findings);

/// One JSON object: {"findings": [{"id", "severity", "tried", "came", "do"}], "broken": 1,
/// "warnings": 0}.
std::string report_json(const Findings& findings);

/// True if something is broken.
bool has_broken(const Findings& findings);

}  // namespace parley::doctor
