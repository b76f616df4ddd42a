#include "options/describe.h"
#include "options/values.h"

namespace parley {
namespace {

// What `read` makes of the text.
template <class Read, class Value>
Take take_read(Read read, Value& value) {
  return [read, &value](const std::string& text) -> std::string {
    auto result = read(text);
    if (!result) return result.error().message;
    value = std::move(result.value());
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
            take_read(nodes_link::read_redis_address, nodes.redis));
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
            take_read(nodes_link::read_host_and_port, nodes.address));
  flags.add("--redis-lease",
            {.value = "SECONDS",
             .help = "How long a server that does not answer keeps its rooms; the same for all",
             .default_value = "3"},
            take_seconds(nodes.times.lease, 0.5, 60));
}

}  // namespace parley
