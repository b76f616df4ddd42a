// What an operator's folder may hold. All of it goes to everyone who opens a page.
#pragma once

#include <cstddef>

namespace parley::branding {

/// branding.json, which is written into each page.
inline constexpr std::size_t description_bytes = 16'384;
/// A logo, loaded with each page.
inline constexpr std::size_t logo_bytes = 131'072;
/// Characters: beyond that the name does not fit beside the logo on a phone.
inline constexpr std::size_t name_characters = 40;
inline constexpr std::size_t text_characters = 400;
inline constexpr std::size_t link_bytes = 2'048;
inline constexpr std::size_t file_name_bytes = 64;

}  // namespace parley::branding
