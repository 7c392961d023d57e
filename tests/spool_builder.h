// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <fstream>

#include "app/session/recording/spool_records.h"
#include "tests/spool_fixture.h"

namespace tgc::test {

/// A spool put together record by record.
class SpoolBuilder {
public:
    explicit SpoolBuilder(const recording::RunHeader &header = test::header())
    {
        (void)m_encoder.begin(header, m_bytes);
    }

    /// One record with one sample.
    SpoolBuilder &sample(double device_s, std::int64_t host_ns, std::vector<double> values, std::uint32_t lines = 0,
                         std::uint32_t saturated = 0)
    {
        recording::Sample made;
        made.number = m_next++;
        made.device_s = device_s;
        made.host_ns = host_ns;
        made.lines = lines;
        made.saturated = saturated;
        made.values = std::move(values);
        m_encoder.samples(std::span(&made, 1), m_bytes);
        return *this;
    }
    SpoolBuilder &samples(std::uint64_t from, std::uint64_t to)
    {
        std::vector<recording::Sample> made;
        for (std::uint64_t n = from; n < to; ++n) {
            made.push_back(test::sample(n));
        }
        m_encoder.samples(made, m_bytes);
        return *this;
    }
    SpoolBuilder &mark(const recording::Mark &mark)
    {
        m_encoder.mark(mark, m_bytes);
        return *this;
    }
    SpoolBuilder &trend(const recording::Trend &trend)
    {
        m_encoder.trend(trend, m_bytes);
        return *this;
    }
    SpoolBuilder &end(const std::string &status = "done", const std::string &why = {})
    {
        m_encoder.end({status, "2026-11-25T15:04:02.123Z", why}, m_bytes);
        return *this;
    }

    [[nodiscard]] recording::Bytes &bytes() { return m_bytes; }
    std::filesystem::path write(const std::filesystem::path &file) const
    {
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary)
            .write(reinterpret_cast<const char *>(m_bytes.data()), static_cast<std::streamsize>(m_bytes.size()));
        return file;
    }

private:
    recording::SpoolEncoder m_encoder;
    recording::Bytes m_bytes;
    std::uint64_t m_next = 1;
};

} // namespace tgc::test
