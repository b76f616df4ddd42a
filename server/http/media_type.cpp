#include "parley/http/media_type.h"

#include <array>
#include <utility>

namespace parley::http {
namespace {

constexpr std::string_view page = "text/html; charset=utf-8";

// WHATWG: JavaScript is text/javascript; WebAssembly streams only as application/wasm.
constexpr std::array<std::pair<std::string_view, std::string_view>, 17> types = {{
    {".html", page},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".wasm", "application/wasm"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".woff", "font/woff"},
    {".mp3", "audio/mpeg"},
    {".ogg", "audio/ogg"},
    {".txt", "text/plain; charset=utf-8"},
}};

}  // namespace

std::string_view media_type(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return page;
  for (const auto& [extension, type] : types) {
    if (name.substr(dot) == extension) return type;
  }
  return "application/octet-stream";
}

}  // namespace parley::http
