// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/formats/netcdf_dataset.h"

#include <netcdf.h>
#include <netcdf_mem.h>

#include "app/formats/line_reader.h"
#include "app/formats/text_decode.h"

namespace tgc::formats {

namespace {

/// Up to the first NUL, without blanks around, as UTF-8.
std::string clean(std::string_view text)
{
    text = trimmed(text.substr(0, text.find('\0')));
    const auto decoded = decodeVendor(text, {});
    return decoded ? decoded->utf8 : std::string{};
}

} // namespace

std::mutex &netcdfLibrary()
{
    static std::mutex mutex;
    return mutex;
}

NetcdfDataset::NetcdfDataset(std::string_view bytes, const std::string &name) : m_library(netcdfLibrary())
{
    // The library only reads memory opened so (NC_NOWRITE); its interface predates const.
    m_status = nc_open_mem(name.c_str(), NC_NOWRITE, bytes.size(), const_cast<char *>(bytes.data()), &m_id);
}

NetcdfDataset::~NetcdfDataset()
{
    if (good()) {
        nc_close(m_id);
    }
}

std::string NetcdfDataset::error() const
{
    return nc_strerror(m_status);
}

std::optional<NetcdfDataset::Shape> NetcdfDataset::shape(const char *variable) const
{
    Shape shape;
    int rank = 0;
    if (nc_inq_varid(m_id, variable, &shape.id) != NC_NOERR ||
        nc_inq_var(m_id, shape.id, nullptr, &shape.type, &rank, nullptr, nullptr) != NC_NOERR) {
        return std::nullopt;
    }
    std::vector<int> dimensions(static_cast<std::size_t>(rank));
    if (nc_inq_vardimid(m_id, shape.id, dimensions.data()) != NC_NOERR) {
        return std::nullopt;
    }
    for (const int dimension : dimensions) {
        std::size_t length = 0;
        if (nc_inq_dimlen(m_id, dimension, &length) != NC_NOERR) {
            return std::nullopt;
        }
        shape.lengths.push_back(length);
    }
    return shape;
}

std::string NetcdfDataset::attribute(const char *key, const char *variable) const
{
    int id = NC_GLOBAL;
    nc_type type = NC_NAT;
    std::size_t length = 0;
    if ((*variable != 0 && nc_inq_varid(m_id, variable, &id) != NC_NOERR) ||
        nc_inq_att(m_id, id, key, &type, &length) != NC_NOERR || type != NC_CHAR || length == 0) {
        return {};
    }
    std::string text(length, '\0');
    return nc_get_att_text(m_id, id, key, text.data()) == NC_NOERR ? clean(text) : std::string{};
}

std::vector<double> NetcdfDataset::numbers(const char *variable) const
{
    const auto found = shape(variable);
    if (!found || found->type == NC_CHAR) {
        return {};
    }
    std::size_t count = 1;
    for (const std::size_t length : found->lengths) {
        count *= length;
    }
    std::vector<double> values(count);
    const int status = count == 0 ? NC_NOERR : nc_get_var_double(m_id, found->id, values.data());
    return status == NC_NOERR ? values : std::vector<double>{};
}

std::vector<std::string> NetcdfDataset::texts(const char *variable) const
{
    const auto found = shape(variable);
    if (!found || found->type != NC_CHAR || found->lengths.size() != 2) {
        return {};
    }
    const std::size_t width = found->lengths[1];
    std::string all(found->lengths[0] * width, '\0');
    if (all.empty() || nc_get_var_text(m_id, found->id, all.data()) != NC_NOERR) {
        return {};
    }
    std::vector<std::string> rows;
    for (std::size_t i = 0; i < found->lengths[0]; ++i) {
        rows.push_back(clean(std::string_view(all).substr(i * width, width)));
    }
    return rows;
}

} // namespace tgc::formats
