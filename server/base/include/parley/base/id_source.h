#pragma once

#include <string>
#include <string_view>

namespace parley::base {

/// Generates the ids of participants and rooms.
class IdSource {
 public:
  IdSource() = default;
  IdSource(const IdSource&) = delete;
  IdSource& operator=(const IdSource&) = delete;
  virtual ~IdSource() = default;

  /// The prefix ("PA", "RM") and 32 hex digits, different in every call.
  virtual std::string make(std::string_view prefix) = 0;
};

}  // namespace parley::base
