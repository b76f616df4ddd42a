#include "options/describe.h"
#include "options/values.h"

namespace parley {
namespace {

Take take_redis(NodeOptions& nodes) {
  return [&nodes](const std::string& text) -> std::string {
    auto address = nodes_link::read_redis_address(text);
    if (!address) return address.error().message;
    nodes.redis = std::move(address.value());
    return {};
  };
}

Take take_node_address(NodeOptions& nodes) {
  return [&nodes](const std::string& text) -> std::string {
    auto address = nodes_link::read_host_and_port(text);
    if (!address) return address.error().message;
    nodes.address = std::move(address.value());
    return {};
  };
}

}  // namespace

void describe_nodes(Flags& flags, NodeOptions& nodes) {
  flags.begin_group("Several servers");
  flags.add("--redis",
            {.value = "ADDRESS",
             .help = "Shares the rooms with the other servers of this Redis: redis://HOST:PORT or "
                     "unix:PATH. All need the same --resume-key-file",
             .default_value = ""},
            take_redis(nodes));
  flags.add("--redis-password",
            {.value = "PASSWORD",
             .help = "Redis' password",
             .default_value = "",
             .several = false,
             .secret = true},
            take_text(nodes.redis_password));
  flags.add("--node-address",
            {.value = "HOST:PORT",
             .help = "Where the other servers reach this one, which listens there; keep it from "
                     "everyone else",
             .default_value = ""},
            take_node_address(nodes));
  flags.add("--redis-lease",
            {.value = "SECONDS",
             .help = "How long a server that does not answer keeps its rooms; the same for all",
             .default_value = "3"},
            take_seconds(nodes.times.lease, 0.5, 60));
}

}  // namespace parley
