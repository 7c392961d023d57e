// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/recording/spool_writer.h"

#include <system_error>

namespace tgc::recording {

Result<std::unique_ptr<SpoolWriter>> SpoolWriter::create(SpoolFiles &files, const std::filesystem::path &file,
                                                         const RunHeader &header)
{
    auto made = files.create(file);
    if (!made) {
        return fail(made.error());
    }
    std::unique_ptr<SpoolWriter> writer(new SpoolWriter(file, std::move(*made)));
    auto begun =
        writer->m_encoder.begin(header, writer->m_unsynced)
            ? writer->flush()
            : fail(ErrorCode::BadInput,
                   "run " + header.run + ": what is known of it is too long for a recording; shorten its texts");
    if (!begun) {
        writer.reset();
        std::error_code ignored;
        std::filesystem::remove(file, ignored);
        return fail(begun.error());
    }
    return writer;
}

void SpoolWriter::add(const std::deque<Item> &items)
{
    std::vector<Sample> batch;
    const auto closeBatch = [&] {
        m_encoder.samples(batch, m_unsynced);
        batch.clear();
    };
    for (const Item &item : items) {
        if (const auto *const sample = std::get_if<Sample>(&item)) {
            batch.push_back(*sample);
            continue;
        }
        closeBatch();
        if (const auto *const mark = std::get_if<Mark>(&item)) {
            m_encoder.mark(*mark, m_unsynced);
            m_gaps += mark->kind == Mark::Kind::Gap ? 1 : 0;
        } else if (const auto *const trend = std::get_if<Trend>(&item)) {
            m_encoder.trend(*trend, m_unsynced);
        }
    }
    closeBatch();
}

void SpoolWriter::addEnd(const RunEnd &end)
{
    m_encoder.end(end, m_unsynced);
    m_ended = true;
}

Result<void> SpoolWriter::flush()
{
    if (m_unsynced.empty()) {
        return {};
    }
    if (m_torn) {
        if (auto cut = m_file->truncate(m_durableBytes); !cut) {
            return cut;
        }
    }
    m_torn = true;
    auto done = m_file->append(m_unsynced);
    if (done) {
        done = m_file->sync();
    }
    if (done) {
        m_torn = false;
        m_durableBytes += m_unsynced.size();
        m_unsynced.clear();
    }
    return done;
}

} // namespace tgc::recording
