#pragma once

#include "engine/plan/plan.h"

#include <QString>
#include <QWidget>

#include <optional>
#include <vector>

class QPushButton;
class QToolButton;

namespace kaleido {

class CurrentPlan;
class NumberField;

/// Box and blob of one item as numbers, in percent of the picture and in degrees. Each field changes its own number and leaves
/// the others exactly as they are; the steps of one visit to a field are one entry of undo. What is typed counts when the field
/// is left, with Enter and where typing ends.
class GeometryFields : public QWidget {
    Q_OBJECT

public:
    explicit GeometryFields(CurrentPlan& current, QWidget* parent = nullptr);

    void display(const Item& item, bool editable);

private:
    /// One number of an item.
    struct Measure {
        QString name;  ///< of the field, in tests
        QString label;
        QString spoken;  ///< for screen readers
        QString edit;    ///< the text of undo
        double least = 0;
        double most = 0;
        double unit = 0.01;  ///< what 1 in the field is
        double (*get)(const Item& item) = nullptr;
        Plan (*set)(Plan plan, const Item& item, double value) = nullptr;
    };
    using HasShape = bool (*)(const Item& item);
    struct Field {
        Measure measure;
        NumberField* number = nullptr;
        HasShape hasShape = nullptr;  ///< whether there is what this is a number of
    };
    /// The fields of one shape, and the buttons that give it and take it away.
    struct Shape {
        std::vector<Field> fields;
        QWidget* numbers = nullptr;
        QPushButton* add = nullptr;
        QToolButton* remove = nullptr;
    };

    static std::vector<Measure> boxMeasures();
    static std::vector<Measure> blobMeasures();
    Shape makeShape(const QString& name, const QString& title, std::vector<Measure> measures,
                    HasShape hasShape);
    void display(const Shape& shape, bool there, bool editable);
    void change(const Field& field, double value);
    void endTyping();
    void addBox();
    void addBlob();

    CurrentPlan& m_current;
    Shape m_box, m_blob;
    std::optional<Item> m_item;
};

}  // namespace kaleido
