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

TEST(SetupRun, WhatComesAfterAFailureIsRunAndTheFailedIsMarked) {
  const std::string folder = testing::TempDir() + "setup_run";
  std::filesystem::create_directory(folder);
  const SetupFiles files(folder);
  const setup::Command failing = {"sh", "-c", "false"};
  const setup::Command touching = {"touch", folder + "/ran"};
  mark_unfinished({failing, touching}, files);
  EXPECT_EQ(files.read(setup::unfinished_file), setup::lines_of_commands({failing, touching}));
  const auto failures = run_marked({failing, touching, {"/no/such/program"}}, files);
  EXPECT_TRUE(std::filesystem::exists(folder + "/ran"));
  ASSERT_EQ(failures.size(), 2U);
  EXPECT_EQ(failures[0].command, failing);
  EXPECT_EQ(failures[0].reason, "It ended with 1.");
  EXPECT_EQ(failures[1].reason, "No such file or directory.");
  EXPECT_EQ(files.read(setup::unfinished_file), "sh -c false\n/no/such/program\n");
  EXPECT_TRUE(run_marked({touching}, files).empty());
  EXPECT_FALSE(files.has(setup::unfinished_file));
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace parley
