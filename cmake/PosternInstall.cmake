# Installs the library, its headers, the program and the package files for find_package(postern).
include(CMakePackageConfigHelpers)

install(TARGETS postern EXPORT posternTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS postern_cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY "${PROJECT_SOURCE_DIR}/engine/include/postern" DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" "${PROJECT_SOURCE_DIR}/NOTICE"
  DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(EXPORT posternTargets NAMESPACE postern:: FILE posternTargets.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/postern)
configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/posternConfig.cmake.in"
  "${PROJECT_BINARY_DIR}/posternConfig.cmake"
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/postern)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/posternConfigVersion.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/posternConfig.cmake" "${PROJECT_BINARY_DIR}/posternConfigVersion.cmake"
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/postern)
