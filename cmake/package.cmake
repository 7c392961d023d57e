# A thin Debian package of the programs: `scripts/build release package` leaves it in build/release.
# Libraries are Debian's own; dpkg-shlibdeps writes the dependencies from what the programs link.
install(FILES resources/tgc-workbench.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES resources/icons/tgc-workbench.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
install(FILES packaging/copyright README.md CHANGELOG.md docs/station.md DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/tgc-workbench)
# What the programs look up, beside them: device profiles, benches, the demonstration. In the build tree it is linked,
# at the same place relative to the programs (app/cli/program_files.h).
set(build_share ${PROJECT_BINARY_DIR}/app/share/tgc-workbench)
file(MAKE_DIRECTORY ${build_share})
foreach(folder IN ITEMS demo devices bench)
  if(IS_DIRECTORY ${PROJECT_SOURCE_DIR}/resources/${folder})
    install(DIRECTORY resources/${folder} DESTINATION ${CMAKE_INSTALL_DATADIR}/tgc-workbench)
    file(CREATE_LINK ${PROJECT_SOURCE_DIR}/resources/${folder} ${build_share}/${folder} SYMBOLIC)
  endif()
endforeach()
# Names and rights of serial adapters; the station as a service of the user who is logged in.
file(GLOB udev_rules CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/packaging/*.rules)
install(FILES ${udev_rules} DESTINATION lib/udev/rules.d)
file(GLOB user_units CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/packaging/*.service)
install(FILES ${user_units} DESTINATION lib/systemd/user)
install(DIRECTORY resources/examples DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/tgc-workbench)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME tgc-workbench)
set(CPACK_PACKAGE_CONTACT "TGC Workbench maintainers <maintainers@tgc-workbench.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Titration gas chromatography of inactive lithium")
set(CPACK_PACKAGE_DESCRIPTION
  "Turns gas chromatograms or typed peak areas of titrated lithium electrodes\ninto metallic lithium, SEI lithium and their uncertainties: the desktop\nprogram tgc-workbench and the command line tgc, which also reads and writes Modbus devices.")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${PROJECT_SOURCE_DIR}/packaging/postinst)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-dejavu-core")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_STRIP_FILES ON)
include(CPack)
