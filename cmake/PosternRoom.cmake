# postern_room(NAME SOURCES file... [LINK target...])
#
# One room of the engine: an object library postern_<NAME>, whose objects end up in the one library `postern`.
# Third-party libraries are linked PRIVATE, and only by the rooms that ARCHITECTURE.md allows them to.
function(postern_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;LINK" ${ARGN})
  set(present)
  foreach(source ${ROOM_SOURCES})
    if(IS_ABSOLUTE "${source}" OR EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/${source}")
      list(APPEND present "${source}")
    endif()
  endforeach()
  set(ROOM_SOURCES ${present})
  if(NOT ROOM_SOURCES)
    file(WRITE "${CMAKE_CURRENT_BINARY_DIR}/empty.cpp" "")
    set(ROOM_SOURCES "${CMAKE_CURRENT_BINARY_DIR}/empty.cpp")
  endif()
  add_library(postern_${name} OBJECT ${ROOM_SOURCES})
  target_include_directories(postern_${name}
    PUBLIC "${PROJECT_SOURCE_DIR}/engine/include"
    PRIVATE "${PROJECT_SOURCE_DIR}/engine" "${PROJECT_BINARY_DIR}/engine")
  target_link_libraries(postern_${name} PRIVATE postern_options ${ROOM_LINK})
  if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    target_compile_options(postern_${name} PRIVATE -Wglobal-constructors)
  endif()
  set_property(GLOBAL APPEND PROPERTY POSTERN_ROOMS ${name})
endfunction()
