#include "crowd.h"

#include <algorithm>

namespace parley::hub {

std::optional<std::size_t> place_to_give_up(const std::vector<ClientBlock>& places,
                                            ClientBlock newcomer) {
  const auto places_of = [&places](ClientBlock block) -> std::ptrdiff_t {
    return block == unknown_block ? 1 : std::count(places.begin(), places.end(), block);
  };
  std::size_t latest = 0;
  std::ptrdiff_t most = 0;
  for (std::size_t place = 0; place < places.size(); ++place) {
    const std::ptrdiff_t count = places_of(places[place]);
    if (count < most) continue;
    most = count;
    latest = place;
  }
  const std::ptrdiff_t own = newcomer == unknown_block ? 0 : places_of(newcomer);
  if (most < own + 2) return std::nullopt;
  return latest;
}

}  // namespace parley::hub
