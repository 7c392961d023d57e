// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/calibration/curve_options.h"

#include <QComboBox>
#include <QFormLayout>
#include <QSignalBlocker>

namespace tgc::desktop {

namespace {

template <class E>
void offer(QComboBox &box, E choice, const QString &words)
{
    box.addItem(words, static_cast<int>(choice));
}

template <class E>
void choose(QComboBox &box, E choice)
{
    box.setCurrentIndex(box.findData(static_cast<int>(choice)));
}

template <class E>
E chosen(const QComboBox &box)
{
    return static_cast<E>(box.currentData().toInt());
}

} // namespace

CurveOptionsForm::CurveOptionsForm(QWidget *parent)
    : QWidget(parent),
      m_model(new QComboBox(this)),
      m_origin(new QComboBox(this)),
      m_weights(new QComboBox(this)),
      m_from(new QComboBox(this))
{
    offer(*m_model, CurveModel::Linear, tr("straight line"));
    offer(*m_model, CurveModel::Quadratic, tr("quadratic"));
    offer(*m_model, CurveModel::AverageResponseFactor, tr("average response factor"));
    offer(*m_origin, CurveOrigin::Ignore, tr("ignore the origin"));
    offer(*m_origin, CurveOrigin::Include, tr("include (0, 0) as a point"));
    offer(*m_origin, CurveOrigin::Force, tr("force through the origin"));
    offer(*m_weights, CurveWeights::None, tr("none"));
    offer(*m_weights, CurveWeights::InverseX, tr("1/x"));
    offer(*m_weights, CurveWeights::InverseX2, tr("1/x²"));
    offer(*m_weights, CurveWeights::InverseY, tr("1/y"));
    offer(*m_weights, CurveWeights::InverseY2, tr("1/y²"));
    offer(*m_weights, CurveWeights::InverseVariance, tr("1/s² (needs column sd)"));
    m_from->addItem(tr("every injection"), false);
    m_from->addItem(tr("means of the levels"), true);
    m_model->setObjectName(QStringLiteral("model"));
    m_weights->setObjectName(QStringLiteral("weights"));
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->addRow(tr("Model"), m_model);
    form->addRow(tr("Origin"), m_origin);
    form->addRow(tr("Weights"), m_weights);
    form->addRow(tr("Fit"), m_from);
    for (QComboBox *box : {m_model, m_origin, m_weights, m_from}) {
        connect(box, &QComboBox::currentIndexChanged, this, &CurveOptionsForm::changed);
    }
}

CalibrationOptions CurveOptionsForm::options() const
{
    CalibrationOptions o;
    o.model = chosen<CurveModel>(*m_model);
    o.origin = chosen<CurveOrigin>(*m_origin);
    o.weights = chosen<CurveWeights>(*m_weights);
    o.fromMeans = m_from->currentData().toBool();
    return o;
}

void CurveOptionsForm::setOptions(const CalibrationOptions &options)
{
    {
        const QSignalBlocker once(this);
        choose(*m_model, options.model);
        choose(*m_origin, options.origin);
        choose(*m_weights, options.weights);
        m_from->setCurrentIndex(m_from->findData(options.fromMeans));
    }
    emit changed();
}

} // namespace tgc::desktop
