#pragma once

#include <string>
#include <string_view>

namespace parley::base {

/// Proves that a text was written by this operator's server, now or before a restart.
class Signer {
 public:
  Signer() = default;
  Signer(const Signer&) = delete;
  Signer& operator=(const Signer&) = delete;
  virtual ~Signer() = default;

  /// A message authentication code of the text: letters and digits, the same for the same text.
  [[nodiscard]] virtual std::string sign(std::string_view text) const = 0;
};

}  // namespace parley::base
