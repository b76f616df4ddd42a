#include "options/describe.h"
#include "options/values.h"

namespace parley {
namespace {

std::string take_metrics_address(std::string& address, const std::string& text) {
  const std::size_t colon = text.find(':');
  std::uint16_t port = 0;
  const bool good = colon != std::string::npos && is_ipv4(text.substr(0, colon)) &&
                    parse_number(text.substr(colon + 1), port);
  if (!good) return "Expected an IPv4 address and a port, such as 127.0.0.1:9464.";
  address = text;
  return {};
}

}  // namespace

void describe_observability(Flags& flags, ObservabilityOptions& options) {
  flags.begin_group("Watching");
  flags.add("--metrics-address",
            {.value = "IPV4:PORT",
             .help = "Serve metrics for Prometheus at /metrics of this address and port, such as "
                     "127.0.0.1:9464",
             .default_value = ""},
            [&options](const std::string& text) {
              return take_metrics_address(options.metrics_address, text);
            });
  flags.add_switch("--public-metrics", options.public_metrics,
                   "Serve them at /metrics of the public address too, for everyone");
  flags.add("--log-format",
            {.value = "FORMAT",
             .help = "How entries of the log look: text or json",
             .default_value = "text"},
            take_choice<logging::Format>(options.log_format, {{"text", logging::Format::Text},
                                                              {"json", logging::Format::Json}}));
  using Level = base::Logger::Level;
  flags.add(
      "--log-level",
      {.value = "LEVEL",
       .help = "What is logged: debug, info (each join, leave, start and stop), warning, error",
       .default_value = "info"},
      take_choice<Level>(options.log_level, {{"debug", Level::Debug},
                                             {"info", Level::Info},
                                             {"warning", Level::Warning},
                                             {"error", Level::Error}}));
}

}  // namespace parley
