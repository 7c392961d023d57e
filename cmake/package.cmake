# A thin Debian package of the programs: `scripts/build release package` leaves it in build/release.
# Libraries are Debian's own; dpkg-shlibdeps writes the dependencies from what the programs link.
install(FILES resources/tgc-workbench.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES resources/icons/tgc-workbench.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
install(FILES packaging/copyright README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/tgc-workbench)
install(DIRECTORY resources/examples DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/tgc-workbench)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME tgc-workbench)
set(CPACK_PACKAGE_CONTACT "TGC Workbench maintainers <maintainers@tgc-workbench.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Titration gas chromatography of inactive lithium")
set(CPACK_PACKAGE_DESCRIPTION
  "Turns gas chromatograms or typed peak areas of titrated lithium electrodes\ninto metallic lithium, SEI lithium and their uncertainties: the desktop\nprogram tgc-workbench and the command line tgc.")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-dejavu-core")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_STRIP_FILES ON)
include(CPack)
