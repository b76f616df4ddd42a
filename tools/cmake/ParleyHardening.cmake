# What makes a mistake in C++ harder to exploit, in the server that is shipped. tools/check-hardening.sh
# looks for each of these in the program.

option(PARLEY_HARDENED "Build the native programs hardened against exploits" OFF)

if(PARLEY_HARDENED)
  if(EMSCRIPTEN OR PARLEY_SANITIZE OR NOT CMAKE_BUILD_TYPE STREQUAL "Release")
    # Fortified functions hide what sanitizers look for, and need an optimised build.
    message(FATAL_ERROR "PARLEY_HARDENED is for native Release builds without sanitizers")
  endif()
  include(CheckCXXCompilerFlag)

  set(fortify 2)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 12)
    set(fortify 3)
  endif()
  # Undefined first, because some compilers define it themselves.
  add_compile_options(-fPIE -fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=${fortify})
  # Not every processor and compiler has these.
  foreach(flag -fstack-clash-protection -fcf-protection)
    string(MAKE_C_IDENTIFIER "PARLEY_HAS${flag}" has)
    check_cxx_compiler_flag(${flag} ${has})
    if(${has})
      add_compile_options(${flag})
    endif()
  endforeach()
  add_link_options(-pie LINKER:-z,relro LINKER:-z,now LINKER:-z,noexecstack)
endif()
