// Carries out an action by calling the matching method of the host or of the observer.
#pragma once

#include <emscripten/val.h>

#include "parley/core/action.h"

namespace parley::platform {

class ActionDispatcher {
 public:
  ActionDispatcher(const emscripten::val& host, const emscripten::val& observer)
      : host_(host), observer_(observer) {}

  void operator()(const core::action::OpenSocket& action) const;
  void operator()(const core::action::SendText& action) const;
  void operator()(const core::action::CloseSocket& action) const;
  void operator()(const core::action::CreateConnection& action) const;
  void operator()(const core::action::SetConfiguration& action) const;
  void operator()(const core::action::CloseConnection& action) const;
  void operator()(const core::action::AddTrack& action) const;
  void operator()(const core::action::RemoveTrack& action) const;
  void operator()(const core::action::AddReceivers& action) const;
  void operator()(const core::action::SetLocalDescription& action) const;
  void operator()(const core::action::SetRemoteDescription& action) const;
  void operator()(const core::action::RestartIce& action) const;
  void operator()(const core::action::AddIceCandidate& action) const;
  void operator()(const core::action::RoomPreviewed& action) const;
  void operator()(const core::action::RoomConnected& action) const;
  void operator()(const core::action::RoomDisconnected& action) const;
  void operator()(const core::action::RoomReconnecting& action) const;
  void operator()(const core::action::RoomReconnected& action) const;
  void operator()(const core::action::ParticipantReconnecting& action) const;
  void operator()(const core::action::ParticipantReconnected& action) const;
  void operator()(const core::action::ParticipantUnreachable& action) const;
  void operator()(const core::action::ParticipantReachable& action) const;
  void operator()(const core::action::ParticipantConnected& action) const;
  void operator()(const core::action::ParticipantDisconnected& action) const;
  void operator()(const core::action::TrackPublished& action) const;
  void operator()(const core::action::TrackUnpublished& action) const;
  void operator()(const core::action::TrackEnabled& action) const;
  void operator()(const core::action::TrackSubscribed& action) const;
  void operator()(const core::action::TrackUnsubscribed& action) const;
  void operator()(const core::action::SetEncoding& action) const;
  void operator()(const core::action::TrackPriorityChanged& action) const;
  void operator()(const core::action::TrackPublicationFailed& action) const;
  void operator()(const core::action::TrackSwitched& action) const;
  void operator()(const core::action::DominantSpeakerChanged& action) const;
  void operator()(const core::action::NetworkQualityChanged& action) const;
  void operator()(const core::action::RoomWaiting& action) const;
  void operator()(const core::action::RoomStateChanged& action) const;
  void operator()(const core::action::HostChanged& action) const;
  void operator()(const core::action::ParticipantKnocked& action) const;
  void operator()(const core::action::KnockEnded& action) const;
  void operator()(const core::action::LocalTrackMuted& action) const;

 private:
  const emscripten::val& host_;
  const emscripten::val& observer_;
};

}  // namespace parley::platform
