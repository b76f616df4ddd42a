#include "parley/doctor/stun_message.h"

#include <gtest/gtest.h>

#include <charconv>

namespace parley::doctor {
namespace {

std::string bytes_of(std::string_view hex) {
  std::string digits;
  for (const char c : hex) {
    if (c != ' ') digits += c;
  }
  std::string bytes;
  for (std::size_t at = 0; at + 2 <= digits.size(); at += 2) {
    unsigned byte = 0;
    std::from_chars(digits.data() + at, digits.data() + at + 2, byte, 16);
    bytes += static_cast<char>(byte);
  }
  return bytes;
}

// RFC 5769: the messages, and the password of the first three.
const std::string password = "VOkJxbRl1RmTxUk/WvJxBt";
const std::string request = bytes_of(
    "00010058 2112a442 b7e7a701 bc34d686 fa87dfae 80220010 5354554e 20746573 7420636c 69656e74"
    "00240004 6e0001ff 80290008 932ff9b1 51263b36 00060009 6576746a 3a683676 59202020"
    "00080014 9aeaa70c bfd8cb56 781ef2b5 b2d3f249 c1b571a2 80280004 e57a3bcf");
const std::string ipv4_response = bytes_of(
    "0101003c 2112a442 b7e7a701 bc34d686 fa87dfae 8022000b 74657374 20766563 746f7220"
    "00200008 0001a147 e112a643 00080014 2b91f599 fd9e90c3 8c7489f9 2af9ba53 f06be7d7"
    "80280004 c07d4c96");
const std::string ipv6_response = bytes_of(
    "01010048 2112a442 b7e7a701 bc34d686 fa87dfae 8022000b 74657374 20766563 746f7220"
    "00200014 0002a147 0113a9fa a5d3f179 bc25f4b5 bed2b9d9"
    "00080014 a382954e 4be67bf1 1784c97c 8292c275 bfe3ed41 80280004 c8fb0b4c");
const std::string long_term_request = bytes_of(
    "00010060 2112a442 78ad3433 c6ad72c0 29da412e"
    "00060012 e3839ee3 8388e383 aae38383 e382afe3 82b90000"
    "0015001c 662f2f34 39396b39 35346436 4f4c3334 6f4c3946 53547679 36347341"
    "0014000b 6578616d 706c652e 6f726700 00080014 f6702465 6dd64a3e 02b8e071 2e85c9a2 8ca89666");

std::string long_term_key() {
  // Section 2.4, after SASLprep.
  return stun_key("\xE3\x83\x9E\xE3\x83\x88\xE3\x83\xAA\xE3\x83\x83\xE3\x82\xAF\xE3\x82\xB9",
                  "example.org", "TheMatrIX");
}

TEST(StunMessageTest, MessagesOfRfc5769AreRead) {
  const auto message = read_stun(request);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->method, StunMethod::Binding);
  EXPECT_EQ(message->kind, StunClass::Request);
  EXPECT_EQ(message->find(StunAttribute::Username), "evtj:h6vY");
  const auto response = read_stun(ipv4_response);
  ASSERT_TRUE(response);
  EXPECT_EQ(response->kind, StunClass::Success);
  EXPECT_EQ(response->id, message->id);
}

TEST(StunMessageTest, AddressesOfRfc5769AreRead) {
  const auto address = [](const std::string& bytes) {
    const auto message = read_stun(bytes);
    return read_xor_address(*message->find(StunAttribute::XorMappedAddress), message->id);
  };
  EXPECT_EQ(address(ipv4_response), "192.0.2.1:32853");
  EXPECT_EQ(address(ipv6_response), "[2001:db8:1234:5678:11:2233:4455:6677]:32853");
}

TEST(StunMessageTest, SignaturesOfRfc5769AreRecognised) {
  for (const std::string& message : {request, ipv4_response, ipv6_response}) {
    EXPECT_TRUE(is_signed_with(message, password));
    EXPECT_FALSE(is_signed_with(message, password + "x"));
  }
  EXPECT_TRUE(is_signed_with(long_term_request, long_term_key()));
  std::string changed = long_term_request;
  changed[30] ^= 1;
  EXPECT_FALSE(is_signed_with(changed, long_term_key()));
}

TEST(StunMessageTest, RequestWithLongTermCredentialsOfRfc5769IsWritten) {
  const auto message = read_stun(long_term_request);
  ASSERT_TRUE(message);
  StunMessage same{message->method, message->kind, message->id, message->attributes};
  same.attributes.pop_back();
  EXPECT_EQ(write_signed_stun(same, long_term_key()), long_term_request);
}

TEST(StunMessageTest, WhatIsNoMessageIsNotRead) {
  EXPECT_FALSE(read_stun(""));
  for (std::size_t size = 0; size < ipv4_response.size(); ++size) {
    EXPECT_FALSE(read_stun(ipv4_response.substr(0, size))) << size;
  }
  EXPECT_FALSE(read_stun(ipv4_response + "x"));
  std::string other_cookie = ipv4_response;
  other_cookie[4] = 0;
  EXPECT_FALSE(read_stun(other_cookie));
  // An attribute that is longer than the message.
  std::string too_long = ipv4_response;
  too_long[22] = 1;
  EXPECT_FALSE(read_stun(too_long));
}

TEST(StunMessageTest, MessageWithoutSignatureIsNotSigned) {
  const StunMessage message{StunMethod::Allocate, StunClass::Request, {}, {}};
  EXPECT_FALSE(is_signed_with(write_stun(message), password));
  EXPECT_TRUE(is_signed_with(write_signed_stun(message, password), password));
}

TEST(StunMessageTest, MethodAndClassShareTheTypeAsTheRfcHasIt) {
  const std::string error = write_stun({StunMethod::Allocate, StunClass::Error, {}, {}});
  EXPECT_EQ(error.substr(0, 2), "\x01\x13");
  EXPECT_EQ(read_stun(error)->kind, StunClass::Error);
  EXPECT_EQ(read_stun(error)->method, StunMethod::Allocate);
}

TEST(StunMessageTest, ErrorHasItsNumberAndItsWords) {
  const auto error = read_stun_error(std::string("\0\0\4\1Unauthorized", 16));
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, 401);
  EXPECT_EQ(error->reason, "Unauthorized");
  EXPECT_FALSE(read_stun_error("\4\1"));
}

TEST(StunMessageTest, AddressOfAnotherLengthIsNone) {
  EXPECT_FALSE(read_xor_address("", {}));
  EXPECT_FALSE(read_xor_address(std::string("\0\1\0\0\0\0\0\0\0", 9), {}));
  EXPECT_FALSE(read_xor_address(std::string("\0\2\0\0\0\0\0\0", 8), {}));
}

}  // namespace
}  // namespace parley::doctor
