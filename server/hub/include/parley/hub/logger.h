// Where the server tells its operator what happens. In no entry is a name, an address, a token, a
// session description or anything that people say to each other: rooms and participants go by
// their ids.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace parley::hub {

class Logger {
 public:
  /// Debug: what a developer follows. Info: one entry for each join, leave, start and stop.
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

  /// False where entries of that level go nowhere.
  [[nodiscard]] virtual bool takes(Level level) const = 0;
  /// Called by any thread; waits for no disk. `event` is one word, such as "join".
  virtual void write(Level level, std::string_view event, Fields fields) = 0;

  /// One that writes nothing.
  static Logger& silent();
};

}  // namespace parley::hub
