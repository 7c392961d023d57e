// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/formats/netcdf_extent.h"

#include <algorithm>
#include <array>
#include <vector>

namespace tgc::formats {

namespace {

constexpr std::uint32_t dimensionTag = 0x0A;
constexpr std::uint32_t variableTag = 0x0B;
constexpr std::uint32_t attributeTag = 0x0C;
constexpr std::uint32_t maxDimensionsOfOne = 8; ///< ANDI has two at most

/// Bytes of one value by netCDF type 1..6 (byte, char, short, int, float, double); 0 for anything else.
std::uint64_t sizeOfType(std::uint32_t type)
{
    constexpr std::array<std::uint64_t, 7> sizes = {0, 1, 1, 2, 4, 4, 8};
    return type < sizes.size() ? sizes[type] : 0;
}

std::uint64_t padded(std::uint64_t bytes)
{
    return (bytes + 3) / 4 * 4;
}

/// Reads the header field by field; the first field that does not fit makes everything after it fail.
class Header {
public:
    explicit Header(std::string_view bytes) : m_bytes(bytes) {}

    [[nodiscard]] bool good() const { return m_good; }
    void fail() { m_good = false; }

    std::uint32_t u32()
    {
        const auto field = take(4);
        std::uint32_t value = 0;
        for (const char c : field) {
            value = value << 8U | static_cast<unsigned char>(c);
        }
        return value;
    }
    std::uint64_t u64()
    {
        const std::uint64_t high = u32();
        return high << 32U | u32();
    }
    std::string_view take(std::uint64_t count)
    {
        if (!m_good || count > m_bytes.size() - m_pos) {
            m_good = false;
            return {};
        }
        const auto part = m_bytes.substr(m_pos, static_cast<std::size_t>(count));
        m_pos += static_cast<std::size_t>(count);
        return part;
    }
    void skipName() { take(padded(u32())); }
    /// Number of entries of a list; every entry takes `least` bytes or more.
    std::uint32_t listLength(std::uint32_t tag, std::uint64_t least)
    {
        const std::uint32_t found = u32();
        const std::uint32_t count = u32();
        const bool absent = found == 0 && count == 0;
        if ((!absent && found != tag) || count * least > m_bytes.size() - m_pos) {
            m_good = false;
            return 0;
        }
        return count;
    }
    void skipAttributes()
    {
        constexpr std::uint64_t leastBytes = 12;
        const auto count = listLength(attributeTag, leastBytes);
        for (std::uint32_t i = 0; i < count && m_good; ++i) {
            skipName();
            const std::uint64_t size = sizeOfType(u32());
            const std::uint64_t values = u32();
            m_good = m_good && size != 0;
            take(padded(size * values));
        }
    }

private:
    std::string_view m_bytes;
    std::size_t m_pos = 4;
    bool m_good = true;
};

struct Variable {
    std::uint64_t begin = 0;
    std::uint64_t bytes = 0; ///< of the whole variable, or of one record
    bool record = false;
};

Variable readVariable(Header &header, const std::vector<std::uint32_t> &dimensions, std::uint64_t limit,
                      bool wideOffsets)
{
    header.skipName();
    Variable variable;
    const std::uint32_t rank = header.u32();
    if (rank > maxDimensionsOfOne) {
        header.fail();
    }
    std::uint64_t values = 1;
    for (std::uint32_t d = 0; d < rank && header.good(); ++d) {
        const std::uint32_t id = header.u32();
        if (id >= dimensions.size() || (d > 0 && dimensions[id] == 0)) {
            header.fail();
            break;
        }
        variable.record = variable.record || dimensions[id] == 0;
        values *= dimensions[id] == 0 ? 1 : dimensions[id];
        if (values > limit) {
            header.fail(); // more values than the largest file has bytes
        }
    }
    header.skipAttributes();
    const std::uint64_t size = sizeOfType(header.u32());
    header.u32(); // vsize: redundant, and wrong in some files
    variable.begin = wideOffsets ? header.u64() : header.u32();
    variable.bytes = values * size;
    if (size == 0 || variable.begin > limit) {
        header.fail();
    }
    return variable;
}

} // namespace

bool isClassicNetcdf(std::string_view bytes)
{
    return bytes.size() >= 4 && bytes.starts_with("CDF") && (bytes[3] == 1 || bytes[3] == 2 || bytes[3] == 5);
}

Result<std::uint64_t> netcdfExtent(std::string_view bytes)
{
    const auto broken = [] { return tgc::fail(ErrorCode::BadInput, "the netCDF header is cut short or damaged"); };
    if (!isClassicNetcdf(bytes) || bytes[3] == 5) {
        return tgc::fail(ErrorCode::Unsupported, "only classic netCDF (version 1 or 2) is read");
    }
    constexpr std::uint64_t largest = std::uint64_t{1} << 40U; // keeps every sum below far from overflow
    constexpr std::uint64_t leastDimension = 8;
    constexpr std::uint64_t leastVariable = 28;
    Header header(bytes);
    const std::uint64_t records = header.u32();
    std::vector<std::uint32_t> dimensions(header.listLength(dimensionTag, leastDimension));
    for (auto &length : dimensions) {
        header.skipName();
        length = header.u32();
    }
    header.skipAttributes();
    std::uint64_t extent = 0;
    std::uint64_t recordBytes = 0;
    std::vector<Variable> recordVariables;
    const auto variables = header.listLength(variableTag, leastVariable);
    for (std::uint32_t i = 0; i < variables && header.good(); ++i) {
        const auto variable = readVariable(header, dimensions, largest, bytes[3] == 2);
        if (!variable.record) {
            extent = std::max(extent, variable.begin + variable.bytes);
        } else {
            recordVariables.push_back(variable);
            recordBytes += padded(variable.bytes);
        }
    }
    if (!header.good() || recordBytes > largest) {
        return broken();
    }
    for (const auto &variable : recordVariables) {
        if (records > largest / std::max<std::uint64_t>(recordBytes, 1)) {
            return broken();
        }
        extent =
            records == 0 ? extent : std::max(extent, variable.begin + (records - 1) * recordBytes + variable.bytes);
    }
    return extent;
}

} // namespace tgc::formats
