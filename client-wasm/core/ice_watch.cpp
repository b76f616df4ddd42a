#include "parley/core/ice_watch.h"

#include "parley/core/limits.h"

namespace parley::core {

void IceWatch::descriptions_settled(Time when) {
  if (state_ == IceState::New && !deadline_) deadline_ = when + limits::ice_start_timeout;
}

void IceWatch::state_changed(IceState state, Time now) {
  if (state == state_) return;
  state_ = state;
  // A restart that is under way has its own time; its "checking" does not prolong it.
  if (restarted_ && state != IceState::Connected) return;
  switch (state) {
    case IceState::New:
      break;
    case IceState::Checking:
      deadline_ = now + limits::ice_check_timeout;
      break;
    case IceState::Connected:
      restarted_ = false;
      deadline_.reset();
      break;
    case IceState::Disconnected:
      deadline_ =
          now + (polite_ ? limits::ice_disconnected_polite : limits::ice_disconnected_impolite);
      break;
    case IceState::Failed:
      deadline_ = now;
      break;
  }
}

void IceWatch::network_changed(Time now) {
  if (state_ == IceState::New) return;
  restarted_ = false;
  deadline_ = polite_ ? now + limits::ice_polite_patience : now;
}

IceWatch::Remedy IceWatch::due(Time now) {
  if (!deadline_ || now < *deadline_) return Remedy::None;
  if (restarted_ && state_ == IceState::Connected) {
    // It never left "connected" while it changed over.
    restarted_ = false;
    deadline_.reset();
    return Remedy::None;
  }
  if (state_ == IceState::New || restarted_) {
    deadline_.reset();
    return Remedy::Replace;
  }
  restarted_ = true;
  deadline_ = now + limits::ice_restart_timeout;
  return Remedy::Restart;
}

}  // namespace parley::core
