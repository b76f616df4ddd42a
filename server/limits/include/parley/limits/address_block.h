// The blocks of addresses that a client counts in. Who has an IPv6 block has every address in it, so
// limits of one address alone would limit nobody: providers give a line a /64, a /56 or a /48.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "parley/limits/client_address.h"
#include "parley/limits/limits.h"

namespace parley::limits {

struct AddressBlock {
  IpAddress first;              ///< the lowest address in it
  std::size_t prefix_bits = 0;  ///< of the 128

  friend bool operator==(const AddressBlock&, const AddressBlock&) = default;
};

struct AddressBlockHash {
  std::size_t operator()(const AddressBlock& block) const {
    return IpAddressHash()(block.first) * 31 + block.prefix_bits;
  }
};

/// The blocks that an address counts in, the smallest first: of IPv6 a /64, a /56 and a /48. Of IPv4
/// the address alone, because those beside it are other people's.
class AddressBlocks {
 public:
  static constexpr std::size_t most = ipv6_blocks.size();

  explicit AddressBlocks(const IpAddress& address);

  [[nodiscard]] std::span<const AddressBlock> all() const { return {blocks_.data(), count_}; }

  /// Stands for the largest of them; never 0. Tells nobody the address.
  [[nodiscard]] std::uint64_t number() const;

  /// How many times what one address may the blocks at this place may.
  static constexpr std::size_t factor(std::size_t place) { return ipv6_blocks[place].factor; }

 private:
  std::array<AddressBlock, most> blocks_;
  std::size_t count_ = 0;
};

}  // namespace parley::limits
