# One layer of the architecture is one static library whose public headers lie in its include/
# folder. A layer sees the headers of the layers it names and no others.

set(PARLEY_SANITIZE "" CACHE STRING "Sanitizers to build with, such as address,undefined")

add_library(parley_options INTERFACE)
target_compile_features(parley_options INTERFACE cxx_std_20)
target_compile_options(parley_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                                                -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 sees an overlap in every `"text" + std::string` (GCC's bug 105651).
  target_compile_options(parley_options INTERFACE -Wno-restrict)
endif()
if(PARLEY_SANITIZE)
  target_compile_options(parley_options INTERFACE -fsanitize=${PARLEY_SANITIZE}
                                                  -fno-omit-frame-pointer
                                                  -fno-sanitize-recover=all)
  target_link_options(parley_options INTERFACE -fsanitize=${PARLEY_SANITIZE})
endif()
if(EMSCRIPTEN)
  # TypeInfo and exceptions cost a quarter of the module's size; the core uses neither.
  target_compile_options(parley_options INTERFACE -Oz -flto -fno-exceptions -fno-rtti
                                                  -DEMSCRIPTEN_HAS_UNBOUND_TYPE_NAMES=0)
  # Told to the linker too, which picks embind's library by it.
  target_link_options(parley_options INTERFACE -Oz -flto -fno-exceptions -fno-rtti)
endif()

# parley_layer(NAME SOURCES file… [USES layer…])
function(parley_layer name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_include_directories(${name} PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/include)
  target_link_libraries(${name} PUBLIC parley_options ${ARG_USES})
endfunction()
