# One set of compiler flags for every target of ours; third-party headers come in as system headers.
add_library(tgc_flags INTERFACE)
target_compile_options(tgc_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor -Werror)

# x86-64 contracts a*b+c differently with and without FMA; results must not depend on the build machine.
target_compile_options(tgc_flags INTERFACE -ffp-contract=off)

option(TGC_SANITIZE "Build with address and undefined-behaviour sanitizers" OFF)
if(TGC_SANITIZE)
  target_compile_options(tgc_flags INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(tgc_flags INTERFACE -fsanitize=address,undefined)
endif()

option(TGC_SANITIZE_THREAD "Build with the thread sanitizer, for the tests labelled `threads`" OFF)
if(TGC_SANITIZE_THREAD)
  target_compile_options(tgc_flags INTERFACE -Wno-tsan -fsanitize=thread -fno-omit-frame-pointer)
  target_link_options(tgc_flags INTERFACE -fsanitize=thread)
endif()

# Coverage in every room, so that the fuzzer sees where an input leads; only fuzz programs get libFuzzer's main.
option(TGC_FUZZ "Build the fuzz programs, with address and undefined-behaviour sanitizers (clang)" OFF)
if(TGC_FUZZ)
  target_compile_options(tgc_flags INTERFACE
    -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(tgc_flags INTERFACE -fsanitize=address,undefined)
endif()

option(TGC_TIDY "Run clang-tidy-16 beside the compiler" OFF)
if(TGC_TIDY)
  find_program(TGC_CLANG_TIDY NAMES clang-tidy-16 REQUIRED)
  set(TGC_OWN_CODE_ONLY ${CMAKE_BINARY_DIR}/own_code_only.so)
  execute_process(COMMAND ${CMAKE_CXX_COMPILER} -std=c++17 -O1 -fno-rtti -fPIC -shared
      -isystem /usr/lib/llvm-16/include ${PROJECT_SOURCE_DIR}/cmake/own_code_only.cpp -o ${TGC_OWN_CODE_ONLY}
    COMMAND_ERROR_IS_FATAL ANY)
  set(CMAKE_CXX_CLANG_TIDY ${TGC_CLANG_TIDY} --quiet --load ${TGC_OWN_CODE_ONLY})
  # What moc writes lies in the build tree: one check there, since clang-tidy refuses to run with none.
  file(WRITE ${CMAKE_BINARY_DIR}/.clang-tidy "Checks: '-*,misc-static-assert'\n")
endif()

find_program(TGC_CCACHE ccache)
if(TGC_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${TGC_CCACHE})
endif()
