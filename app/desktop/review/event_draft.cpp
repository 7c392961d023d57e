// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/event_draft.h"

#include <algorithm>

#include "app/desktop/shell/text.h"

namespace tgc::desktop {

/// A channel's table becomes another one.
class EventDraft::Step : public QUndoCommand {
public:
    Step(EventDraft &draft, std::string channel, Events after, const QString &what, QString merge)
        : QUndoCommand(what),
          m_draft(draft),
          m_channel(std::move(channel)),
          m_before(draft.events(m_channel)),
          m_after(std::move(after)),
          m_merge(std::move(merge))
    {
    }

    void redo() override { m_draft.put(m_channel, m_after); }
    void undo() override { m_draft.put(m_channel, m_before); }
    [[nodiscard]] int id() const override { return m_merge.isEmpty() ? -1 : 1; }
    bool mergeWith(const QUndoCommand *other) override
    {
        const auto *later = static_cast<const Step *>(other);
        if (later->m_channel != m_channel || later->m_merge != m_merge) {
            return false;
        }
        m_after = later->m_after;
        return true;
    }
    [[nodiscard]] const QString &merge() const { return m_merge; }
    [[nodiscard]] const std::string &channel() const { return m_channel; }

private:
    EventDraft &m_draft;
    std::string m_channel;
    Events m_before;
    Events m_after;
    QString m_merge;
};

void EventDraft::load(Tables tables)
{
    m_undo.clear();
    m_tables = std::move(tables);
}

const EventDraft::Events &EventDraft::events(const std::string &channel) const
{
    static const Events none;
    const auto found = m_tables.find(channel);
    return found == m_tables.end() ? none : found->second;
}

void EventDraft::replace(const std::string &channel, Events events, const QString &what, const QString &merge)
{
    if (events != this->events(channel)) {
        m_undo.push(new Step(*this, channel, std::move(events), what, merge));
    }
}

void EventDraft::append(const std::string &channel, const IntegrationEvent &event, const QString &merge)
{
    Events next = events(channel);
    const auto *before = m_undo.canUndo() ? static_cast<const Step *>(m_undo.command(m_undo.index() - 1)) : nullptr;
    const bool goesOn =
        before != nullptr && !merge.isEmpty() && before->merge() == merge && before->channel() == channel;
    if (goesOn && !next.empty()) {
        next.back() = event;
    } else {
        next.push_back(event);
    }
    replace(channel, std::move(next), qstr(describe(event)), merge);
}

void EventDraft::removeRows(const std::string &channel, std::vector<int> rows)
{
    Events next = events(channel);
    std::sort(rows.begin(), rows.end(), std::greater<>());
    for (const int row : rows) {
        next.erase(next.begin() + row);
    }
    replace(channel, std::move(next), tr("delete %n row(s)", nullptr, static_cast<int>(rows.size())));
}

void EventDraft::put(const std::string &channel, const Events &events)
{
    m_tables[channel] = events;
    emit changed(channel);
}

} // namespace tgc::desktop
