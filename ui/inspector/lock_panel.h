#pragma once

#include "engine/plan/plan.h"

#include <QWidget>

#include <array>

class QCheckBox;

namespace kaleido {

class CurrentPlan;

/// Which parts of the plan are kept when the rest is resampled; half checked where only some of a part is.
class LockPanel : public QWidget {
    Q_OBJECT

public:
    explicit LockPanel(CurrentPlan& current, QWidget* parent = nullptr);

    void display(const Plan& plan);

private:
    /// Detail, items, tokens, colours.
    static constexpr int kParts = 4;

    void setLocked(int part, bool locked);

    CurrentPlan& m_current;
    std::array<QCheckBox*, kParts> m_boxes{};
};

}  // namespace kaleido
