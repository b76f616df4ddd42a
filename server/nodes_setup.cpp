#include "nodes_setup.h"

#include <stdexcept>
#include <utility>

namespace parley {
namespace {

nodes_link::HostAndPort numeric(const nodes_link::HostAndPort& address, const char* flag) {
  auto found = nodes_link::resolved(address);
  if (!found) throw std::runtime_error(std::string(flag) + ": " + found.error().message);
  return std::move(found.value());
}

}  // namespace

std::optional<nodes_link::NodeSettings> node_settings(const NodeOptions& options) {
  if (!options.redis) return std::nullopt;
  nodes_link::NodeSettings settings{*options.redis, options.redis_password,
                                    numeric(options.address.value(), "--node-address"),
                                    options.times};
  if (settings.redis.path.empty()) settings.redis.tcp = numeric(settings.redis.tcp, "--redis");
  return settings;
}

std::string own_address_of(const Options& options) {
  if (options.nodes.address) return nodes_link::to_string(*options.nodes.address);
  return options.settings.address + ":" + std::to_string(options.settings.port);
}

}  // namespace parley
