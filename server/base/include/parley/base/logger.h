// Reports to the operator what happens in the server. No entry contains a name, an address, a
// token, a session description or anything that people say to each other; rooms and participants
// appear by their ids.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace parley::base {

class Logger {
 public:
  /// Debug: details for a developer. Info: one entry for each join, leave, start and stop.
  /// Warning: a limit was hit, or a client misbehaves. Error: the server cannot do its work.
  enum class Level : std::uint8_t { Debug, Info, Warning, Error };
  struct Field {
    std::string_view name;
    std::string_view value;
  };
  using Fields = std::initializer_list<Field>;

  Logger() = default;
  Logger(const Logger&) = delete;
  Logger& operator=(const Logger&) = delete;
  virtual ~Logger() = default;

  /// False if entries of that level are not written.
  [[nodiscard]] virtual bool takes(Level level) const = 0;
  /// Any thread may call it; it never waits for a disk. `event` is one word, such as "join".
  virtual void write(Level level, std::string_view event, Fields fields) = 0;

  /// A logger that writes nothing.
  static Logger& silent();
};

}  // namespace parley::base
