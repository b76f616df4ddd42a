// Fair shares of a room's places for those who are not in it yet. As long as there are enough, one
// address may have them all, because a whole class may be behind it. Only when none is left does
// the address with the most places give one up.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "parley/hub/client_block.h"

namespace parley::hub {

/// Of places that are all taken, by clients of those blocks, in the order in which they came: the
/// one to be given up for another client of the block `newcomer`. It is the latest of the block
/// with most places; none if that block would then have no more than the newcomer's.
std::optional<std::size_t> place_to_give_up(const std::vector<ClientBlock>& places,
                                            ClientBlock newcomer);

}  // namespace parley::hub
