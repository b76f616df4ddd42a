// Sets up what this server needs to share its rooms with others, from the operator's options.
#pragma once

#include <optional>
#include <string>

#include "options/options.h"
#include "parley/nodes_link/node_link.h"

namespace parley {

/// Nothing without --redis. Looks the hosts' names up. Throws std::runtime_error with a sentence for
/// the operator.
std::optional<nodes_link::NodeSettings> node_settings(const NodeOptions& options);

/// What tells this server from the others that use the same key and the same Janus.
std::string own_address_of(const Options& options);

}  // namespace parley
