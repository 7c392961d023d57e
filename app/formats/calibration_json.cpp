// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/formats/calibration_json.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "analysis/calibration/detection.h"
#include "analysis/calibration/fieller.h"
#include "analysis/calibration/outliers.h"
#include "analysis/calibration/replicates.h"

namespace tgc::formats {

namespace {

using Json = nlohmann::ordered_json;

Json orNull(const std::optional<double> &value)
{
    return value ? Json(*value) : Json(nullptr);
}

std::optional<double> number(const Json &object, const char *key)
{
    const auto it = object.find(key);
    return it == object.end() || it->is_null() ? std::nullopt : std::optional(it->get<double>());
}

Json testToJson(const std::optional<FTest> &test)
{
    return test ? Json{{"f", test->f}, {"p", test->p}} : Json(nullptr);
}

std::optional<FTest> test(const Json &object, const char *key)
{
    const auto it = object.find(key);
    return it == object.end() || it->is_null()
               ? std::nullopt
               : std::optional(FTest{it->at("f").get<double>(), it->at("p").get<double>()});
}

Json adviceToJson(const std::vector<StandardAdvice> &advice)
{
    Json words = Json::array();
    for (const StandardAdvice entry : advice) {
        words.push_back(toString(entry));
    }
    return words;
}

Json pointToJson(const CurvePoint &point)
{
    Json json;
    json["level"] = point.standard.level;
    json["replicate"] = point.standard.replicate;
    json["amount"] = point.standard.amount;
    json["area"] = point.standard.area;
    json["residual"] = orNull(point.residual);
    json["standardized"] = orNull(point.standardized);
    json["leverage"] = orNull(point.leverage);
    json["studentized"] = orNull(point.studentized);
    json["cook"] = orNull(point.cook);
    json["used"] = point.standard.used;
    json["sd"] = orNull(point.standard.areaSd);
    json["u_amount"] = point.standard.amountU;
    const auto said = [&json](const char *key, const std::string &text) {
        if (!text.empty()) {
            json[key] = text;
        }
    };
    said("reason", point.standard.reason);
    said("certificate", point.standard.certificate);
    said("expires", point.standard.expires);
    said("injected_at", point.standard.injectedAt);
    return json;
}

CurvePoint pointFromJson(const Json &json)
{
    CurvePoint point;
    point.standard.level = json.at("level").get<std::string>();
    point.standard.replicate = json.at("replicate").get<std::string>();
    point.standard.amount = json.at("amount").get<double>();
    point.standard.area = json.at("area").get<double>();
    point.standard.used = json.at("used").get<bool>();
    point.standard.areaSd = number(json, "sd");
    point.standard.amountU = number(json, "u_amount").value_or(0.0);
    point.standard.reason = json.value("reason", "");
    point.standard.certificate = json.value("certificate", "");
    point.standard.expires = json.value("expires", "");
    point.standard.injectedAt = json.value("injected_at", "");
    point.residual = number(json, "residual");
    point.standardized = number(json, "standardized");
    point.leverage = number(json, "leverage");
    point.studentized = number(json, "studentized");
    point.cook = number(json, "cook");
    return point;
}

template <class T>
T required(const std::optional<T> &value, const char *key)
{
    if (!value) {
        throw std::invalid_argument(std::string("unknown word in \"") + key + "\"");
    }
    return *value;
}

/// One entry an amount that was injected more than once.
Json replicatesToJson(const std::vector<StandardPoint> &standards)
{
    Json levels = Json::array();
    const auto scatter = replicateScatter(standards);
    for (std::size_t i = 0; i < scatter.size(); ++i) {
        const auto &level = scatter[i];
        const bool said =
            level && std::any_of(scatter.begin(), scatter.begin() + static_cast<std::ptrdiff_t>(i),
                                 [&](const auto &other) { return other && other->amount == level->amount; });
        if (level && !said) {
            levels.push_back({{"level", standards[i].level},
                              {"amount", level->amount},
                              {"n", level->count},
                              {"rsd", level->rsd},
                              {"rsd_limit", replicateRsdLimit},
                              {"verdict", level->passed ? "passed" : "failed"}});
        }
    }
    return levels;
}

void checkShape(const Calibration &curve)
{
    const std::size_t n = curve.coefficients.size();
    bool square = curve.covariance.size() == n && curve.certificateShift.size() == n;
    for (const auto &row : curve.covariance) {
        square = square && row.size() == n;
    }
    if (n < 2 || n > 3 || !square || curve.dof < 1 || !(curve.rangeHigh >= curve.rangeLow)) {
        throw std::invalid_argument("coefficients, covariance, dof or range do not fit together");
    }
}

/// Whoever names a wrong file reads what is wrong with it, not what a parser of JSON met at which byte.
Json calibrationObject(std::string_view text)
{
    Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) {
        throw std::invalid_argument("it is no JSON");
    }
    for (const char *key : {"amount_unit", "model", "origin", "weights", "coefficients", "standard_errors",
                            "covariance", "residual_sd", "dof", "range", "points"}) {
        if (!json.is_object() || !json.contains(key)) {
            throw std::invalid_argument(std::string("it has no \"") + key + "\"");
        }
    }
    return json;
}

Calibration parse(std::string_view text)
{
    const Json json = calibrationObject(text);
    Calibration curve;
    curve.unit = required(amountUnitFromString(json.at("amount_unit").get<std::string>()), "amount_unit");
    curve.model = required(curveModelFromString(json.at("model").get<std::string>()), "model");
    curve.origin = required(curveOriginFromString(json.at("origin").get<std::string>()), "origin");
    curve.weights = required(curveWeightsFromString(json.at("weights").get<std::string>()), "weights");
    curve.fromMeans = json.value("from", "points") == std::string("means");
    curve.coefficients = json.at("coefficients").get<std::vector<double>>();
    curve.standardErrors = json.at("standard_errors").get<std::vector<double>>();
    curve.covariance = json.at("covariance").get<std::vector<std::vector<double>>>();
    curve.certificateShift = json.value("certificate_shift", std::vector<double>(curve.coefficients.size(), 0.0));
    curve.residualSd = json.at("residual_sd").get<double>();
    curve.r2 = number(json, "r2");
    curve.dof = json.at("dof").get<int>();
    curve.rangeLow = json.at("range").at(0).get<double>();
    curve.rangeHigh = json.at("range").at(1).get<double>();
    curve.lod = number(json, "lod");
    curve.loq = number(json, "loq");
    curve.critical = number(json, "critical");
    curve.lackOfFit = test(json, "lack_of_fit");
    curve.mandel = test(json, "mandel");
    for (const Json &point : json.at("points")) {
        curve.points.push_back(pointFromJson(point));
    }
    if (const auto volumes = json.find("matched_volumes"); volumes != json.end() && !volumes->is_null()) {
        curve.matchedVolumes = MatchedVialVolumes{milliliters(volumes->at("vial_volume_mL").get<double>()),
                                                  milliliters(volumes->at("solids_volume_mL").get<double>()),
                                                  milliliters(volumes->at("liquid_volume_mL").get<double>())};
    }
    curve.areaUnit = json.value("area_unit", "");
    curve.flags = json.value("flags", std::vector<std::string>());
    curve.source = required(sourceFromString(json.value("source", "typed")), "source");
    checkShape(curve);
    return curve;
}

} // namespace

std::string calibrationToJson(const Calibration &curve)
{
    Json json;
    json["amount_unit"] = toString(curve.unit);
    json["model"] = toString(curve.model);
    json["origin"] = toString(curve.origin);
    json["weights"] = toString(curve.weights);
    json["from"] = curve.fromMeans ? "means" : "points";
    json["coefficients"] = curve.coefficients;
    json["standard_errors"] = curve.standardErrors;
    json["covariance"] = curve.covariance;
    json["certificate_shift"] = curve.certificateShift;
    json["residual_sd"] = curve.residualSd;
    json["r2"] = orNull(curve.r2);
    json["dof"] = curve.dof;
    json["range"] = {curve.rangeLow, curve.rangeHigh};
    json["lod"] = orNull(curve.lod);
    json["loq"] = orNull(curve.loq);
    json["critical"] = orNull(curve.critical);
    json["lack_of_fit"] = testToJson(curve.lackOfFit);
    json["mandel"] = testToJson(curve.mandel);
    const auto detection = detectionAmount(curve);
    const auto quantification = quantificationAmount(curve);
    json["detection_limit"] = detection ? Json(*detection) : Json(nullptr);
    json["quantification_limit"] = quantification ? Json(*quantification) : Json(nullptr);
    const auto quantified = quantifiedFrom(curve);
    json["quantified_from"] = quantified ? Json(*quantified) : Json(nullptr);
    json["fieller_g"] = orNull(fiellerG(curve));
    json["points"] = Json::array();
    const auto advice = adviceOn(curve);
    std::vector<StandardPoint> standards;
    for (std::size_t i = 0; i < curve.points.size(); ++i) {
        json["points"].push_back(pointToJson(curve.points[i]));
        json["points"].back()["advice"] = adviceToJson(advice[i]);
        standards.push_back(curve.points[i].standard);
    }
    json["replicates"] = replicatesToJson(standards);
    if (curve.matchedVolumes) {
        json["matched_volumes"] = {{"vial_volume_mL", inMilliliters(curve.matchedVolumes->vial)},
                                   {"solids_volume_mL", inMilliliters(curve.matchedVolumes->solids)},
                                   {"liquid_volume_mL", inMilliliters(curve.matchedVolumes->liquid)}};
    }
    json["area_unit"] = curve.areaUnit;
    json["source"] = toString(curve.source);
    json["flags"] = curve.flags;
    return json.dump();
}

Result<Calibration> calibrationFromJson(std::string_view json, std::string_view origin)
{
    try {
        return parse(json);
    } catch (const Json::exception &) { // of a known key, or it would have been missed above
        return fail(ErrorCode::BadInput, std::string(origin) + ": not a calibration written by tgc calibrate: one of "
                                                               "its entries is missing or of another kind; make it "
                                                               "again with tgc calibrate --out");
    } catch (const std::exception &error) {
        return fail(ErrorCode::BadInput, std::string(origin) + ": not a calibration written by tgc calibrate: " +
                                             error.what() + "; make it with tgc calibrate --out");
    }
}

} // namespace tgc::formats
