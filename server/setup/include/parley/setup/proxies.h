// What the programs in front of Parley and beside it are told: docs/hosting.md has the same texts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace parley::setup {

/// Parley as a site of Caddy, which obtains the certificate.
std::string caddy_site(const std::string& host, std::uint16_t port);

/// A Caddyfile with that site: in the place of the one that was made before, else at the end.
/// Unchanged if it is there, or if somebody has written another site of that name.
std::string with_caddy_site(std::string_view text, const std::string& host, std::uint16_t port);

/// Whether a Caddyfile has a site of that name.
bool has_caddy_site(std::string_view text, const std::string& host);

/// The location of nginx that passes everything on to Parley.
std::string nginx_location(std::uint16_t port);

/// The servers of nginx: with https if there is a certificate of certbot's, else only what certbot
/// needs to get one.
std::string nginx_site(const std::string& host, std::uint16_t port, bool has_certificate);

/// A script that copies the certificate for coturn, which cannot read Caddy's or certbot's files.
std::string turn_certificate_script(const std::string& host, bool of_caddy);

/// What browsers are told of coturn: --ice-servers.
std::string ice_servers(const std::string& host);

/// Whether that is what ice_servers() gives for some host.
bool made_ice_servers(const std::vector<std::string>& urls);

}  // namespace parley::setup
