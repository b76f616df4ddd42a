// The flags of the command line, which an operator may also set in the environment and in a
// configuration file. CLI11 parses the command line and writes the help. This file interprets
// values and reports wrong ones, so that the message is the same wherever the value was set.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/config_text.h"

namespace CLI {  // NOLINT(readability-identifier-naming): the name that CLI11 has
class App;
}

namespace parley {

/// One mistake of the operator's, and where it is; printed as a line on stderr.
struct Mistake {
  std::string where;  ///< "--port 70000", "PARLEY_PORT=70000", "parley.conf, line 3"
  std::string what;   ///< a sentence that says what is allowed
};

/// Takes a value. Returns what is wrong with it; nothing if it is valid.
using Take = std::function<std::string(const std::string& value)>;

struct FlagText {
  std::string value;          ///< the placeholder for the value in the help: "PORT"
  std::string help;           ///< without what follows from `several` and `secret`
  std::string default_value;  ///< as the help shows it; may be empty
  bool several = false;       ///< several values, separated by commas or by repeating the flag
  bool secret = false;        ///< never shown in any message
  std::string implied = {};   ///< the value of the bare flag; empty: it takes one
};

/// A flag as the manual, the configuration file and shells' completions describe it.
struct FlagDescription {
  std::string name;         ///< "--port"
  std::string environment;  ///< "PARLEY_PORT"
  std::string group;        ///< its heading in the help; may be empty
  FlagText text;            ///< `help` is complete
  bool is_switch = false;   ///< it takes no value
};

class Flags {
 public:
  explicit Flags(CLI::App& app) : app_(app) {}

  /// Sets the help heading for flags that are added from now on.
  void begin_group(std::string name) { group_ = std::move(name); }

  /// A flag with a value. `name` is "--port"; the environment's is PARLEY_PORT, or `environment`.
  void add(const std::string& name, FlagText text, Take take, std::string environment = "");
  /// A flag without a value.
  void add_switch(const std::string& name, bool& value, const std::string& help);

  /// Takes the operator's values after CLI11 has parsed the command line: from the command line if
  /// set there, otherwise from the environment, otherwise from the file that --config names.
  /// Returns all mistakes.
  std::vector<Mistake> take_all();

  /// Environment variables that look like a flag's but are not; probably misspelled. They do not
  /// count as mistakes, because a platform may set such variables for its own reasons.
  [[nodiscard]] std::vector<Mistake> unused_variables() const;

  /// Whether the flag was set anywhere; to be called after take_all().
  [[nodiscard]] bool given(std::string_view name) const;
  /// How many flags there are.
  [[nodiscard]] std::size_t count() const { return flags_.size(); }
  /// Whether any but the first so many was set; to be called after take_all().
  [[nodiscard]] bool any_given_from(std::size_t first) const;

  /// All flags, in the order in which they were added.
  [[nodiscard]] std::vector<FlagDescription> descriptions() const;

 private:
  struct Flag {
    std::string name;
    std::string environment;
    std::string group;
    FlagText text;
    Take take;
    std::vector<std::string> values;  // as written on the command line
    bool is_switch = false;
    bool given = false;
    bool outranks_file = false;  // it was set elsewhere
  };

  void take_from_command_line(Flag& flag);
  void take_from_environment(Flag& flag, const std::string& value);
  void take_from_file(const std::string& path);
  void take_line(const std::string& where, const base::ConfigLine& line);
  void take_value(const Flag& flag, const std::string& where, const std::string& value);
  void find_unknown_arguments();
  [[nodiscard]] Flag* find(std::string_view name);
  /// " Did you mean --port?", or nothing if no flag has a similar name.
  [[nodiscard]] std::string suggestion(std::string_view name, std::string_view prefix) const;

  CLI::App& app_;
  std::string group_;
  std::deque<Flag> flags_;  // CLI11 keeps addresses of the elements
  std::vector<Mistake> mistakes_;
};

/// "--message-rate" is PARLEY_MESSAGE_RATE in the environment.
std::string environment_name(std::string_view flag);

/// With ASCII letters in lower case.
std::string lower(std::string text);

/// The text without control characters, and shortened if it is long, to be shown to the operator.
std::string shown(std::string_view text);

/// How many letters must be changed, added, removed or swapped with their neighbour to turn one
/// text into the other.
std::size_t edit_distance(std::string_view one, std::string_view other);

}  // namespace parley
