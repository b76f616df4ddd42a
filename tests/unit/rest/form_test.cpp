#include "form.h"

#include <gtest/gtest.h>

#include "parley/rest/limits.h"

namespace parley::rest {
namespace {

TEST(Form, FieldsAreDecoded) {
  const auto form = Form::parse("UniqueName=Caf%C3%A9+%2B1&Type=go&&Empty=&Flag&Type=group");
  ASSERT_TRUE(form.has_value());
  EXPECT_EQ(form->get("UniqueName"), "Café +1");
  EXPECT_EQ(form->get("Type"), "group");
  for (const char* name : {"Empty", "Flag", "Other"}) EXPECT_EQ(form->get(name), std::nullopt);
}

TEST(Form, WhatIsNoFormIsRefused) {
  for (const char* text : {"a=%", "a=%4", "a=%zz", "%ff=a", "a=%00", "a=%0A", "a=%C3", "a=\xff"}) {
    EXPECT_FALSE(Form::parse(text).has_value()) << text;
  }
  std::string many;
  for (std::size_t i = 0; i < form_fields; ++i) many += "a=b&";
  EXPECT_TRUE(Form::parse(many).has_value());
  EXPECT_FALSE(Form::parse(many + "a=b").has_value());
}

}  // namespace
}  // namespace parley::rest
