#include "logo.h"

#include "parley/branding/limits.h"

namespace parley::branding {
namespace {

constexpr std::string_view png_signature("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16);

// Where the root element has to be: comments and a DOCTYPE may stand before it.
constexpr std::size_t prologue_bytes = 4096;

bool is_svg(std::string_view bytes) {
  return bytes.find('\0') == std::string_view::npos &&
         bytes.substr(0, prologue_bytes).find("<svg") != std::string_view::npos;
}

}  // namespace

// An SVG may have scripts in it: it is shown as an image, in which browsers run none, and served with
// a policy that forbids them.
std::string mistake_in_logo(std::string_view name, std::string_view bytes) {
  if (bytes.size() > logo_bytes) {
    return "It has more than the " + std::to_string(logo_bytes) + " bytes that a logo may have.";
  }
  if (name.ends_with(".svg")) return is_svg(bytes) ? "" : "It is no SVG: <svg is missing.";
  return bytes.starts_with(png_signature) ? "" : "It is no PNG.";
}

}  // namespace parley::branding
