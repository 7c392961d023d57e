// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

/// The registers of the simulated sampler, an invention of this project: it stands for the technician's hand, which
/// draws gas with a syringe and injects it. Modbus TCP, holding registers, functions 3, 6 and 16, unit 1, PDU addresses
/// from 0, word order ABCD. resources/devices/simulated-sampler.toml says the same in a profile's words.
namespace tgc::simulation::sampler {

inline constexpr std::uint16_t identity = 0; ///< 3 registers r: the text "TGCSIM", constant: the canary
inline constexpr std::uint16_t mapVersion = 3; ///< u16 r: 1
inline constexpr std::uint16_t vial = 16; ///< u16 rw: position of the vial under needle, titrant line and gauge
inline constexpr std::uint16_t gas = 17; ///< enum rw: 0 vial, 1 standard
inline constexpr std::uint16_t volume_uL = 18; ///< f32 rw: what the syringe is set to, 1 .. 5000
inline constexpr std::uint16_t level_ppm = 20; ///< f32 rw: which standard gas; must be one that the bench has
inline constexpr std::uint16_t sampling = 22; ///< enum rw: 0 locked, 1 equalised
inline constexpr std::uint16_t inject = 32; ///< u16 cmd: 1 draws and injects; exception 6 while busy or GC not ready
inline constexpr std::uint16_t state = 48; ///< enum r: 0 idle, 1 drawing
inline constexpr std::uint16_t busy = 49; ///< bool r: 1 from the command until the injection
inline constexpr std::uint16_t done = 50; ///< u16 r: injections made since power came on, wraps
inline constexpr std::uint16_t result = 51; ///< enum r: of the last command: 0 none, 1 injected, 2 failed
inline constexpr std::uint16_t vials = 52; ///< u16 r: how many vials there are

} // namespace tgc::simulation::sampler
