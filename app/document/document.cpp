#include "app/document/document.h"

#include "app/document/edit_command.h"

#include <QScopedValueRollback>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace kaleido {
namespace {

constexpr std::string_view kCurrentPlan = "current_plan";

PlanId planIdOf(const std::optional<std::string>& text) {
    PlanId id;
    if (text) std::from_chars(text->data(), text->data() + text->size(), id.value);
    return id;
}

}  // namespace

Document::Document(ProjectStore store, Content content, QObject* parent)
    : QObject(parent),
      m_store(std::move(store)),
      m_plans(std::move(content.plans)),
      m_current(content.current) {}

Document::~Document() = default;

Result<std::unique_ptr<Document>> Document::open(ProjectStore store, QObject* parent) {
    auto content = read(store);
    if (!content) return content.error();
    return std::unique_ptr<Document>(new Document(std::move(store), *std::move(content), parent));
}

Result<Document::Content> Document::read(const ProjectStore& store) {
    const auto stored = store.plans().all();
    if (!stored) return stored.error();
    Content content;
    for (const StoredPlan& one : *stored) {
        auto plan = store.plans().plan(one.current);
        if (!plan) return plan.error();
        content.plans.push_back({one, std::move(*plan)});
    }
    const auto current = store.settings().value(kCurrentPlan);
    if (!current) return current.error();
    content.current = planIdOf(*current);
    const bool there = std::any_of(content.plans.begin(), content.plans.end(),
                                   [&](const DocumentPlan& one) { return one.stored.id == content.current; });
    if (!there) content.current = content.plans.empty() ? PlanId{} : content.plans.back().stored.id;
    return content;
}

bool Document::mayAdd() {
    const auto may = m_store.inOne([] { return Result<void>(); });
    return may ? true : fail(may.error());
}

const DocumentPlan* Document::find(PlanId plan) const {
    const auto found = std::find_if(m_plans.begin(), m_plans.end(),
                                    [&](const DocumentPlan& one) { return one.stored.id == plan; });
    return found == m_plans.end() ? nullptr : &*found;
}

DocumentPlan* Document::entry(PlanId plan) {
    return const_cast<DocumentPlan*>(find(plan));
}

const Plan& Document::shown(PlanId plan) const {
    if (m_preview && m_preview->id == plan) return m_preview->plan;
    const DocumentPlan* found = find(plan);
    if (found == nullptr) throw std::out_of_range("the document has no such plan");
    return found->plan;
}

std::optional<PlanId> Document::addPlan(const Plan& plan, Origin origin, bool makeCurrent, RevisionId parent,
                                        const QString& edit) {
    auto stored = m_store.plans().add(plan, origin, parent, edit.toStdString());
    if (!stored) {
        fail(stored.error());
        return std::nullopt;
    }
    m_plans.push_back({*stored, plan});
    Q_EMIT changed({.what = Change::What::PlanAdded, .plan = stored->id});
    if (makeCurrent || !m_current) setCurrentPlan(stored->id);
    return stored->id;
}

std::optional<RunId> Document::addRun(const NewRun& run) {
    const auto added = m_store.runs().add(run);
    if (!added) {
        fail(added.error());
        return std::nullopt;
    }
    Q_EMIT changed({.what = Change::What::RunAdded, .run = added->id});
    return added->id;
}

std::optional<PictureId> Document::addPicture(const NewPicture& picture) {
    const auto added = m_store.pictures().add(picture);
    if (!added) {
        fail(added.error());
        return std::nullopt;
    }
    Q_EMIT changed({.what = Change::What::PictureAdded, .run = picture.run, .pictures = {added->id}});
    return added->id;
}

void Document::setCurrentPlan(PlanId plan) {
    if (plan == m_current || find(plan) == nullptr) return;
    endTyping();
    endPreview();
    m_current = plan;
    // Which plan is on the canvas is no work that could be lost: a project that cannot be written shows it all the same.
    if (!readOnly()) {
        if (auto kept = m_store.settings().set(kCurrentPlan, std::to_string(plan.value)); !kept)
            fail(kept.error());
    }
    Q_EMIT changed({.what = Change::What::CurrentPlan, .plan = plan});
}

bool Document::edit(PlanId plan, const Plan& after, const QString& text, const QString& mergeKey) {
    if (m_restoring) return false;
    const bool previewed = m_preview.has_value();
    m_preview.reset();
    DocumentPlan* now = entry(plan);
    if (now == nullptr) throw std::out_of_range("the document has no such plan");
    if (now->plan == after) {
        if (previewed) Q_EMIT changed({.what = Change::What::PlanPreviewed, .plan = plan});
        return false;
    }
    const auto revision = m_store.plans().addRevision(after, now->stored.current, text.toStdString());
    if (!revision) {
        if (previewed) Q_EMIT changed({.what = Change::What::PlanPreviewed, .plan = plan});
        return fail(revision.error());
    }
    const std::vector<DocumentValue> before{PlanValue{plan, now->stored.current, now->plan}};
    const std::vector<DocumentValue> then{PlanValue{plan, revision->id, after}};
    show(then.front());
    m_undo.push(new EditCommand(*this, text, before, then, mergeKey));
    return true;
}

bool Document::setPlanMarks(PlanId plan, PlanMarks marks, const QString& text) {
    const DocumentPlan* now = find(plan);
    if (now == nullptr) throw std::out_of_range("the document has no such plan");
    if (now->stored.marks == marks) return false;
    const std::vector<DocumentValue> before{PlanMarksValue{plan, now->stored.marks}};
    const std::vector<DocumentValue> after{PlanMarksValue{plan, marks}};
    if (!assign(after)) return false;
    m_undo.push(new EditCommand(*this, text, before, after));
    return true;
}

bool Document::setPictureMarks(std::span<const PictureId> pictures, PictureMarks marks, const QString& text) {
    const auto now = m_store.pictures().list(pictures);
    if (!now) return fail(now.error());
    std::vector<DocumentValue> before, after;
    for (const StoredPicture& picture : *now) {
        if (picture.marks == marks) continue;
        before.push_back(PictureMarksValue{picture.id, picture.marks});
        after.push_back(PictureMarksValue{picture.id, marks});
    }
    if (after.empty() || !assign(after)) return false;
    m_undo.push(new EditCommand(*this, text, before, after));
    return true;
}

void Document::preview(PlanId plan, const Plan& during) {
    m_preview = Preview{plan, during};
    Q_EMIT changed({.what = Change::What::PlanPreviewed, .plan = plan});
}

void Document::endPreview() {
    if (!m_preview) return;
    const PlanId plan = m_preview->id;
    m_preview.reset();
    Q_EMIT changed({.what = Change::What::PlanPreviewed, .plan = plan});
}

Result<void> Document::take(ProjectStore store) {
    auto content = read(store);
    if (!content) return content.error();
    endTyping();
    Q_EMIT leaving();
    std::swap(m_store, store);
    m_plans = std::move(content->plans);
    m_current = content->current;
    m_preview.reset();
    m_undo.clear();
    Q_EMIT changed({});
    static_cast<void>(
        store.close());  // what cannot be put into the former file stays beside it and is found there
    return {};
}

Result<void> Document::saveAs(const std::filesystem::path& path, FormerFile former) {
    endTyping();
    const bool wasReadOnly = readOnly();
    auto saved = m_store.saveAs(path, former);
    if (saved && wasReadOnly) Q_EMIT changed({});  // all of it can be edited now
    return saved;
}

bool Document::assign(const std::vector<DocumentValue>& values) {
    m_preview.reset();
    const auto written = m_store.inOne([&]() -> Result<void> {
        for (const DocumentValue& value : values) {
            if (auto done = write(value); !done) return done;
        }
        return {};
    });
    if (!written) return fail(written.error());
    std::vector<PictureId> pictures;
    for (const DocumentValue& value : values) {
        if (const auto* picture = std::get_if<PictureMarksValue>(&value)) pictures.push_back(picture->id);
        show(value);
    }
    if (!pictures.empty())
        Q_EMIT changed({.what = Change::What::PicturesMarked, .pictures = std::move(pictures)});
    return true;
}

void Document::restore(const std::vector<DocumentValue>& values) {
    const QScopedValueRollback<bool> restoring(m_restoring, true);
    assign(values);
}

Result<void> Document::write(const DocumentValue& value) {
    if (const auto* plan = std::get_if<PlanValue>(&value))
        return m_store.plans().setCurrent(plan->id, plan->revision);
    if (const auto* marks = std::get_if<PlanMarksValue>(&value))
        return m_store.plans().setMarks(marks->id, marks->marks);
    const auto& marks = std::get<PictureMarksValue>(value);
    return m_store.pictures().setMarks(marks.id, marks.marks);
}

/// Takes over what the store holds now.
void Document::show(const DocumentValue& value) {
    if (const auto* plan = std::get_if<PlanValue>(&value)) {
        DocumentPlan* now = entry(plan->id);
        now->stored.current = plan->revision;
        now->plan = plan->plan;
        Q_EMIT changed({.what = Change::What::PlanEdited, .plan = plan->id});
        setCurrentPlan(plan->id);  // where the edit can be seen
    } else if (const auto* marks = std::get_if<PlanMarksValue>(&value)) {
        entry(marks->id)->stored.marks = marks->marks;
        Q_EMIT changed({.what = Change::What::PlanMarked, .plan = marks->id});
    }
}

bool Document::fail(const Error& error) {
    Q_EMIT failed(error);
    return false;
}

}  // namespace kaleido
