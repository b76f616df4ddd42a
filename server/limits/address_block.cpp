#include "parley/limits/address_block.h"

namespace parley::limits {

AddressBlocks::AddressBlocks(const IpAddress& address) {
  if (address.is_ipv4()) {
    blocks_[count_++] = {address, 8 * address.bytes.size()};
    return;
  }
  for (const auto& [prefix_bits, factor] : ipv6_blocks) {
    blocks_[count_++] = {address.first_of_block(prefix_bits), prefix_bits};
  }
}

}  // namespace parley::limits
