// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/light.h"

#include <QPainter>
#include <QPainterPath>

namespace tgc::desktop {

namespace {

constexpr int grid = 16;    ///< the shapes below are drawn on so many units
constexpr int sharpness = 4; ///< drawn larger, so that it stays sharp at 200 %

QPainterPath shapeOf(Light light)
{
    QPainterPath path;
    switch (light) {
    case Light::Good: // a tick
        path.moveTo(4.5, 8.5);
        path.lineTo(7.0, 11.0);
        path.lineTo(11.5, 5.5);
        break;
    case Light::Bad: // a cross
        path.moveTo(5.2, 5.2);
        path.lineTo(10.8, 10.8);
        path.moveTo(10.8, 5.2);
        path.lineTo(5.2, 10.8);
        break;
    case Light::NoPeak: // a flat line
        path.moveTo(4.5, 8.0);
        path.lineTo(11.5, 8.0);
        break;
    case Light::NotJudged: // a colon on its side
        path.addEllipse(QPointF(5.5, 8.0), 0.5, 0.5);
        path.addEllipse(QPointF(10.5, 8.0), 0.5, 0.5);
        break;
    }
    return path;
}

} // namespace

State stateOf(Light light)
{
    switch (light) {
    case Light::Good: return State::Good;
    case Light::Bad:
    case Light::NoPeak: return State::Bad;
    case Light::NotJudged: return State::Waiting;
    }
    return State::Offline;
}

QColor lightColour(Light light, const QPalette &palette)
{
    return readable(stateColour(stateOf(light)), palette);
}

QIcon lightIcon(Light light)
{
    QPixmap picture(grid * sharpness, grid * sharpness);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(sharpness, sharpness);
    painter.setPen(Qt::NoPen);
    painter.setBrush(stateColour(stateOf(light)));
    painter.drawEllipse(QPointF(8.0, 8.0), 7.0, 7.0);
    painter.setPen(QPen(Qt::white, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(shapeOf(light));
    painter.end();
    QIcon icon(picture);
    icon.addPixmap(picture, QIcon::Selected); // a chosen row would tint it
    return icon;
}

void LightTable::setRows(const QStringList &headers, std::vector<Row> rows, std::vector<Light> lights)
{
    m_lights = std::move(lights);
    setTable(headers, std::move(rows));
}

QVariant LightTable::data(const QModelIndex &index, int role) const
{
    if (role == Qt::DecorationRole && index.column() == m_column && checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return lightIcon(m_lights[static_cast<std::size_t>(index.row())]);
    }
    return PreparedTable::data(index, role);
}

} // namespace tgc::desktop
