// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <span>

#include "analysis/calibration/calibration.h"

namespace tgc {

namespace {

template <class E>
struct Name {
    E value;
    std::string_view text;
};

constexpr std::array unitNames = {Name<AmountUnit>{AmountUnit::InjectedNanomole, "nmol"},
                                  Name<AmountUnit>{AmountUnit::VialMicromole, "umol"},
                                  Name<AmountUnit>{AmountUnit::LithiumMicrogram, "ug"}};
constexpr std::array modelNames = {Name<CurveModel>{CurveModel::Linear, "linear"},
                                   Name<CurveModel>{CurveModel::Quadratic, "quadratic"},
                                   Name<CurveModel>{CurveModel::AverageResponseFactor, "average-rf"}};
constexpr std::array originNames = {Name<CurveOrigin>{CurveOrigin::Ignore, "ignore"},
                                    Name<CurveOrigin>{CurveOrigin::Include, "include"},
                                    Name<CurveOrigin>{CurveOrigin::Force, "force"}};
constexpr std::array weightNames = {
    Name<CurveWeights>{CurveWeights::None, "none"},      Name<CurveWeights>{CurveWeights::InverseX, "1/x"},
    Name<CurveWeights>{CurveWeights::InverseX2, "1/x2"}, Name<CurveWeights>{CurveWeights::InverseY, "1/y"},
    Name<CurveWeights>{CurveWeights::InverseY2, "1/y2"}, Name<CurveWeights>{CurveWeights::InverseVariance, "1/s2"}};

template <class E>
std::string_view nameOf(std::span<const Name<E>> names, E value)
{
    for (const auto &name : names) {
        if (name.value == value) {
            return name.text;
        }
    }
    return {};
}

template <class E>
std::optional<E> valueOf(std::span<const Name<E>> names, std::string_view text)
{
    for (const auto &name : names) {
        if (name.text == text) {
            return name.value;
        }
    }
    return std::nullopt;
}

} // namespace

// clang-format off
std::string_view toString(AmountUnit unit) { return nameOf<AmountUnit>(unitNames, unit); }
std::string_view toString(CurveModel model) { return nameOf<CurveModel>(modelNames, model); }
std::string_view toString(CurveOrigin origin) { return nameOf<CurveOrigin>(originNames, origin); }
std::string_view toString(CurveWeights weights) { return nameOf<CurveWeights>(weightNames, weights); }
std::optional<AmountUnit> amountUnitFromString(std::string_view text) { return valueOf<AmountUnit>(unitNames, text); }
std::optional<CurveModel> curveModelFromString(std::string_view text) { return valueOf<CurveModel>(modelNames, text); }
std::optional<CurveOrigin> curveOriginFromString(std::string_view text) { return valueOf<CurveOrigin>(originNames, text); }
std::optional<CurveWeights> curveWeightsFromString(std::string_view text) { return valueOf<CurveWeights>(weightNames, text); }
// clang-format on

} // namespace tgc
