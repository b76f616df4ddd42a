#include "entry_policy.h"

#include <chrono>
#include <string>

#include "parley/base/constant_time.h"

namespace parley::hub {

using protocol::Error;
using protocol::ErrorId;

namespace {

Error too_many_guesses(base::Instant wait) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait);
  return {ErrorId::TooManyGuesses,
          "There were too many wrong passwords for this room. Try again in " +
              std::to_string(seconds.count()) + " s.",
          static_cast<std::uint32_t>(wait.count())};
}

Error sfu_required() {
  return {
      ErrorId::SfuRequired,
      "The room is too large for this client, which does not use the room's SFU as the others do."};
}

std::optional<Error> check_password(const RoomPolicy& policy, std::string_view room_name,
                                    const Applicant& applicant, const base::Signer& signer) {
  if (policy.password_proof.empty()) return std::nullopt;
  if (applicant.password.empty()) {
    return Error{ErrorId::PasswordRequired, "The room has a password."};
  }
  if (applicant.wait > base::Instant::zero()) return too_many_guesses(applicant.wait);
  const std::string proof = prove_password(room_name, applicant.password, signer);
  if (base::equal_in_constant_time(proof, policy.password_proof)) return std::nullopt;
  return Error{ErrorId::PasswordWrong, "That is not the room's password."};
}

}  // namespace

EntryDecision decide_entry(const RoomPolicy& policy, std::string_view room_name,
                           const Applicant& applicant, const base::Signer& signer) {
  // Without a token a name is anyone's.
  if (applicant.grants.named_by_token && applicant.banned) return removal_error(ErrorId::Removed);
  if (applicant.excluded) return sfu_required();
  // There may be nobody else to let this one in.
  if (applicant.grants.host.value_or(false)) return Enter{};
  // There is nobody to unlock it for one who succeeds.
  if (policy.locked && !applicant.succeeds) {
    return Error{ErrorId::RoomLocked, "The room is locked: nobody is let in."};
  }
  if (auto error = check_password(policy, room_name, applicant, signer)) {
    return *std::move(error);
  }
  if (policy.waiting_room && !applicant.succeeds) return Wait{};
  return Enter{};
}

std::optional<Error> why_guests_are_refused(const RoomPolicy& policy, bool excluded) {
  if (excluded) return sfu_required();
  if (policy.open()) return std::nullopt;
  if (!policy.locked && !policy.password_proof.empty()) {
    return Error{ErrorId::PasswordRequired, "The room has a password, which guests cannot say."};
  }
  return Error{ErrorId::RoomLocked, "The room is closed to guests."};
}

Error removal_error(ErrorId reason) {
  if (reason != ErrorId::Removed) return protocol::vendor_error(reason);
  return {reason, "A host has removed you from this room."};
}

}  // namespace parley::hub
