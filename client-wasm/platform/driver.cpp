#include "parley/platform/driver.h"

#include <utility>
#include <variant>

#include "action_call.h"
#include "parley/core/action_fields.h"

namespace parley::platform {

using core::Time;
using emscripten::val;

Driver::Driver(val host, val observer) : host_(std::move(host)), observer_(std::move(observer)) {}

void Driver::handle(const core::Event& event) {
  // The timer has gone off: the same deadline again needs another.
  if (std::holds_alternative<core::event::TimePassed>(event)) deadline_.reset();
  const Time now(static_cast<Time::rep>(host_.call<double>("now")));
  log_.record(event, now);
  room_.handle(event, now);
  while (const auto measured = room_.take_measured()) {
    log_.record(*measured, now);
    room_.handle(*measured, now);
  }
  if (performing_) return;
  performing_ = true;
  while (const auto action = room_.next_action()) {
    ActionCall call(host_, observer_);
    std::visit([&call](const auto& alternative) { core::visit_fields(alternative, call); },
               *action);
    call.make();
  }
  performing_ = false;
  update_deadline();
  observer_.call<void>("actionsDone");
}

void Driver::update_deadline() {
  const std::optional<Time> deadline = room_.deadline();
  if (deadline == deadline_) return;
  deadline_ = deadline;
  host_.call<void>("setDeadline", deadline ? static_cast<double>(deadline->count()) : -1.0);
}

}  // namespace parley::platform
