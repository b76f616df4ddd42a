#include "parley/doctor/report.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "parley/base/text.h"

namespace parley::doctor {
namespace {

constexpr std::size_t columns = 80;
constexpr std::string_view indent = "              ";

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::Good:
      return "good";
    case Severity::Skipped:
      return "skipped";
    case Severity::Warning:
      return "warning";
    case Severity::Broken:
      break;
  }
  return "broken";
}

std::size_t count_of(const Findings& findings, Severity severity) {
  return static_cast<std::size_t>(
      std::count_if(findings.begin(), findings.end(),
                    [severity](const Finding& one) { return one.severity == severity; }));
}

// Letters of several bytes count as one.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

// Behind `lead`, with the lines that follow below its first word.
void append_wrapped(std::string& report, std::string lead, std::string_view text) {
  lead.resize(indent.size(), ' ');
  std::string line = std::move(lead);
  bool is_empty = true;
  while (!text.empty()) {
    const std::string_view word = base::next_part(text, ' ');
    if (word.empty()) continue;
    if (!is_empty && width_of(line) + 1 + width_of(word) > columns) {
      report += line + "\n";
      line = indent;
      is_empty = true;
    }
    line.append(is_empty ? "" : " ").append(word);
    is_empty = false;
  }
  report += line + "\n";
}

}  // namespace

std::string report_text(const Findings& findings) {
  std::string report;
  for (const Finding& one : findings) {
    std::string lead(name_of(one.severity));
    if (one.severity == Severity::Broken) lead = "BROKEN";
    lead.resize(8, ' ');
    append_wrapped(report, lead + "tried", one.tried);
    append_wrapped(report, "        came", one.came);
    if (!one.to_do.empty()) append_wrapped(report, "        do", one.to_do);
  }
  report += "\n" + std::to_string(count_of(findings, Severity::Good)) + " good, " +
            std::to_string(count_of(findings, Severity::Warning)) + " to be looked at, " +
            std::to_string(count_of(findings, Severity::Broken)) + " broken.\n";
  return report;
}

std::string report_json(const Findings& findings) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Finding& one : findings) {
    nlohmann::ordered_json entry = {{"id", one.id},
                                    {"severity", name_of(one.severity)},
                                    {"tried", one.tried},
                                    {"came", one.came}};
    if (!one.to_do.empty()) entry["do"] = one.to_do;
    list.push_back(std::move(entry));
  }
  const nlohmann::ordered_json report = {{"findings", std::move(list)},
                                         {"broken", count_of(findings, Severity::Broken)},
                                         {"warnings", count_of(findings, Severity::Warning)}};
  // What a certificate or a server says may be no UTF-8.
  return report.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

bool has_broken(const Findings& findings) {
  return count_of(findings, Severity::Broken) > 0;
}

}  // namespace parley::doctor
