// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/sha256.h"

#include <QByteArrayView>
#include <QCryptographicHash>
#include <QUuid>

namespace tgc::db {

std::string sha256Hex(std::string_view bytes)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
    return hash.result().toHex().toStdString();
}

std::string newUuid()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
}

} // namespace tgc::db
