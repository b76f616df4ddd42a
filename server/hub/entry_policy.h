// Whom a room lets in: a pure decision.
#pragma once

#include <optional>
#include <string_view>
#include <variant>

#include "parley/base/instant.h"
#include "parley/base/signer.h"
#include "parley/protocol/error.h"
#include "room_policy.h"

namespace parley::hub {

/// What someone's token says.
struct Grants {
  bool named_by_token = false;
  /// Whether it is host; absent: the order of joining decides.
  std::optional<bool> host = std::nullopt;
};

/// Someone who has said HELLO.
struct Applicant {
  Grants grants = {};
  /// A host has removed someone whose token has the same name.
  bool banned = false;
  /// It would become host, because nobody else is in the room.
  bool succeeds = false;
  /// The room password that it sent; empty if none.
  std::string_view password = {};
  /// The room is too large to do without its SFU, which its client cannot use as the others do.
  bool excluded = false;
  /// How long it has to wait until a password of its is checked.
  base::Instant wait = {};
};

struct Enter {};
struct Wait {};  ///< in the waiting room
using EntryDecision = std::variant<Enter, Wait, protocol::Error>;

EntryDecision decide_entry(const RoomPolicy& policy, std::string_view room_name,
                           const Applicant& applicant, const base::Signer& signer);

/// Why guests cannot enter: they can neither send a password nor be told to wait. `excluded`: as of an
/// Applicant.
std::optional<protocol::Error> why_guests_are_refused(const RoomPolicy& policy,
                                                      bool excluded = false);

/// The error for someone whom a host has removed, or whose room was ended.
protocol::Error removal_error(protocol::ErrorId reason);

}  // namespace parley::hub
