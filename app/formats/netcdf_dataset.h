// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tgc::formats {

/// Held while libnetcdf is used: it keeps global state and is not thread safe.
[[nodiscard]] std::mutex &netcdfLibrary();

/// A netCDF data set in memory, open as long as the object lives; nobody else uses the library meanwhile (libnetcdf
/// keeps global state and is not thread safe). The bytes must outlive it and have passed netcdfExtent().
class NetcdfDataset {
public:
    NetcdfDataset(std::string_view bytes, const std::string &name);
    ~NetcdfDataset();
    NetcdfDataset(const NetcdfDataset &) = delete;
    NetcdfDataset &operator=(const NetcdfDataset &) = delete;

    [[nodiscard]] bool good() const { return m_status == 0; }
    [[nodiscard]] std::string error() const;
    /// Text attribute as UTF-8 without its padding; empty where missing. `variable` is "" for the file's own.
    [[nodiscard]] std::string attribute(const char *key, const char *variable = "") const;
    /// All values of a variable as double; empty where there is no such variable or it holds text.
    [[nodiscard]] std::vector<double> numbers(const char *variable) const;
    /// One text a row of a character variable.
    [[nodiscard]] std::vector<std::string> texts(const char *variable) const;

private:
    struct Shape {
        int id = 0;
        int type = 0;
        std::vector<std::size_t> lengths;
    };
    [[nodiscard]] std::optional<Shape> shape(const char *variable) const;

    std::unique_lock<std::mutex> m_library;
    int m_id = 0;
    int m_status = 0;
};

} // namespace tgc::formats
