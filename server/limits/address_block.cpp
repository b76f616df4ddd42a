#include "parley/limits/address_block.h"

#include <random>

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

std::uint64_t AddressBlocks::number() const {
  static const std::uint64_t secret = std::random_device()();
  const std::uint64_t hash = AddressBlockHash()(all().back()) ^ secret * 0x9E3779B97F4A7C15U;
  return hash == 0 ? 1 : hash;
}

}  // namespace parley::limits
