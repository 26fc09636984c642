#include "ui/results/picture_model.h"

#include <QFile>
#include <QMimeData>
#include <QUrl>

#include <algorithm>
#include <tuple>

namespace kaleido {
namespace {

constexpr int kStoredKept = 8192;
constexpr int kPlansKept = 512;

QLatin1String pngType() {
    return QLatin1String("image/png");
}

QByteArray bytesOf(const std::string& png) {
    return {png.data(), static_cast<qsizetype>(png.size())};
}

/// Where a place stands among all: smaller is further in front.
template <typename Place>
auto orderOf(const Place& place) {
    return std::tuple(~place.run.value, place.row, place.column);
}

}  // namespace

PictureModel::PictureModel(Document& document, PaintController& controller, QObject* parent)
    : KeyedRows(parent),
      m_document(document),
      m_controller(controller),
      m_stored(kStoredKept),
      m_plans(kPlansKept) {
    connect(&document, &Document::changed, this, &PictureModel::follow);
    connect(&controller, &PaintController::pendingChanged, this, &PictureModel::update);
    connect(&controller, &PaintController::previewed, this, [this](int place) {
        const PendingPicture& one = m_controller.pending().at(static_cast<std::size_t>(place));
        const PictureRow shown{.picture = {}, .run = one.run, .row = one.row, .column = one.column};
        if (const int row = rowOf(shown.key()); row >= 0) rowChanged(row);
    });
    reset();
}

void PictureModel::setScope(PictureScope scope) {
    if (scope == m_scope) return;
    m_scope = scope;
    reset();
}

void PictureModel::follow(const Change& change) {
    switch (change.what) {
        case Change::What::Everything:
            m_stored.clear();
            m_plans.clear();
            m_planIds.clear();
            m_images.clear();
            reset();
            break;
        case Change::What::PictureAdded:
            replacePainted(change.pictures);
            readNames();
            update();
            break;
        case Change::What::PicturesMarked:
            for (const PictureId picture : change.pictures) m_stored.remove(picture.value);
            readNames();
            update();
            for (const PictureId picture : change.pictures)
                if (const int row = rowOfPicture(picture); row >= 0) rowChanged(row);
            break;
        case Change::What::CurrentPlan:
            if (m_scope == PictureScope::CurrentPlan) reset();
            break;
        case Change::What::PlanEdited:
            if (rowCount() > 0) Q_EMIT dataChanged(index(0), index(rowCount() - 1));  // plans move on
            break;
        case Change::What::PlanAdded:
        case Change::What::PlanPreviewed:
        case Change::What::PlanMarked:
        case Change::What::RunAdded:
            break;
    }
}

/// The controller does not wait for these any more: their cells stay the same cells.
void PictureModel::replacePainted(const std::vector<PictureId>& pictures) {
    for (const PictureId picture : pictures) {
        const auto known = stored(picture);
        if (!known) continue;
        const PictureRow waited{.picture = {}, .run = known->run, .row = known->row, .column = known->column};
        if (const int row = rowOf(waited.key()); row >= 0) replaceRow(row, {.picture = picture, .run = {}});
    }
}

void PictureModel::readNames() {
    PictureQuery query{.order = PictureOrder::NewestRunFirst};
    switch (m_scope) {
        case PictureScope::CurrentPlan:
            query.plan = m_document.currentPlan();
            break;
        case PictureScope::All:
            break;
        case PictureScope::Starred:
            query.starred = true;
            break;
        case PictureScope::Bin:
            query.bin = BinFilter::Inside;
            break;
    }
    m_names.clear();
    if (m_scope == PictureScope::CurrentPlan && !query.plan) return;
    // What cannot be read is told where the project is opened and written; here it is an empty grid.
    if (auto names = m_document.store().pictures().ids(query)) m_names = *std::move(names);
}

bool PictureModel::isInScope(const PendingPicture& pending) const {
    return m_scope == PictureScope::All ||
           (m_scope == PictureScope::CurrentPlan && planIdOf(pending.revision) == m_document.currentPlan());
}

void PictureModel::reset() {
    readNames();
    resetRows(wanted());
}

void PictureModel::update() {
    setRows(wanted());
}

std::vector<PictureRow> PictureModel::wanted() const {
    std::vector<PictureRow> pending;
    for (const PendingPicture& one : m_controller.pending()) {
        if (isInScope(one))
            pending.push_back({.picture = {}, .run = one.run, .row = one.row, .column = one.column});
    }
    std::sort(pending.begin(), pending.end(),
              [](const PictureRow& a, const PictureRow& b) { return orderOf(a) < orderOf(b); });
    std::vector<PictureRow> rows;
    rows.reserve(m_names.size() + pending.size());
    auto done = m_names.cbegin();
    const auto takeUntil = [&](std::vector<PictureId>::const_iterator end) {
        for (; done != end; ++done) rows.push_back({.picture = *done, .run = {}});
    };
    for (const PictureRow& place : pending) {
        // A search that reads the rows of a dozen pictures, not of all.
        takeUntil(
            std::lower_bound(done, m_names.cend(), place, [&](PictureId picture, const PictureRow& sought) {
                const auto known = stored(picture);
                return known && orderOf(*known) < orderOf(sought);
            }));
        rows.push_back(place);
    }
    takeUntil(m_names.cend());
    return rows;
}

std::optional<StoredPicture> PictureModel::stored(PictureId picture) const {
    if (const StoredPicture* known = m_stored.object(picture.value)) return *known;
    auto read = m_document.store().pictures().picture(picture);
    if (!read) return std::nullopt;
    m_stored.insert(picture.value, new StoredPicture(*read));
    return *std::move(read);
}

std::optional<StoredPicture> PictureModel::stored(int row) const {
    return at(row).isPending() ? std::nullopt : stored(at(row).picture);
}

const PendingPicture* PictureModel::pending(int row) const {
    const PictureRow& one = at(row);
    if (!one.isPending()) return nullptr;
    const auto& all = m_controller.pending();
    const auto found = std::find_if(all.begin(), all.end(), [&](const PendingPicture& other) {
        return other.run == one.run && other.row == one.row && other.column == one.column;
    });
    return found == all.end() ? nullptr : &*found;
}

QImage PictureModel::image(int row) const {
    const PictureRow& one = at(row);
    if (one.isPending()) {
        const PendingPicture* waiting = pending(row);
        return waiting == nullptr ? QImage() : sheet::toImage(waiting->preview);
    }
    if (const QImage* known = m_images.decoded(one.picture.value)) return *known;
    const auto png = m_document.store().pictures().png(one.picture);
    if (!png) return {};
    return m_images.keep(one.picture.value, QImage::fromData(bytesOf(*png), "PNG"));
}

QImage PictureModel::scaledImage(int row, QSize size, sheet::Filter filter, Scaling scaling) const {
    const std::uint64_t picture = at(row).picture.value;
    if (const QImage* known = m_images.scaled(picture, size, filter)) return *known;
    if (scaling == Scaling::Known) return {};
    const QImage own = image(row);
    return own.isNull() ? own : m_images.scale(picture, own, size, filter);
}

const Plan* PictureModel::plan(RevisionId revision) const {
    if (const Plan* known = m_plans.object(revision.value)) return known;
    auto read = m_document.store().plans().plan(revision);
    if (!read) return nullptr;
    auto* kept = new Plan(*std::move(read));
    m_plans.insert(revision.value, kept);
    return kept;
}

const Plan* PictureModel::planOf(int row) const {
    if (const PendingPicture* waiting = pending(row)) return plan(waiting->revision);
    const auto picture = stored(row);
    return picture ? plan(picture->revision) : nullptr;
}

PlanId PictureModel::planIdOf(RevisionId revision) const {
    if (const auto known = m_planIds.find(revision); known != m_planIds.end()) return known->second;
    const auto read = m_document.store().plans().revision(revision);
    if (!read) return {};
    return m_planIds.emplace(revision, read->plan).first->second;
}

bool PictureModel::hasPlanMovedOn(int row) const {
    const auto picture = stored(row);
    if (!picture) return false;
    const DocumentPlan* now = m_document.find(planIdOf(picture->revision));
    if (now == nullptr || now->stored.current == picture->revision) return false;
    const Plan* then = plan(picture->revision);
    return then != nullptr && *then != now->plan;
}

int PictureModel::pictureSide() const {
    constexpr int kUnknown = 64;
    if (rowCount() == 0) return kUnknown;
    if (at(0).isPending()) {
        const auto run = m_document.store().runs().run(at(0).run);
        return run ? std::max({run->request.settings.width, run->request.settings.height, 1}) : kUnknown;
    }
    const auto picture = stored(0);
    return picture ? std::max({picture->width, picture->height, 1}) : kUnknown;
}

QVariant PictureModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const int row = index.row();
    if (role == Qt::ToolTipRole && hasPlanMovedOn(row))
        return tr("The plan has been edited since this picture was painted");
    if (role != Qt::AccessibleTextRole && role != Qt::DisplayRole) return {};
    if (const PendingPicture* waiting = pending(row))
        return waiting->preview.empty() ? tr("Waiting to be painted") : tr("Being painted");
    const auto picture = stored(row);
    if (!picture) return {};
    QStringList parts{tr("Picture %1, noise %2").arg(picture->id.value).arg(picture->seed)};
    if (picture->marks.starred) parts += tr("starred");
    if (hasPlanMovedOn(row)) parts += tr("its plan has been edited since");
    return parts.join(QStringLiteral(", "));
}

Qt::ItemFlags PictureModel::flags(const QModelIndex& index) const {
    if (!index.isValid()) return {};
    const Qt::ItemFlags shown = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    return at(index.row()).isPending() ? shown : shown | Qt::ItemIsDragEnabled;
}

QStringList PictureModel::mimeTypes() const {
    return {pngType(), QStringLiteral("text/uri-list")};
}

QMimeData* PictureModel::mimeData(const QModelIndexList& indexes) const {
    auto mime = std::make_unique<QMimeData>();
    if (!m_dragged) m_dragged = std::make_unique<QTemporaryDir>();
    QList<QUrl> urls;
    for (const QModelIndex& index : indexes) {
        const PictureId picture = at(index.row()).picture;
        if (!picture) continue;
        const auto png = m_document.store().pictures().png(picture);
        if (!png) continue;
        const QByteArray bytes = bytesOf(*png);
        if (!mime->hasFormat(pngType())) mime->setData(pngType(), bytes);
        QFile file(m_dragged->filePath(QStringLiteral("kaleido-%1.png").arg(picture.value)));
        if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size())
            urls.append(QUrl::fromLocalFile(file.fileName()));
    }
    if (!mime->hasFormat(pngType())) return nullptr;
    mime->setUrls(urls);
    return mime.release();
}

}  // namespace kaleido
