#include <map>

#include "options/describe.h"

namespace parley {
namespace {

constexpr const char* group = "Watching";

std::string check_metrics_address(const std::string& text) {
  const std::size_t colon = text.find(':');
  std::size_t port = 0;
  const bool good = colon != std::string::npos && CLI::ValidIPV4(text.substr(0, colon)).empty() &&
                    CLI::detail::lexical_cast(text.substr(colon + 1), port) && port <= UINT16_MAX;
  return good ? std::string() : "\"" + text + "\" is no address. Expected 127.0.0.1:9464.";
}

}  // namespace

void describe_observability(CLI::App& app, ObservabilityOptions& options) {
  app.add_option("--metrics-address", options.metrics_address,
                 "Serve metrics for Prometheus at /metrics of this address and port, such as "
                 "127.0.0.1:9464")
      ->envname("PARLEY_METRICS_ADDRESS")
      ->check(CLI::Validator(check_metrics_address, "IPV4:PORT", "address"))
      ->group(group);
  app.add_flag("--public-metrics", options.public_metrics,
               "Serve them at /metrics of the public address too, for everyone")
      ->envname("PARLEY_PUBLIC_METRICS")
      ->group(group);
  const std::map<std::string, logging::Format> formats = {{"text", logging::Format::Text},
                                                          {"json", logging::Format::Json}};
  app.add_option("--log-format", options.log_format, "How entries of the log look: text or json")
      ->envname("PARLEY_LOG_FORMAT")
      ->transform(CLI::CheckedTransformer(formats, CLI::ignore_case))
      ->default_str("text")
      ->group(group);
  using Level = hub::Logger::Level;
  const std::map<std::string, Level> levels = {{"debug", Level::Debug},
                                               {"info", Level::Info},
                                               {"warning", Level::Warning},
                                               {"error", Level::Error}};
  app.add_option("--log-level", options.log_level,
                 "What is logged: debug, info (each join, leave, start and stop), warning, error")
      ->envname("PARLEY_LOG_LEVEL")
      ->transform(CLI::CheckedTransformer(levels, CLI::ignore_case))
      ->default_str("info")
      ->group(group);
}

}  // namespace parley
