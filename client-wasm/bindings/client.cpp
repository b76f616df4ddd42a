// The embind class Client. Its methods are the events (event_fields.h): JavaScript defines a method
// for each of eventNames(), which passes its arguments to handle() (platform/event_methods.js).

#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "argument_reader.h"
#include "parley/core/event_fields.h"
#include "parley/platform/driver.h"

namespace parley::bindings {
namespace {

using core::Event;
using emscripten::val;

constexpr std::size_t event_count = std::variant_size_v<Event>;
using Handler = void (*)(platform::Driver& driver, const val& arguments);

template <class Alternative>
void handle_one(platform::Driver& driver, const val& arguments) {
  Alternative event;
  ArgumentReader reader(arguments);
  core::visit_fields(event, reader);
  if (reader.ok()) driver.handle(std::move(event));
}

template <std::size_t... index>
constexpr std::array<Handler, event_count> make_handlers(std::index_sequence<index...> /*all*/) {
  return {&handle_one<std::variant_alternative_t<index, Event>>...};
}

template <std::size_t... index>
std::array<std::string_view, event_count> make_names(std::index_sequence<index...> /*all*/) {
  return {core::event_name(std::variant_alternative_t<index, Event>())...};
}

constexpr auto handlers = make_handlers(std::make_index_sequence<event_count>());

class Client {
 public:
  Client(val host, val observer) : driver_(std::move(host), std::move(observer)) { ++live_; }
  ~Client() { --live_; }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  static int live() { return live_; }

  /// `event`: the place of its name in eventNames(). Any other number changes nothing.
  void handle(unsigned event, const val& arguments) {
    if (event < event_count) handlers[event](driver_, arguments);
  }

  std::string event_log() const { return driver_.event_log(); }

 private:
  inline static int live_ = 0;

  platform::Driver driver_;
};

val event_names() {
  val names = val::array();
  for (const auto& name : make_names(std::make_index_sequence<event_count>()))
    names.call<void>("push", std::string(name));
  return names;
}

EMSCRIPTEN_BINDINGS(client) {
  emscripten::function("liveClients", &Client::live);
  emscripten::function("eventNames", &event_names);
  emscripten::class_<Client>("Client")
      .constructor<val, val>()
      .function("handle", &Client::handle)
      .function("eventLog", &Client::event_log);
}

}  // namespace
}  // namespace parley::bindings
