#pragma once

#include <string>
#include <string_view>

#include "parley/base/id_source.h"

namespace parley::base {

/// Uses 128 random bits from the kernel for each id, so that nobody can guess another's id.
class RandomIds : public IdSource {
 public:
  /// Ends the process if the kernel gives no random bits, because nothing is safe without them.
  std::string make(std::string_view prefix) override;
};

}  // namespace parley::base
