#include "describe.h"

namespace parley::core::test {
namespace {

using protocol::DescriptionType;

protocol::Description description(DescriptionType type, std::uint32_t offer_id,
                                  const std::string& ufrag) {
  protocol::Description made;
  made.from = "PA2";
  made.type = type;
  made.sdp = sdp("1", ufrag);
  made.epoch = 1;
  made.offer_id = offer_id;
  return made;
}

}  // namespace

Lines drain(ActionQueue& actions) {
  Lines lines;
  while (const auto action = actions.pop()) lines.push_back(describe(*action));
  return lines;
}

std::string sdp(const std::string& session_id, const std::string& ufrag) {
  return "v=0\r\no=- " + session_id +
         " 2 IN IP4 127.0.0.1\r\ns=-\r\nm=audio 9 X 0\r\na=ice-ufrag:" + ufrag +
         "\r\nm=video 9 X 0\r\na=ice-ufrag:" + ufrag + "\r\n";
}

protocol::Description offer(std::uint32_t offer_id, const std::string& ufrag) {
  return description(DescriptionType::Offer, offer_id, ufrag);
}

protocol::Description answer(std::uint32_t offer_id, const std::string& ufrag) {
  return description(DescriptionType::Answer, offer_id, ufrag);
}

protocol::Candidate candidate(const std::string& name, const std::string& ufrag) {
  protocol::Candidate made;
  made.from = "PA2";
  made.candidate = name;
  if (!ufrag.empty()) made.username_fragment = ufrag;
  made.epoch = 1;
  return made;
}

}  // namespace parley::core::test
