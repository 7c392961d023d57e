// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes at all: a recording is read, or refused with one sentence; what is read is placed on a time axis that rises,
// and becomes a record for the store. So that an input gets past the checksums, each is also tried with them put right.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "app/session/recording/read_spool.h"
#include "app/session/recording/spool_records.h"
#include "app/session/spooled_run_record.h"

namespace {

using namespace tgc;

void require(bool holds)
{
    if (!holds) {
        std::abort();
    }
}

void tryIt(std::span<const std::uint8_t> bytes)
{
    const auto run = recording::parseSpool(bytes, "fuzz.spool");
    if (!run) {
        require(!run.error().message.empty() && run.error().message.find('\n') == std::string::npos);
        return;
    }
    require(run->wholeBytes + run->tornBytes == bytes.size());
    for (std::size_t i = 1; i < run->samples.size(); ++i) {
        require(run->samples[i].number > run->samples[i - 1].number);
    }
    const auto again = recording::parseSpool(bytes.first(static_cast<std::size_t>(run->wholeBytes)), "fuzz.spool");
    require(again && again->samples.size() == run->samples.size() && again->tornBytes == 0);
    const db::NewRun record = session::spooledRunRecord(*run, "fuzz.spool");
    require(record.channels.size() >= run->header.channels.size());
}

/// Every record's checksum as it would have to be.
std::vector<std::uint8_t> withChecksums(std::vector<std::uint8_t> bytes)
{
    std::uint32_t crc = recording::crcOfMagic();
    for (std::size_t at = recording::spoolMagic.size(); at + recording::recordFrame <= bytes.size();) {
        std::size_t length = 0;
        for (std::size_t i = 4; i-- > 0;) {
            length = (length << 8U) | bytes[at + i];
        }
        if (length > bytes.size() - at - recording::recordFrame) {
            break;
        }
        crc = recording::chainedCrc(crc, std::span(bytes).subspan(at, 5 + length));
        at += 5 + length;
        for (std::size_t i = 0; i < 4; ++i) {
            bytes[at++] = static_cast<std::uint8_t>(crc >> (8 * i));
        }
    }
    return bytes;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    tryIt({data, size});
    tryIt(withChecksums({data, data + size}));
    return 0;
}
