#pragma once

#include <string>
#include <string_view>

#include "parley/hub/id_source.h"

namespace parley::hub {

/// 128 random bits of the kernel's for each id, so that nobody guesses another's.
class RandomIds : public IdSource {
 public:
  /// Ends the process where the kernel gives no random bits: nothing is safe without them.
  std::string make(std::string_view prefix) override;
};

}  // namespace parley::hub
