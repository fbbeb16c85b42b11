# cmake -DCOMPILER=… -DINCLUDE=… -DSOURCE=… -P check.cmake: compiles SOURCE and compares with what its first line says.
file(STRINGS "${SOURCE}" heading LIMIT_COUNT 1)
if(heading MATCHES "^// error: (.+)$")
  set(wanted "${CMAKE_MATCH_1}")
elseif(heading STREQUAL "// compiles")
  set(wanted "")
else()
  message(FATAL_ERROR "${SOURCE}: the first line is neither `// error: REGEX` nor `// compiles`")
endif()

set(ENV{LC_ALL} C)
execute_process(
  COMMAND "${COMPILER}" -std=c++20 -Wall -Wextra -Werror -fsyntax-only -I "${INCLUDE}" "${SOURCE}"
  RESULT_VARIABLE code OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(wanted STREQUAL "")
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "a correct program was refused:\n${output}")
  endif()
elseif(code EQUAL 0)
  message(FATAL_ERROR "was accepted; expected an error that matches: ${wanted}")
elseif(NOT output MATCHES "error: [^\n]*(${wanted})")
  message(FATAL_ERROR "was refused for another reason than: ${wanted}\n${output}")
endif()
