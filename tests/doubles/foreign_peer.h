// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QThread>

namespace tgc::test {

/// The system's Python and what it has: the foreign peers are Debian's packages, whatever else is first on PATH.
inline QString foreignPython()
{
    return QStringLiteral("/usr/bin/python3");
}

inline bool hasPymodbus()
{
    return QProcess::execute(foreignPython(),
                             {QStringLiteral("-c"), QStringLiteral("import pymodbus, serial_asyncio")}) == 0;
}

/// A script of tests/foreign, running until the test ends.
class ForeignPeer {
public:
    explicit ForeignPeer(const QString &script) : m_script(script) {}
    ForeignPeer(const ForeignPeer &) = delete;
    ForeignPeer &operator=(const ForeignPeer &) = delete;
    ForeignPeer(ForeignPeer &&) = delete;
    ForeignPeer &operator=(ForeignPeer &&) = delete;
    ~ForeignPeer()
    {
        m_process.closeWriteChannel();
        if (!m_process.waitForFinished(2000)) {
            m_process.kill();
            m_process.waitForFinished();
        }
    }

    /// Starts it; its first line.
    QByteArray start(const QStringList &arguments)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(foreignPython(),
                        QStringList{QStringLiteral("-B"), QStringLiteral(TGC_SOURCE_DIR "/tests/foreign/") + m_script} +
                            arguments);
        return line();
    }
    /// Sends a line and waits for one.
    QByteArray ask(const QByteArray &question)
    {
        m_process.write(question + "\n");
        return line();
    }

private:
    QByteArray line()
    {
        while (!m_process.canReadLine() && m_process.waitForReadyRead(30000)) {
        }
        return m_process.readLine();
    }

    QString m_script;
    QProcess m_process;
};

/// Two ends of a serial cable, by socat: what is written to one comes out of the other.
class SocatCable {
public:
    SocatCable()
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral("socat"), {QStringLiteral("pty,raw,echo=0,link=") + near(),
                                                  QStringLiteral("pty,raw,echo=0,link=") + far()});
        for (int i = 0; i < 500 && !(QFile::exists(near()) && QFile::exists(far())); ++i) {
            QThread::msleep(10);
        }
    }
    SocatCable(const SocatCable &) = delete;
    SocatCable &operator=(const SocatCable &) = delete;
    SocatCable(SocatCable &&) = delete;
    SocatCable &operator=(SocatCable &&) = delete;
    ~SocatCable()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    [[nodiscard]] QString near() const { return m_folder.filePath(QStringLiteral("near")); }
    [[nodiscard]] QString far() const { return m_folder.filePath(QStringLiteral("far")); }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
};

} // namespace tgc::test
