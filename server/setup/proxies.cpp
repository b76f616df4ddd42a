#include "parley/setup/proxies.h"

#include <algorithm>

#include "parley/base/config_text.h"
#include "parley/base/ice_url.h"
#include "parley/setup/lines.h"

namespace parley::setup {
namespace {

constexpr std::string_view caddy_mark = "# Made by: parley setup";

std::string address(std::uint16_t port) {
  return "127.0.0.1:" + std::to_string(port);
}

std::string indented(const std::string& text) {
  std::string result;
  for (const std::string_view line : lines_of(text)) result.append("    ").append(line) += '\n';
  return result;
}

// "a.example, b.example {" and "https://a.example {" are sites of that name, too.
bool names_site(std::string_view line, const std::string& host) {
  if (line.empty() || line.front() == '\t' || line.front() == ' ' || line.front() == '#') {
    return false;
  }
  constexpr std::string_view ends = " ,{\t:";
  for (std::size_t at = line.find(host); at != std::string_view::npos;
       at = line.find(host, at + 1)) {
    const std::size_t end = at + host.size();
    const bool begins = at == 0 || line[at - 1] == ' ' || line[at - 1] == '/';
    if (begins && (end == line.size() || ends.find(line[end]) != std::string_view::npos)) {
      return true;
    }
  }
  return false;
}

// Caddy's files belong to its user, who may make a link of any of them. So they are read as that
// user: what it may not read itself is not copied to where everybody may.
constexpr const char* copy_of_caddys =
    "umask 077\n"
    "of_caddy() { runuser -u caddy -- timeout 10 head -c 100000 \"$1\"; }\n"
    "new=$(mktemp /etc/turnserver.crt.XXXXXX) new_key=$(mktemp /etc/turnserver.key.XXXXXX)\n"
    "trap 'rm -f \"$new\" \"$new_key\"' EXIT\n"
    "of_caddy \"$certificate\" >\"$new\"    # as its user, who may have made a link of it\n"
    "cmp -s \"$new\" /etc/turnserver.crt && exit 0\n"
    "of_caddy \"$key\" >\"$new_key\"\n"
    "chgrp turnserver \"$new_key\"\n"
    "chmod 640 \"$new_key\"\n"
    "chmod 644 \"$new\"\n";

// The certificate last: what is interrupted before that is done again the next time.
constexpr const char* put_caddys =
    "mv -f \"$new_key\" /etc/turnserver.key\n"
    "mv -f \"$new\" /etc/turnserver.crt\n";
constexpr const char* put_certbots =
    "install -m 640 -g turnserver \"$key\" /etc/turnserver.key\n"
    "install -m 644 \"$certificate\" /etc/turnserver.crt\n";

}  // namespace

std::string caddy_site(const std::string& host, std::uint16_t port) {
  return host + " {\n\treverse_proxy " + address(port) + "\n}\n";
}

bool has_caddy_site(std::string_view text, const std::string& host) {
  const auto lines = lines_of(text);
  return std::any_of(lines.begin(), lines.end(),
                     [&host](std::string_view line) { return names_site(line, host); });
}

std::string with_caddy_site(std::string_view text, const std::string& host, std::uint16_t port) {
  const std::string site = std::string(caddy_mark) + "\n" + caddy_site(host, port);
  const auto lines = lines_of(text);
  const auto begin = std::find(lines.begin(), lines.end(), caddy_mark);
  const auto end = std::find(begin, lines.end(), "}");
  if (end != lines.end()) {
    using Lines = std::vector<std::string_view>;
    return joined(Lines(lines.begin(), begin)) + site + joined(Lines(end + 1, lines.end()));
  }
  if (has_caddy_site(text, host)) return std::string(text);
  const std::string before = joined(lines);
  return before + (before.empty() ? "" : "\n") + site;
}

// $http_host, because $host has no port.
std::string nginx_location(std::uint16_t port) {
  return "location / {\n    proxy_pass http://" + address(port) +
         ";\n"
         "    proxy_http_version 1.1;\n"
         "    proxy_set_header Host $http_host;\n"
         "    proxy_set_header Upgrade $http_upgrade;\n"
         "    proxy_set_header Connection \"upgrade\";\n"
         "    proxy_set_header X-Forwarded-For $remote_addr;\n"
         "    proxy_set_header X-Forwarded-Proto $scheme;\n"
         "}\n";
}

std::string nginx_site(const std::string& host, std::uint16_t port, bool has_certificate) {
  const std::string name = "    server_name " + host + ";\n";
  std::string text = "# Made by: parley setup\nserver {\n    listen 80;\n    listen [::]:80;\n" +
                     name +
                     "    location /.well-known/acme-challenge/ {\n        root /var/www/html;\n"
                     "    }\n    location / {\n        return 301 https://$host$request_uri;\n"
                     "    }\n}\n";
  if (!has_certificate) return text;
  const std::string folder = "/etc/letsencrypt/live/" + host + "/";
  return text + "server {\n    listen 443 ssl;\n    listen [::]:443 ssl;\n" + name +
         "    ssl_certificate " + folder + "fullchain.pem;\n    ssl_certificate_key " + folder +
         "privkey.pem;\n" + indented(nginx_location(port)) + "}\n";
}

// coturn opens its port for TLS only if there is a certificate when it starts.
std::string turn_certificate_script(const std::string& host, bool of_caddy) {
  const std::string from =
      of_caddy ? "from=$(ls -dt /var/lib/caddy/.local/share/caddy/certificates/*/" + host +
                     " 2>/dev/null | head -n 1)\n"
                     "certificate=$from/" +
                     host + ".crt key=$from/" + host + ".key\n"
               : "from=/etc/letsencrypt/live/" + host +
                     "\ncertificate=$from/fullchain.pem key=$from/privkey.pem\n";
  return "#!/bin/sh\n# Made by: parley setup\nset -e\n" + from +
         "[ -r \"$certificate\" ] || exit 0    # there is none yet\n" +
         (of_caddy ? copy_of_caddys : "cmp -s \"$certificate\" /etc/turnserver.crt && exit 0\n") +
         "if [ -e /etc/turnserver.crt ]; then first=no; else first=yes; fi\n" +
         (of_caddy ? put_caddys : put_certbots) +
         "if [ $first = yes ]; then\n"
         "  systemctl restart coturn    # it opens its port for TLS only with a certificate\n"
         "else\n"
         "  systemctl kill --signal=USR2 coturn    # makes it reload the files\n"
         "fi\n";
}

std::string ice_servers(const std::string& host) {
  return "stun:" + host + ":3478,turn:" + host + ":3478,turn:" + host +
         ":3478?transport=tcp,turns:" + host + ":5349?transport=tcp";
}

bool made_ice_servers(const std::vector<std::string>& urls) {
  const auto first = urls.empty() ? std::nullopt : base::read_ice_url(urls.front());
  return first && urls == base::read_list(ice_servers(first->host));
}

}  // namespace parley::setup
