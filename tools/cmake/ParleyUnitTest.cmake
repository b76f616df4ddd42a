# Unit tests with GoogleTest, built from its sources so that the same tests run natively and,
# compiled to Wasm, under Node.

include_guard(GLOBAL)

find_path(PARLEY_GOOGLETEST src/gtest-all.cc PATHS /usr/src/googletest/googletest
          NO_CMAKE_FIND_ROOT_PATH REQUIRED DOC "GoogleTest's sources")
if(EMSCRIPTEN)
  find_program(PARLEY_NODE NAMES node nodejs REQUIRED DOC "Node.js, which runs the Wasm tests")
else()
  find_package(Threads REQUIRED)
endif()

add_library(parley_googletest STATIC ${PARLEY_GOOGLETEST}/src/gtest-all.cc
                                     ${PARLEY_GOOGLETEST}/src/gtest_main.cc)
target_include_directories(parley_googletest SYSTEM PUBLIC ${PARLEY_GOOGLETEST}/include)
target_include_directories(parley_googletest PRIVATE ${PARLEY_GOOGLETEST})
target_link_libraries(parley_googletest PRIVATE parley_options)
# Its warnings are its authors' business.
target_compile_options(parley_googletest PRIVATE -w)
if(NOT EMSCRIPTEN)
  target_link_libraries(parley_googletest PUBLIC Threads::Threads)
endif()

# All of them.
add_custom_target(unit_tests)

# parley_unit_test(NAME SOURCES file… USES layer…): one executable and one test in CTest.
function(parley_unit_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_USES} parley_googletest)
  if(EMSCRIPTEN)
    # SINGLE_FILE: Emscripten 3.1.6 looks for a separate file with `fetch`, which in Node takes no
    # paths. Tests need no small code, and -O1 links in a tenth of the time.
    target_link_options(${name} PRIVATE -sSINGLE_FILE=1 -sENVIRONMENT=node -sEXIT_RUNTIME=1
                                        -sALLOW_MEMORY_GROWTH=1 -O1 --oformat=js)
    # .cjs, because package.json makes every .js a module; and Node itself, because emcmake's runner
    # passes flags that Node has dropped.
    set_target_properties(${name} PROPERTIES SUFFIX .cjs CROSSCOMPILING_EMULATOR ${PARLEY_NODE})
  endif()
  add_dependencies(unit_tests ${name})
  # Brief: what failed is all that is printed, and the first thing one sees.
  add_test(NAME ${name} COMMAND ${name} --gtest_brief=1)
  set_tests_properties(${name} PROPERTIES TIMEOUT 900)
endfunction()
