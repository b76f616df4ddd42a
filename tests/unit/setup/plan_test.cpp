#include "parley/setup/plan.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "parley/setup/proxies.h"
#include "parley/setup/settings.h"
#include "parley/setup/turn_config.h"

namespace parley::setup {
namespace {

const std::string parley_conf = "/etc/parley/parley.conf";
const std::string secret_file = "/etc/parley/turn-secret";
const std::string caddyfile = "/etc/caddy/Caddyfile";
const std::string coturn_conf = "/etc/turnserver.conf";
const std::string nginx_conf = "/etc/nginx/conf.d/parley.conf";

Facts machine() {
  Facts facts;
  facts.host = "meet.example.org";
  facts.has_caddy = facts.has_coturn = facts.has_janus = true;
  facts.new_secret = "0123456789abcdef";
  facts.files[parley_conf] = "# Comments.\n#public-origin = ORIGIN\n#port = 8080\n";
  facts.files[caddyfile] = ":80 {\n}\n";
  facts.files[coturn_conf] = "# many comments\nsyslog\n";
  return facts;
}

const FileChange* change_of(const Plan& plan, const std::string& path) {
  const auto found =
      std::find_if(plan.changes.begin(), plan.changes.end(),
                   [&path](const FileChange& change) { return change.path == path; });
  return found == plan.changes.end() ? nullptr : &*found;
}

std::string text_of(const Plan& plan, const std::string& path) {
  const FileChange* const change = change_of(plan, path);
  return change == nullptr ? "" : change->after;
}

bool has_port(const Plan& plan, const std::string& ports) {
  return std::any_of(plan.ports.begin(), plan.ports.end(),
                     [&ports](const Port& port) { return port.ports == ports; });
}

bool notes(const Plan& plan, const std::string& words) {
  return std::any_of(plan.notes.begin(), plan.notes.end(), [&words](const std::string& note) {
    return note.find(words) != std::string::npos;
  });
}

// As if the plan had been carried out.
Facts after(Facts facts, const Plan& plan) {
  for (const FileChange& change : plan.changes) facts.files[change.path] = change.after;
  facts.new_secret = "another, because each run makes one";
  facts.janus_service_enabled = false;
  return facts;
}

TEST(Plan, ParleyIsToldOfAllThatIsInstalled) {
  const std::string text = text_of(make_plan(machine()), parley_conf);
  EXPECT_EQ(setting(text, "public-origin"), "https://meet.example.org");
  EXPECT_EQ(setting(text, "trusted-proxy"), "127.0.0.1");
  EXPECT_EQ(setting(text, "turn-secret-file"), secret_file);
  EXPECT_EQ(setting(text, "ice-servers"), ice_servers("meet.example.org"));
  EXPECT_EQ(setting(text, "sfu"), "start");
  EXPECT_NE(text.find("# Comments.\n#public-origin = ORIGIN\npublic-origin = "), std::string::npos);
}

TEST(Plan, WhatIsDoneTwiceIsNothingTheSecondTime) {
  for (const bool has_caddy : {true, false}) {
    Facts facts = machine();
    facts.has_caddy = has_caddy;
    facts.has_nginx = !has_caddy;
    facts.janus_service_enabled = true;
    const Plan again = make_plan(after(facts, make_plan(facts)));
    EXPECT_TRUE(again.changes.empty());
    EXPECT_TRUE(again.commands.empty());
    EXPECT_TRUE(has_port(again, "443"));
  }
}

TEST(Plan, WhatAnEarlierRunHasLeftIsRunThoughTheFilesAreAsTheyHaveToBe) {
  Facts facts = after(machine(), make_plan(machine()));
  facts.files[unfinished_file] =
      "systemctl restart coturn\nsystemctl restart ssh\nsystemctl reload-or-restart nginx\n";
  EXPECT_TRUE(make_plan(facts).changes.empty());
  EXPECT_EQ(make_plan(facts).commands, (std::vector<Command>{{"systemctl", "restart", "coturn"}}));
  const auto files = files_to_read("");
  EXPECT_NE(std::find(files.begin(), files.end(), unfinished_file), files.end());
  facts = machine();
  const auto commands = make_plan(facts).commands;
  facts.files[unfinished_file] = lines_of_commands(commands);
  EXPECT_EQ(make_plan(facts).commands, commands);
}

TEST(Plan, CoturnAndParleyShareASecretThatOnlyTheyRead) {
  const Plan plan = make_plan(machine());
  const FileChange* const secret = change_of(plan, secret_file);
  ASSERT_NE(secret, nullptr);
  EXPECT_EQ(secret->after, "0123456789abcdef\n");
  EXPECT_TRUE(secret->is_secret);
  EXPECT_EQ(secret->mode, 0640U);
  EXPECT_EQ(secret->group, "parley");
  const FileChange* const coturn = change_of(plan, coturn_conf);
  ASSERT_NE(coturn, nullptr);
  EXPECT_EQ(coturn->before, "# many comments\nsyslog\n");
  EXPECT_EQ(coturn->mode, 0640U);
  EXPECT_EQ(coturn->group, "turnserver");
  TurnConfig config;
  config.realm = "meet.example.org";
  config.secret = "0123456789abcdef";
  EXPECT_EQ(coturn->after, turn_config(config));
}

TEST(Plan, ASecretThatThereIsStays) {
  Facts facts = machine();
  facts.files[secret_file] = "older\n";
  const Plan plan = make_plan(facts);
  EXPECT_EQ(change_of(plan, secret_file), nullptr);
  EXPECT_NE(text_of(plan, coturn_conf).find("static-auth-secret=older\n"), std::string::npos);
  facts.files[parley_conf] = "turn-secret = inline\n";
  const Plan inlined = make_plan(facts);
  EXPECT_NE(text_of(inlined, coturn_conf).find("static-auth-secret=inline\n"), std::string::npos);
  EXPECT_EQ(setting(text_of(inlined, parley_conf), "turn-secret-file"), std::nullopt);
}

TEST(Plan, ASecretInAFileThatTheOperatorHasNamedStays) {
  Facts facts = machine();
  facts.files[parley_conf] = "turn-secret-file = /etc/own/secret\n";
  const auto files = files_to_read(facts.files[parley_conf]);
  EXPECT_NE(std::find(files.begin(), files.end(), "/etc/own/secret"), files.end());
  facts.files["/etc/own/secret"] = "own\n";
  const Plan plan = make_plan(facts);
  EXPECT_EQ(setting(text_of(plan, parley_conf), "turn-secret-file"), "/etc/own/secret");
  EXPECT_EQ(change_of(plan, secret_file), nullptr);
  EXPECT_NE(text_of(plan, coturn_conf).find("static-auth-secret=own\n"), std::string::npos);
}

TEST(Plan, ASecretThatCoturnHasIsTaken) {
  Facts facts = machine();
  facts.files[coturn_conf] = "use-auth-secret\nstatic-auth-secret=shared\n";
  const Plan plan = make_plan(facts);
  EXPECT_EQ(text_of(plan, secret_file), "shared\n");
  EXPECT_FALSE(notes(plan, "does not have Parley's secret"));
}

TEST(Plan, SettingsThatTheOperatorHasGivenCoturnStay) {
  Facts facts = after(machine(), make_plan(machine()));
  facts.files[coturn_conf] += "tls-listening-port=443\n";
  const Plan plan = make_plan(facts);
  EXPECT_EQ(change_of(plan, coturn_conf), nullptr);
  EXPECT_TRUE(plan.commands.empty());
  EXPECT_TRUE(notes(plan, "has settings of yours"));
  EXPECT_FALSE(notes(plan, "does not have Parley's secret"));
  facts.files[coturn_conf] = "lt-cred-mech\nuser=ann:x\n";
  EXPECT_EQ(change_of(make_plan(facts), coturn_conf), nullptr);
  EXPECT_TRUE(notes(make_plan(facts), "does not have Parley's secret"));
}

TEST(Plan, AFileOfCoturnThatAnEarlierRunWroteIsWrittenAgain) {
  Facts facts = after(machine(), make_plan(machine()));
  facts.external_ip = "203.0.113.9";
  EXPECT_NE(text_of(make_plan(facts), coturn_conf).find("external-ip=203.0.113.9\n"),
            std::string::npos);
  facts.files.erase(coturn_conf);
  EXPECT_NE(change_of(make_plan(facts), coturn_conf), nullptr);
}

TEST(Plan, AUserOfAnotherTurnServerLeavesCoturnAlone) {
  Facts facts = machine();
  facts.files[parley_conf] = "turn-username = ann\nturn-credential = x\nice-servers = turn:a:1\n";
  const Plan plan = make_plan(facts);
  EXPECT_EQ(change_of(plan, coturn_conf), nullptr);
  EXPECT_EQ(setting(text_of(plan, parley_conf), "ice-servers"), "turn:a:1");
  EXPECT_TRUE(notes(plan, "turn-username"));
}

TEST(Plan, SettingsOfTheOperatorStay) {
  Facts facts = machine();
  facts.files[parley_conf] =
      "port = 9000\ntrusted-proxy = [10.0.0.1]\nsfu = unix:/run/janus\n"
      "public-origin = https://old.example, https://meet.example.org\n";
  const Plan plan = make_plan(facts);
  const std::string text = text_of(plan, parley_conf);
  EXPECT_EQ(setting(text, "port"), "9000");
  EXPECT_EQ(setting(text, "trusted-proxy"), "10.0.0.1, 127.0.0.1");
  EXPECT_EQ(setting(text, "sfu"), "unix:/run/janus");
  EXPECT_EQ(setting(text, "public-origin"), "https://old.example, https://meet.example.org");
  EXPECT_NE(text_of(plan, caddyfile).find("reverse_proxy 127.0.0.1:9000"), std::string::npos);
}

TEST(Plan, AnotherNameTakesThePlaceOfTheFirst) {
  Facts facts = after(machine(), make_plan(machine()));
  facts.host = "calls.example.org";
  const Plan plan = make_plan(facts);
  EXPECT_EQ(text_of(plan, caddyfile).find("meet.example.org"), std::string::npos);
  EXPECT_NE(text_of(plan, coturn_conf).find("realm=calls.example.org\n"), std::string::npos);
  EXPECT_EQ(setting(text_of(plan, parley_conf), "ice-servers"), ice_servers("calls.example.org"));
}

TEST(Plan, AnotherOriginIsAddedToThoseThatThereAre) {
  Facts facts = machine();
  facts.files[parley_conf] = "public-origin = [https://a.example, https://b.example]\n";
  const Plan plan = make_plan(facts);
  EXPECT_EQ(setting(text_of(plan, parley_conf), "public-origin"),
            "https://a.example, https://b.example, https://meet.example.org");
  EXPECT_TRUE(notes(plan, "https://a.example"));
}

TEST(Plan, TurnServersThatTheOperatorHasListedStay) {
  for (const std::string& own :
       {std::string("turn:turn.example.org:443?transport=tcp"),
        ice_servers("meet.example.org") + ",turns:turn.example.org:443?transport=tcp",
        ice_servers("old.example.org") + ",turns:turn.example.org:443?transport=tcp"}) {
    Facts facts = machine();
    facts.files[parley_conf] = "ice-servers = " + own + "\n";
    const Plan plan = make_plan(facts);
    EXPECT_EQ(setting(text_of(plan, parley_conf), "ice-servers"), own);
    EXPECT_EQ(notes(plan, "ice-servers has TURN servers of yours"),
              !own.starts_with("stun:meet.example.org"));
  }
}

TEST(Plan, AnAddressBehindNatIsRemembered) {
  Facts facts = machine();
  facts.external_ip = "203.0.113.1";
  const Plan plan = make_plan(facts);
  EXPECT_NE(text_of(plan, coturn_conf).find("external-ip=203.0.113.1\n"), std::string::npos);
  EXPECT_EQ(setting(text_of(plan, parley_conf), "sfu-public-address"), "203.0.113.1");
  Facts later = after(facts, plan);
  later.external_ip.clear();
  EXPECT_TRUE(make_plan(later).changes.empty());
}

TEST(Plan, NginxGetsHttpsWhenItHasACertificate) {
  Facts facts = machine();
  facts.has_caddy = false;
  facts.has_nginx = true;
  const Plan plan = make_plan(facts);
  EXPECT_EQ(text_of(plan, nginx_conf), nginx_site("meet.example.org", 8080, false));
  EXPECT_TRUE(notes(plan, "certbot certonly"));
  facts.has_certificate = true;
  const Plan then = make_plan(facts);
  EXPECT_EQ(text_of(then, nginx_conf), nginx_site("meet.example.org", 8080, true));
  EXPECT_FALSE(notes(then, "certbot certonly"));
}

TEST(Plan, ASiteThatTheOperatorHasWrittenStays) {
  Facts facts = machine();
  facts.files[caddyfile] = "meet.example.org {\n\tfile_server\n}\n";
  const Plan plan = make_plan(facts);
  EXPECT_EQ(change_of(plan, caddyfile), nullptr);
  EXPECT_TRUE(notes(plan, "has a site meet.example.org already"));
}

TEST(Plan, TheCertificateIsForCoturnWhereAProxyHasOne) {
  EXPECT_TRUE(notes(make_plan(machine()), "sudo /etc/cron.daily/turn-certificate"));
  Facts facts = machine();
  facts.has_caddy = false;
  const Plan alone = make_plan(facts);
  EXPECT_FALSE(notes(alone, "turn-certificate"));
  EXPECT_EQ(alone.changes.size(), 3U);
  facts.has_nginx = true;
  EXPECT_TRUE(notes(make_plan(facts), "sudo /etc/letsencrypt/renewal-hooks/deploy/"));
}

TEST(Plan, WhatIsMissingIsSaid) {
  Facts facts = machine();
  facts.has_caddy = facts.has_coturn = facts.has_janus = false;
  const Plan plan = make_plan(facts);
  EXPECT_TRUE(notes(plan, "install caddy"));
  EXPECT_TRUE(notes(plan, "install coturn"));
  ASSERT_EQ(plan.changes.size(), 1U);
  EXPECT_EQ(setting(plan.changes[0].after, "sfu"), std::nullopt);
  EXPECT_EQ(setting(plan.changes[0].after, "ice-servers"), std::nullopt);
  EXPECT_TRUE(plan.ports.empty());
}

TEST(Plan, PortsAreThoseOfWhatIsInstalled) {
  Facts facts = machine();
  facts.files[parley_conf] = "sfu-ports = 30000-30999\n";
  const Plan plan = make_plan(facts);
  for (const char* ports : {"80", "443", "3478", "5349", "49152-65535", "30000-30999"}) {
    EXPECT_TRUE(has_port(plan, ports)) << ports;
  }
}

TEST(Plan, WithoutAConfigurationItBeginsFromTheReference) {
  Facts facts = machine();
  facts.files.erase(parley_conf);
  facts.new_configuration = "# The reference.\n#public-origin = ORIGIN\n";
  const Plan plan = make_plan(facts);
  EXPECT_TRUE(text_of(plan, parley_conf).starts_with("# The reference.\n#public-origin"));
  EXPECT_EQ(change_of(plan, parley_conf)->before, std::nullopt);
}

TEST(Plan, DebiansJanusWithItsKnownSecretsIsDisabled) {
  Facts facts = machine();
  facts.janus_service_enabled = true;
  const auto commands = make_plan(facts).commands;
  const std::vector<std::string> disable = {"systemctl", "disable", "--now", "janus"};
  EXPECT_NE(std::find(commands.begin(), commands.end(), disable), commands.end());
}

TEST(Plan, AJanusThatParleyDoesNotStartStaysAsItIs) {
  Facts facts = machine();
  facts.janus_service_enabled = true;
  facts.external_ip = "203.0.113.1";
  facts.files[parley_conf] = "sfu = unix:/run/janus\n";
  const Plan plan = make_plan(facts);
  const std::vector<std::string> disable = {"systemctl", "disable", "--now", "janus"};
  EXPECT_EQ(std::count(plan.commands.begin(), plan.commands.end(), disable), 0);
  EXPECT_EQ(setting(text_of(plan, parley_conf), "sfu-public-address"), std::nullopt);
  EXPECT_FALSE(has_port(plan, "20000-29999"));
  facts.files[parley_conf] = "sfu = unix:/run/janus\nsfu = start\n";
  const Plan both = make_plan(facts);
  EXPECT_EQ(std::count(both.commands.begin(), both.commands.end(), disable), 1);
  EXPECT_TRUE(has_port(both, "20000-29999"));
}

}  // namespace
}  // namespace parley::setup
