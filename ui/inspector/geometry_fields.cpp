#include "ui/inspector/geometry_fields.h"

#include "app/studio/current_plan.h"
#include "engine/plan/edits.h"
#include "engine/plan/items.h"
#include "engine/plan/limits.h"
#include "engine/plan/shapes.h"
#include "ui/fields/number_field.h"
#include "ui/theme/icons.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace kaleido {
namespace {

constexpr Box kFirstBox{0.3, 0.3, 0.7, 0.7};
constexpr double kFarthest = 200;  ///< percent; what lies outside is told as an issue
constexpr double kMostTurns = 3600;

}  // namespace

std::vector<GeometryFields::Measure> GeometryFields::boxMeasures() {
    const double least = 100 * kSmallestSide;
    return {{.name = QStringLiteral("boxX"),
             .label = tr("X", "left edge"),
             .spoken = tr("Left edge of the box"),
             .edit = tr("Move box"),
             .least = -kFarthest,
             .most = kFarthest,
             .get = [](const Item& item) { return item.box->x0; },
             .set =
                 [](Plan plan, const Item& item, double x) {
                     return moveItem(std::move(plan), item.id, {x - item.box->x0, 0});
                 }},
            {.name = QStringLiteral("boxY"),
             .label = tr("Y", "top edge"),
             .spoken = tr("Top edge of the box"),
             .edit = tr("Move box"),
             .least = -kFarthest,
             .most = kFarthest,
             .get = [](const Item& item) { return item.box->y0; },
             .set =
                 [](Plan plan, const Item& item, double y) {
                     return moveItem(std::move(plan), item.id, {0, y - item.box->y0});
                 }},
            {.name = QStringLiteral("boxWidth"),
             .label = tr("W", "width"),
             .spoken = tr("Width of the box"),
             .edit = tr("Resize box"),
             .least = least,
             .most = kFarthest,
             .get = [](const Item& item) { return item.box->x1 - item.box->x0; },
             .set =
                 [](Plan plan, const Item& item, double width) {
                     Box box = *item.box;
                     box.x1 = box.x0 + width;
                     return setBox(std::move(plan), item.id, box);
                 }},
            {.name = QStringLiteral("boxHeight"),
             .label = tr("H", "height"),
             .spoken = tr("Height of the box"),
             .edit = tr("Resize box"),
             .least = least,
             .most = kFarthest,
             .get = [](const Item& item) { return item.box->y1 - item.box->y0; },
             .set =
                 [](Plan plan, const Item& item, double height) {
                     Box box = *item.box;
                     box.y1 = box.y0 + height;
                     return setBox(std::move(plan), item.id, box);
                 }}};
}

std::vector<GeometryFields::Measure> GeometryFields::blobMeasures() {
    const double least = 100 * kSmallestRadius;
    return {{.name = QStringLiteral("blobX"),
             .label = tr("X", "centre"),
             .spoken = tr("Centre of the blob from the left"),
             .edit = tr("Move blob"),
             .least = -kFarthest,
             .most = kFarthest,
             .get = [](const Item& item) { return item.blob->centre.x; },
             .set =
                 [](Plan plan, const Item& item, double x) {
                     return moveItem(std::move(plan), item.id, {x - item.blob->centre.x, 0});
                 }},
            {.name = QStringLiteral("blobY"),
             .label = tr("Y", "centre"),
             .spoken = tr("Centre of the blob from the top"),
             .edit = tr("Move blob"),
             .least = -kFarthest,
             .most = kFarthest,
             .get = [](const Item& item) { return item.blob->centre.y; },
             .set =
                 [](Plan plan, const Item& item, double y) {
                     return moveItem(std::move(plan), item.id, {0, y - item.blob->centre.y});
                 }},
            {.name = QStringLiteral("blobRadiusX"),
             .label = tr("RX", "radius"),
             .spoken = tr("First radius of the blob"),
             .edit = tr("Resize blob"),
             .least = least,
             .most = kFarthest,
             .get = [](const Item& item) { return item.blob->rx; },
             .set =
                 [](Plan plan, const Item& item, double radius) {
                     Blob blob = *item.blob;
                     blob.rx = radius;
                     return setBlob(std::move(plan), item.id, blob);
                 }},
            {.name = QStringLiteral("blobRadiusY"),
             .label = tr("RY", "radius"),
             .spoken = tr("Second radius of the blob"),
             .edit = tr("Resize blob"),
             .least = least,
             .most = kFarthest,
             .get = [](const Item& item) { return item.blob->ry; },
             .set =
                 [](Plan plan, const Item& item, double radius) {
                     Blob blob = *item.blob;
                     blob.ry = radius;
                     return setBlob(std::move(plan), item.id, blob);
                 }},
            {.name = QStringLiteral("blobAngle"),
             .label = tr("Angle"),
             .spoken = tr("Angle of the blob, clockwise"),
             .edit = tr("Rotate blob"),
             .least = -kMostTurns,
             .most = kMostTurns,
             .unit = 1,
             .get = [](const Item& item) { return item.blob->angle; },
             .set =
                 [](Plan plan, const Item& item, double angle) {
                     Blob blob = *item.blob;
                     blob.angle = angle;
                     return setBlob(std::move(plan), item.id, blob);
                 }}};
}

GeometryFields::GeometryFields(CurrentPlan& current, QWidget* parent) : QWidget(parent), m_current(current) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_box = makeShape(QStringLiteral("Box"), tr("Box"), boxMeasures(),
                      [](const Item& item) { return item.box.has_value(); });
    m_blob = makeShape(QStringLiteral("Blob"), tr("Blob"), blobMeasures(),
                       [](const Item& item) { return item.blob.has_value(); });
    m_box.add->setText(tr("Add a box"));
    m_box.remove->setToolTip(tr("Remove the box"));
    m_blob.add->setText(tr("Add a blob"));
    m_blob.remove->setToolTip(tr("Remove the blob"));
    for (const Shape* shape : {&m_box, &m_blob}) shape->remove->setAccessibleName(shape->remove->toolTip());
    connect(&current, &CurrentPlan::typingEnds, this, &GeometryFields::endTyping);
    connect(m_box.add, &QPushButton::clicked, this, &GeometryFields::addBox);
    connect(m_blob.add, &QPushButton::clicked, this, &GeometryFields::addBlob);
    connect(m_box.remove, &QToolButton::clicked, this, [this] {
        const ItemId id = m_item->id;
        m_current.editItem(id, tr("Remove box"), [&](Plan plan) { return removeBox(std::move(plan), id); });
    });
    connect(m_blob.remove, &QToolButton::clicked, this, [this] {
        const ItemId id = m_item->id;
        m_current.editItem(id, tr("Remove blob"), [&](Plan plan) { return removeBlob(std::move(plan), id); });
    });
}

GeometryFields::Shape GeometryFields::makeShape(const QString& name, const QString& title,
                                                std::vector<Measure> measures, HasShape hasShape) {
    Shape shape;
    shape.numbers = new QWidget;
    shape.add = new QPushButton;
    shape.add->setObjectName(QStringLiteral("add") + name);
    shape.remove = new QToolButton;
    shape.remove->setObjectName(QStringLiteral("remove") + name);
    shape.remove->setIcon(ui::themedIcon(u"remove"));
    shape.remove->setAutoRaise(true);

    auto* grid = new QGridLayout(shape.numbers);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->setColumnMinimumWidth(0, fontMetrics().horizontalAdvance(tr("Angle")));  // the same for both shapes
    grid->setColumnMinimumWidth(2, fontMetrics().horizontalAdvance(tr("RY", "radius")));
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);
    grid->addWidget(new QLabel(title), 0, 0, 1, 3);
    grid->addWidget(shape.remove, 0, 3, Qt::AlignRight);
    int place = 0;
    for (Measure& measure : measures) {
        auto* number = new NumberField;
        number->setObjectName(measure.name);
        number->setAccessibleName(measure.spoken);
        number->setToolTip(measure.spoken);
        number->setDecimals(measure.unit < 1 ? 2 : 1);
        number->setRange(measure.least, measure.most);
        number->setSuffix(measure.unit < 1 ? tr(" %", "percent behind a number") : QStringLiteral("°"));
        auto* label = new QLabel(measure.label);
        label->setBuddy(number);
        const int row = 1 + place / 2;
        const int column = place % 2 * 2;
        grid->addWidget(label, row, column, Qt::AlignRight);
        grid->addWidget(number, row, column + 1);
        ++place;
        shape.fields.push_back({std::move(measure), number, hasShape});
        connect(number, &NumberField::valueChanged, this,
                [this, field = shape.fields.back()](double value) { change(field, value); });
    }
    layout()->addWidget(shape.numbers);
    layout()->addWidget(shape.add);
    return shape;
}

void GeometryFields::display(const Item& item, bool editable) {
    m_item = item;
    display(m_box, item.box.has_value(), editable);
    display(m_blob, item.blob.has_value(), editable);
}

void GeometryFields::display(const Shape& shape, bool there, bool editable) {
    shape.numbers->setVisible(there);
    shape.add->setVisible(!there);
    shape.add->setEnabled(editable);
    shape.remove->setEnabled(editable);
    for (const Field& field : shape.fields) {
        field.number->setEnabled(editable);
        if (there) field.number->display(field.measure.get(*m_item) / field.measure.unit);
    }
}

void GeometryFields::change(const Field& field, double value) {
    const Plan* plan = m_current.stored();
    const auto index = plan == nullptr || !m_item ? std::nullopt : findItem(*plan, m_item->id);
    if (!index) return;
    const Item item = plan->items[*index];
    if (!field.hasShape(item)) return;  // it has just been taken away, and the field with it
    const QString visit =
        QStringLiteral("%1 %2 %3").arg(field.measure.name).arg(item.id.value).arg(field.number->visit());
    m_current.editItem(
        item.id, field.measure.edit,
        [&](Plan now) { return field.measure.set(std::move(now), item, value * field.measure.unit); }, visit);
}

void GeometryFields::endTyping() {
    for (const Shape* shape : {&m_box, &m_blob}) {
        for (const Field& field : shape->fields) {
            if (field.number->hasAcceptableInput()) field.number->interpretText();
        }
    }
}

void GeometryFields::addBox() {
    const ItemId id = m_item->id;
    const Box box = m_item->blob ? boundsOf(*m_item->blob) : kFirstBox;
    m_current.editItem(id, tr("Add box"), [&](Plan plan) { return setBox(std::move(plan), id, box); });
}

void GeometryFields::addBlob() {
    const ItemId id = m_item->id;
    const Blob blob = blobInside(m_item->box.value_or(kFirstBox));
    m_current.editItem(id, tr("Add blob"), [&](Plan plan) { return setBlob(std::move(plan), id, blob); });
}

}  // namespace kaleido
