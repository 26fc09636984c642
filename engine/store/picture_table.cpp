#include "engine/store/picture_table.h"

#include "engine/base/limits.h"
#include "engine/io/picture_header.h"
#include "engine/store/connection.h"
#include "engine/store/statement.h"

namespace kaleido {
namespace {

StoredPicture readPicture(StoreStatement& row) {
    return {.id = row.id<PictureId>(),
            .run = row.id<RunId>(),
            .revision = row.id<RevisionId>(),
            .seed = row.seed(),
            .row = row.count(),
            .column = row.count(),
            .width = row.count(),
            .height = row.count(),
            .madeAt = row.time(),
            .marks = {.starred = row.flag(), .binned = row.flag()}};
}

/// A picture without a row of marks has none.
constexpr const char* kSelectPicture =
    "SELECT id, run, revision, seed, grid_row, grid_column, width, height, made_at, starred, binned "
    "FROM pictures LEFT JOIN picture_marks ON picture = id WHERE id = ?";

std::string conditionOf(const PictureQuery& wanted) {
    std::string sql = "WHERE true ";
    if (wanted.run) sql += "AND run = ? ";
    if (wanted.revision) sql += "AND revision = ? ";
    if (wanted.plan) sql += "AND revision IN (SELECT id FROM revisions WHERE plan = ?) ";
    if (wanted.starred) sql += "AND id IN (SELECT picture FROM picture_marks WHERE starred) ";
    if (wanted.bin == BinFilter::Inside) sql += "AND id IN (SELECT picture FROM picture_marks WHERE binned) ";
    if (wanted.bin == BinFilter::Outside)
        sql += "AND id NOT IN (SELECT picture FROM picture_marks WHERE binned) ";
    return sql;
}

}  // namespace

Result<StoredPicture> PictureTable::add(const NewPicture& picture) {
    const auto header = readPictureHeader(picture.png.substr(0, kMaxPictureFileBytes));
    if (!header || header->format != PictureFormat::Png || picture.png.size() > kMaxPictureFileBytes)
        return m_connection.fault(Code::BadInput, "only PNG files of at most 256 MB can be kept as pictures");
    return m_connection.write([&]() -> Result<StoredPicture> {
        StoredPicture stored{.id = {},
                             .run = picture.run,
                             .revision = picture.revision,
                             .seed = picture.seed,
                             .row = picture.row,
                             .column = picture.column,
                             .width = header->width,
                             .height = header->height,
                             .madeAt = m_connection.now(),
                             .marks = {}};
        StoreStatement insert(
            m_connection,
            "INSERT INTO pictures (run, revision, seed, grid_row, grid_column, width, height, made_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        insert.bind(stored.run)
            .bind(stored.revision)
            .bindSeed(stored.seed)
            .bind(stored.row)
            .bind(stored.column);
        insert.bind(stored.width).bind(stored.height).bind(stored.madeAt);
        stored.id = PictureId{insert.added()};
        StoreStatement(m_connection, "INSERT INTO picture_files (picture, png) VALUES (?, ?)")
            .bind(stored.id)
            .bindBlob(picture.png)
            .run();
        return stored;
    });
}

Result<void> PictureTable::setMarks(std::span<const PictureId> pictures, PictureMarks marks) {
    return m_connection.write([&]() -> Result<void> {
        StoreStatement mark(
            m_connection,
            "INSERT INTO picture_marks (picture, starred, binned) VALUES (?, ?, ?) "
            "ON CONFLICT (picture) DO UPDATE SET starred = excluded.starred, binned = excluded.binned");
        for (const PictureId picture : pictures) {
            mark.bind(picture).bind(marks.starred).bind(marks.binned).run();
            mark.reset();
        }
        return {};
    });
}

Result<void> PictureTable::setMarks(PictureId picture, PictureMarks marks) {
    return setMarks(std::span(&picture, 1), marks);
}

Result<std::vector<PictureId>> PictureTable::ids(const PictureQuery& wanted) const {
    return m_connection.read([&]() -> Result<std::vector<PictureId>> {
        const char* order = wanted.order == PictureOrder::Added
                                ? "ORDER BY id"
                                : "ORDER BY run DESC, grid_row, grid_column, id";
        StoreStatement query(m_connection, "SELECT id FROM pictures " + conditionOf(wanted) + order);
        if (wanted.run) query.bind(wanted.run);
        if (wanted.revision) query.bind(wanted.revision);
        if (wanted.plan) query.bind(wanted.plan);
        std::vector<PictureId> pictures;
        while (query.next()) pictures.push_back(query.id<PictureId>());
        return pictures;
    });
}

Result<std::vector<StoredPicture>> PictureTable::list(std::span<const PictureId> wanted) const {
    return m_connection.read([&]() -> Result<std::vector<StoredPicture>> {
        std::vector<StoredPicture> pictures;
        pictures.reserve(wanted.size());
        StoreStatement query(m_connection, kSelectPicture);
        for (const PictureId picture : wanted) {
            if (!query.bind(picture).next()) return m_connection.missing("picture", picture.value);
            pictures.push_back(readPicture(query));
            query.reset();
        }
        return pictures;
    });
}

Result<StoredPicture> PictureTable::picture(PictureId picture) const {
    Result<std::vector<StoredPicture>> pictures = list(std::span(&picture, 1));
    if (!pictures) return pictures.error();
    return pictures->front();
}

Result<std::string> PictureTable::png(PictureId picture) const {
    return m_connection.read([&]() -> Result<std::string> {
        StoreStatement query(m_connection, "SELECT png FROM picture_files WHERE picture = ?");
        if (!query.bind(picture).next()) return m_connection.missing("picture", picture.value);
        return query.blob();
    });
}

}  // namespace kaleido
