# Warnings, sanitizers and ccache, for every target of the project.
add_library(postern_options INTERFACE)
target_compile_options(postern_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  target_compile_options(postern_options INTERFACE -Wno-missing-braces)
elseif(CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # gcc 12, optimising, sees overlapping copies in `"literal" + std::string` that are not there (its bug 105651).
  target_compile_options(postern_options INTERFACE -Wno-restrict)
endif()
if(POSTERN_SANITIZE)
  target_compile_options(postern_options INTERFACE
    -fsanitize=${POSTERN_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(postern_options INTERFACE -fsanitize=${POSTERN_SANITIZE})
endif()
if(POSTERN_COVERAGE)
  target_compile_options(postern_options INTERFACE --coverage)
  target_link_options(postern_options INTERFACE --coverage)
endif()

find_program(POSTERN_CCACHE ccache)
if(POSTERN_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${POSTERN_CCACHE}")
endif()
