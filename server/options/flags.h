// The flags of the command line, and where else an operator may set them: in the environment and in
// a configuration file. CLI11 takes the command line apart and writes the help; what a value means,
// and what is said of a wrong one, is here, so that it is said in the same words wherever it
// stands.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace parley {

/// What is wrong with one thing that the operator wrote, and where: a line of its own on stderr.
struct Mistake {
  std::string where;  ///< "--port 70000", "PARLEY_PORT=70000", "parley.conf, line 3"
  std::string what;   ///< a sentence, with what is allowed
};

/// Takes a value. Answers with what is wrong with it, and with nothing where it is good.
using Take = std::function<std::string(const std::string& value)>;

struct FlagText {
  std::string value;  ///< what stands for the value in the help: "PORT"
  std::string help;
  std::string default_value;  ///< as the help shows it; may be empty
  bool several = false;       ///< several values, with commas or by repeating the flag
  bool secret = false;        ///< never shown again, in no message
};

class Flags {
 public:
  explicit Flags(CLI::App& app) : app_(app) {}

  /// The heading in the help under which those that are added from now on stand.
  void begin_group(std::string name) { group_ = std::move(name); }

  /// A flag with a value. `name` is "--port"; the environment's is PARLEY_PORT, or `environment`.
  void add(const std::string& name, FlagText text, Take take, std::string environment = "");
  /// A flag that is there or not.
  void add_switch(const std::string& name, bool& value, const std::string& help);

  /// Takes what the operator gave, once CLI11 has parsed the command line: from there what is
  /// there, else from the environment, else from the file that --config names. Answers with all
  /// mistakes.
  std::vector<Mistake> take_all();

  /// Variables of the environment that look like a flag's but are none: likely misspelt. They are
  /// no mistakes, as a platform may set such variables for reasons of its own.
  [[nodiscard]] std::vector<Mistake> unused_variables() const;

  /// Whether it was given anywhere, after take_all().
  [[nodiscard]] bool given(std::string_view name) const;

 private:
  struct Flag {
    std::string name;
    std::string environment;
    FlagText text;
    Take take;
    std::vector<std::string> values;  // as they stand on the command line
    bool is_switch = false;
    bool given = false;
    bool outranks_file = false;  // it was given elsewhere
  };

  void take_from_command_line(Flag& flag);
  void take_from_environment(Flag& flag, const std::string& value);
  void take_from_file(const std::string& path);
  void take_line(const std::string& where, std::string_view line);
  void take_value(const Flag& flag, const std::string& where, const std::string& value);
  void find_unknown_arguments();
  [[nodiscard]] Flag* find(std::string_view name);
  /// " Did you mean --port?", or nothing where no flag's name is near.
  [[nodiscard]] std::string suggestion(std::string_view name, std::string_view prefix) const;

  CLI::App& app_;
  std::string group_;
  std::deque<Flag> flags_;  // CLI11 keeps addresses of what it holds
  std::vector<Mistake> mistakes_;
};

/// "--message-rate" is PARLEY_MESSAGE_RATE in the environment.
std::string environment_name(std::string_view flag);

/// With ASCII's capital letters made small.
std::string lower(std::string text);

/// The text without control characters, and cut where it is long: to be shown to the operator.
std::string shown(std::string_view text);

/// How many letters must be changed, added, left out or swapped with their neighbour to make one of
/// the other.
std::size_t edit_distance(std::string_view one, std::string_view other);

}  // namespace parley
