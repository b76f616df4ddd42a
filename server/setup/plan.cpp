#include "parley/setup/plan.h"

#include <algorithm>
#include <charconv>

#include "parley/base/config_text.h"
#include "parley/base/ice_url.h"
#include "parley/setup/coturn_file.h"
#include "parley/setup/lines.h"
#include "parley/setup/proxies.h"
#include "parley/setup/settings.h"
#include "parley/setup/turn_config.h"

namespace parley::setup {
namespace {

constexpr const char* secret_file = "/etc/parley/turn-secret";
constexpr const char* caddy_file = "/etc/caddy/Caddyfile";
constexpr const char* nginx_file = "/etc/nginx/conf.d/parley.conf";
constexpr const char* coturn_file = "/etc/turnserver.conf";
constexpr const char* caddy_hook = "/etc/cron.daily/turn-certificate";
constexpr const char* certbot_hook = "/etc/letsencrypt/renewal-hooks/deploy/turn-certificate";
constexpr std::uint16_t usual_port = 8080;

const Command restart_coturn = {"systemctl", "restart", "coturn"};
const Command reload_caddy = {"systemctl", "reload-or-restart", "caddy"};
const Command reload_nginx = {"systemctl", "reload-or-restart", "nginx"};
const Command restart_parley = {"systemctl", "restart", "parley"};

std::string secret_file_of(std::string_view configuration) {
  return setting(configuration, "turn-secret-file").value_or(secret_file);
}

class Planner {
 public:
  explicit Planner(const Facts& facts)
      : facts_(facts), configuration_(content(configuration_file)) {
    if (configuration_.empty()) configuration_ = facts.new_configuration;
    const std::string port = setting(configuration_, "port").value_or("");
    std::uint16_t number = 0;
    const auto parsed = std::from_chars(port.data(), port.data() + port.size(), number);
    if (parsed.ec == std::errc() && number > 0) port_ = number;
  }

  Plan plan() {
    if (facts_.has_coturn) configure_coturn();
    configure_proxy();
    if (facts_.has_janus) configure_janus();
    configure_parley();
    take_up_unfinished();
    return std::move(plan_);
  }

 private:
  [[nodiscard]] std::string content(const std::string& path) const {
    const auto found = facts_.files.find(path);
    return found == facts_.files.end() ? "" : found->second;
  }

  // Whether that changes the file.
  bool write(FileChange change) {
    const auto found = facts_.files.find(change.path);
    if (found != facts_.files.end()) {
      if (found->second == change.after) return false;
      change.before = found->second;
    }
    plan_.changes.push_back(std::move(change));
    return true;
  }

  void set(std::string_view name, const std::string& value) {
    if (setting(configuration_, name) != value) {
      configuration_ = with_setting(configuration_, name, value);
    }
  }

  // Of a setting with several values.
  [[nodiscard]] bool has_value(std::string_view name, std::string_view value) const {
    const auto values = values_of(configuration_, name);
    return std::find(values.begin(), values.end(), value) != values.end();
  }

  [[nodiscard]] bool proxy_is_caddy() const { return facts_.has_caddy; }

  void configure_proxy() {
    if (facts_.has_caddy) {
      configure_caddy();
    } else if (facts_.has_nginx) {
      configure_nginx();
    } else {
      plan_.notes.emplace_back(
          "There is no proxy, and browsers give a page no camera without https: install caddy, "
          "and run this again.");
      return;
    }
    plan_.ports.push_back({"80", "tcp", "the certificate, and people who type no https"});
    plan_.ports.push_back({"443", "tcp", "the pages and signalling"});
  }

  void configure_caddy() {
    const std::string text = with_caddy_site(content(caddy_file), facts_.host, port_);
    if (write({.path = caddy_file, .before = {}, .after = text})) {
      plan_.commands.push_back(reload_caddy);
    }
    if (text.find(caddy_site(facts_.host, port_)) == std::string::npos) {
      plan_.notes.push_back(std::string(caddy_file) + " has a site " + facts_.host +
                            " already, which stays as it is. Parley needs: reverse_proxy "
                            "127.0.0.1:" +
                            std::to_string(port_));
    }
    if (facts_.has_nginx) {
      plan_.notes.emplace_back(
          "nginx is installed as well, and only one of the two can have the ports 80 and 443. "
          "Remove it, or move it to others.");
    }
  }

  void configure_nginx() {
    const std::string text = nginx_site(facts_.host, port_, facts_.has_certificate);
    if (write({.path = nginx_file, .before = {}, .after = text})) {
      plan_.commands.push_back(reload_nginx);
    }
    if (!facts_.has_certificate) {
      plan_.notes.push_back(
          "nginx has no certificate yet. Get one, and run this again: certbot "
          "certonly --webroot -w /var/www/html -d " +
          facts_.host);
    }
  }

  void configure_coturn() {
    if (setting(configuration_, "turn-username") || setting(configuration_, "turn-credential")) {
      plan_.notes.emplace_back(
          "parley.conf has a user for TURN servers, so coturn stays as it is. Remove turn-username "
          "and turn-credential to have both set up.");
      return;
    }
    const std::string present = content(coturn_file);
    // Whatever somebody else has set in it is worth more than what would be written.
    const bool may_write = is_pristine_coturn(present) || is_own_coturn(present);
    find_secret(present);
    if (may_write) {
      write_coturn(present);
    } else {
      note_what_coturn_needs(present);
    }
    configure_ice_servers();
    plan_.ports.push_back({"3478", "udp and tcp", "coturn"});
    plan_.ports.push_back({"5349", "tcp", "coturn over TLS"});
    plan_.ports.push_back({"49152-65535", "udp", "media that coturn relays"});
  }

  // The one that there is: of Parley's, or else of coturn's, or else a new one.
  void find_secret(std::string_view coturn) {
    plan_.secret = setting(configuration_, "turn-secret").value_or("");
    if (!plan_.secret.empty()) return;
    const std::string file = secret_file_of(configuration_);
    set("turn-secret-file", file);
    plan_.secret = base::without_blanks(content(file));
    if (!plan_.secret.empty()) return;
    const auto shared = coturn_values(coturn, "static-auth-secret");
    plan_.secret = shared.empty() ? facts_.new_secret : shared.front();
    write({.path = file,
           .before = {},
           .after = plan_.secret + "\n",
           .mode = 0640,
           .group = "parley",
           .is_secret = true});
  }

  void write_coturn(std::string_view present) {
    TurnConfig config;
    config.realm = facts_.host;
    // What an earlier run was told holds.
    const auto addresses = coturn_values(present, "external-ip");
    config.external_ip =
        !facts_.external_ip.empty() || addresses.empty() ? facts_.external_ip : addresses.front();
    config.secret = plan_.secret;
    const bool changed = write({.path = coturn_file,
                                .before = {},
                                .after = turn_config(config),
                                .mode = 0640,
                                .group = "turnserver"});
    if (changed) plan_.commands.push_back(restart_coturn);
    if (facts_.has_caddy || facts_.has_nginx) write_certificate_hook(changed);
  }

  void note_what_coturn_needs(std::string_view present) {
    plan_.notes.push_back(std::string(coturn_file) +
                          " has settings of yours, and stays as it is. Compare it with what Parley "
                          "needs: parley turn-config --realm " +
                          facts_.host + " --turn-secret-file " + secret_file_of(configuration_));
    const auto shared = coturn_values(present, "static-auth-secret");
    if (std::find(shared.begin(), shared.end(), plan_.secret) == shared.end()) {
      plan_.notes.push_back(
          std::string(coturn_file) +
          " does not have Parley's secret. Add use-auth-secret, and static-auth-secret with what "
          "is in " +
          (setting(configuration_, "turn-secret") ? "turn-secret of parley.conf"
                                                  : secret_file_of(configuration_)) +
          ".");
    }
  }

  // TURN servers that somebody else has listed stay: among them may be this one by another name, or
  // on another port.
  void configure_ice_servers() {
    const auto present = values_of(configuration_, "ice-servers");
    const auto own = base::read_list(ice_servers(facts_.host));
    const bool has_turn = std::any_of(present.begin(), present.end(), [](const std::string& text) {
      const auto url = base::read_ice_url(text);
      return url && url->is_turn;
    });
    if (!has_turn || made_ice_servers(present)) {
      if (present != own) set("ice-servers", ice_servers(facts_.host));
    } else if (!std::all_of(own.begin(), own.end(), [&present](const std::string& url) {
                 return std::find(present.begin(), present.end(), url) != present.end();
               })) {
      plan_.notes.push_back(
          "ice-servers has TURN servers of yours, and stays as it is. This machine's are: " +
          ice_servers(facts_.host));
    }
  }

  void write_certificate_hook(bool coturn_changed) {
    const char* const hook = proxy_is_caddy() ? caddy_hook : certbot_hook;
    const bool changed = write({.path = hook,
                                .before = {},
                                .after = turn_certificate_script(facts_.host, proxy_is_caddy()),
                                .mode = 0755});
    if (changed || coturn_changed) {
      plan_.notes.push_back(std::string("When there is a certificate, give it to coturn: sudo ") +
                            hook);
    }
  }

  // A Janus that runs elsewhere, or that somebody else starts, is none of ours.
  void configure_janus() {
    if (!setting(configuration_, "sfu")) set("sfu", "start");
    if (!has_value("sfu", "start")) return;
    if (!facts_.external_ip.empty()) set("sfu-public-address", facts_.external_ip);
    plan_.ports.push_back({setting(configuration_, "sfu-ports").value_or("20000-29999"), "udp",
                           "media of large rooms, by Janus"});
    if (facts_.janus_service_enabled) {
      plan_.commands.push_back({"systemctl", "disable", "--now", "janus"});
    }
  }

  void configure_parley() {
    const std::string origin = "https://" + facts_.host;
    const auto others = values_of(configuration_, "public-origin");
    if (!others.empty() && !has_value("public-origin", origin)) {
      plan_.notes.push_back("public-origin lists " + others.front() +
                            " as well, from before. Remove what people no longer open.");
    }
    configuration_ = with_value(configuration_, "public-origin", origin);
    configuration_ = with_value(configuration_, "trusted-proxy", "127.0.0.1");
    if (write({.path = configuration_file,
               .before = {},
               .after = configuration_,
               .mode = 0640,
               .group = "parley"})) {
      plan_.commands.push_back(restart_parley);
    }
    if (!facts_.has_coturn) {
      plan_.notes.emplace_back(
          "Without coturn nobody gets media through strict firewalls: install coturn, and run "
          "this again.");
    }
  }

  // Only what an earlier run can have left: the file may say what it likes.
  void take_up_unfinished() {
    const std::string unfinished = content(unfinished_file);
    const auto left = lines_of(unfinished);
    auto& commands = plan_.commands;
    for (const Command& command : possible_commands()) {
      const bool is_left = std::find(left.begin(), left.end(), line_of(command)) != left.end();
      if (is_left && std::find(commands.begin(), commands.end(), command) == commands.end()) {
        commands.push_back(command);
      }
    }
  }

  [[nodiscard]] std::vector<Command> possible_commands() const {
    std::vector<Command> commands;
    if (facts_.has_coturn) commands.push_back(restart_coturn);
    if (facts_.has_caddy) commands.push_back(reload_caddy);
    if (!facts_.has_caddy && facts_.has_nginx) commands.push_back(reload_nginx);
    commands.push_back(restart_parley);
    return commands;
  }

  const Facts& facts_;
  std::string configuration_;
  std::uint16_t port_ = usual_port;
  Plan plan_;
};

}  // namespace

std::string line_of(const Command& words) {
  std::string line;
  for (const std::string& word : words) line += (line.empty() ? "" : " ") + word;
  return line;
}

std::string lines_of_commands(const std::vector<Command>& commands) {
  std::string text;
  for (const Command& command : commands) text += line_of(command) + "\n";
  return text;
}

std::vector<std::string> files_to_read(std::string_view configuration) {
  return {configuration_file, secret_file_of(configuration),
          unfinished_file,    caddy_file,
          nginx_file,         coturn_file,
          caddy_hook,         certbot_hook};
}

Plan make_plan(const Facts& facts) {
  return Planner(facts).plan();
}

}  // namespace parley::setup
