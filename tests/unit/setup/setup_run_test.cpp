#include "setup_run.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace parley {
namespace {

TEST(SetupRun, ACommandFailsWithItsReason) {
  EXPECT_EQ(run_command({"true"}), "");
  EXPECT_EQ(run_command({"sh", "-c", "exit 3"}), "It ended with 3.");
  EXPECT_EQ(run_command({"sh", "-c", "kill -9 $$"}), "A signal ended it.");
  EXPECT_EQ(run_command({"/no/such/program"}), "No such file or directory.");
}

TEST(SetupRun, WhatComesAfterAFailureIsRunAsWell) {
  const std::string folder = testing::TempDir() + "setup_run";
  std::filesystem::create_directory(folder);
  const auto failures = run_commands(
      {{"sh", "-c", "exit 3"}, {"touch", folder + "/ran"}, {"/no/such/program", "--flag"}});
  EXPECT_TRUE(std::filesystem::exists(folder + "/ran"));
  EXPECT_EQ(failures,
            (std::vector<std::string>{"sh -c exit 3: It ended with 3.",
                                      "/no/such/program --flag: No such file or directory."}));
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace parley
