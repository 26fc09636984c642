#include "ui/inspector/lock_panel.h"

#include "app/studio/current_plan.h"
#include "engine/plan/edits.h"

#include <QCheckBox>
#include <QGridLayout>

#include <algorithm>

namespace kaleido {
namespace {

enum Row { Detail, Items, Tokens, Colors };

template <typename Parts>
Qt::CheckState stateOf(const Parts& parts) {
    const auto locked =
        std::count_if(parts.begin(), parts.end(), [](const auto& part) { return part.locked; });
    if (locked == 0) return Qt::Unchecked;
    return locked == static_cast<std::ptrdiff_t>(parts.size()) ? Qt::Checked : Qt::PartiallyChecked;
}

}  // namespace

LockPanel::LockPanel(CurrentPlan& current, QWidget* parent) : QWidget(parent), m_current(current) {
    const std::array<std::pair<QString, QString>, kParts> names{
        {{QStringLiteral("lockDetail"), tr("Description")},
         {QStringLiteral("lockItems"), tr("Items")},
         {QStringLiteral("lockTokens"), tr("Visual tokens")},
         {QStringLiteral("lockColors"), tr("Colours")}}};
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    for (int part = 0; part < kParts; ++part) {
        const auto& [name, text] = names[static_cast<std::size_t>(part)];
        auto* box = new QCheckBox(text);
        box->setObjectName(name);
        box->setToolTip(tr("Keep it as it is when the rest is resampled"));
        grid->addWidget(box, part / 2, part % 2);
        m_boxes[static_cast<std::size_t>(part)] = box;
        connect(box, &QCheckBox::clicked, this,
                [this, part, box] { setLocked(part, box->checkState() != Qt::Unchecked); });
    }
}

void LockPanel::display(const Plan& plan) {
    const bool editable = m_current.canEdit();
    const auto show = [&](Row row, const auto& parts) {
        QCheckBox& box = *m_boxes[row];
        const Qt::CheckState state = stateOf(parts);
        // A click on a half checked box checks it; it never becomes half checked by a click.
        box.setTristate(state == Qt::PartiallyChecked);
        box.setCheckState(state);
        box.setEnabled(editable && !parts.empty());
    };
    show(Detail, plan.sentences);
    show(Items, plan.items);
    show(Tokens, plan.tokens.parts);
    show(Colors, plan.colors.parts);
}

void LockPanel::setLocked(int part, bool locked) {
    const auto change = [&](Plan plan) {
        if (part == Detail) return kaleido::setLocked(std::move(plan), {PartKind::Detail}, locked);
        if (part == Tokens) return kaleido::setLocked(std::move(plan), {PartKind::Tokens}, locked);
        if (part == Colors) return kaleido::setLocked(std::move(plan), {PartKind::Colors}, locked);
        for (std::size_t i = 0; i < plan.items.size(); ++i)
            plan = kaleido::setLocked(std::move(plan), {PartKind::Item, i}, locked);
        return plan;
    };
    const QString name = m_boxes[static_cast<std::size_t>(part)]->text();
    m_current.edit(locked ? tr("Lock: %1").arg(name) : tr("Unlock: %1").arg(name), change);
    if (const Plan* plan = m_current.shown()) display(*plan);
}

}  // namespace kaleido
