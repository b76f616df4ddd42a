// What a hub is given in tests: no chance, and no cryptography.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "parley/base/id_source.h"
#include "parley/base/signer.h"

namespace parley::hub {

/// "PA1", "RM2" …: the prefix and a count.
class CountingIds : public base::IdSource {
 public:
  std::string make(std::string_view prefix) override {
    return std::string(prefix) + std::to_string(++count_);
  }

 private:
  std::uint64_t count_ = 0;
};

/// Another signature for another text.
class PlainSigner : public base::Signer {
 public:
  [[nodiscard]] std::string sign(std::string_view text) const override {
    return std::to_string(std::hash<std::string_view>()(text));
  }
};

}  // namespace parley::hub
