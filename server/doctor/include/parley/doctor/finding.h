// What the examination of a set-up has found.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace parley::doctor {

enum class Severity : std::uint8_t {
  Good,
  Skipped,  ///< it could not be tried, and `came` says why
  Warning,  ///< meetings work, but not for everyone or not for long
  Broken,
};

struct Finding {
  /// For programs, such as "certificate-expired"; where all is well the name of the check alone:
  /// "certificate".
  std::string id;
  Severity severity = Severity::Good;
  std::string tried;       ///< what was tried
  std::string came;        ///< what came of it
  std::string to_do = {};  ///< what the operator can do; empty if there is nothing to do
};

using Findings = std::vector<Finding>;

}  // namespace parley::doctor
