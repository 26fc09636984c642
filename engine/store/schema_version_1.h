#pragma once

namespace kaleido {

/// The tables of a project, version 1. Times are milliseconds since 1970, UTC; seeds are 64 bits kept as a signed number.
/// What only grows says so itself, whoever writes to the file; what an undo may change stands in tables of its own. Pictures'
/// bytes stand apart from their rows, so that going through ten thousand rows reads one megabyte and not a hundred.
constexpr const char* kSchemaVersion1 = R"sql(
CREATE TABLE project (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    program TEXT NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;

CREATE TABLE plans (
    id INTEGER PRIMARY KEY,
    origin TEXT NOT NULL CHECK (origin IN ('sampled', 'drawn', 'imported')),
    caption TEXT NOT NULL,
    seed INTEGER NOT NULL,
    plan_index INTEGER NOT NULL CHECK (plan_index >= 0),
    made_at INTEGER NOT NULL
) STRICT;

CREATE TABLE revisions (
    id INTEGER PRIMARY KEY,
    plan INTEGER NOT NULL REFERENCES plans,
    parent INTEGER REFERENCES revisions CHECK (parent < id),
    edit TEXT NOT NULL,
    json TEXT NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX revisions_of_plan ON revisions (plan, id);

CREATE TABLE plan_states (
    plan INTEGER PRIMARY KEY REFERENCES plans,
    current INTEGER NOT NULL,
    pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
    discarded INTEGER NOT NULL DEFAULT 0 CHECK (discarded IN (0, 1)),
    FOREIGN KEY (plan, current) REFERENCES revisions (plan, id)
) STRICT;

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    caption TEXT NOT NULL,
    settings TEXT NOT NULL,
    pictures INTEGER NOT NULL CHECK (pictures >= 0),
    comparison TEXT NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;

CREATE TABLE run_plans (
    run INTEGER NOT NULL REFERENCES runs,
    place INTEGER NOT NULL,
    revision INTEGER NOT NULL REFERENCES revisions,
    PRIMARY KEY (run, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX runs_of_revision ON run_plans (revision);

CREATE TABLE pictures (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs,
    revision INTEGER NOT NULL REFERENCES revisions,
    seed INTEGER NOT NULL,
    grid_row INTEGER NOT NULL CHECK (grid_row >= 0),
    grid_column INTEGER NOT NULL CHECK (grid_column >= 0),
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;
CREATE INDEX pictures_of_run ON pictures (run);
CREATE INDEX pictures_of_revision ON pictures (revision);

CREATE TABLE picture_files (
    picture INTEGER PRIMARY KEY REFERENCES pictures,
    png BLOB NOT NULL
) STRICT;

CREATE TABLE picture_marks (
    picture INTEGER PRIMARY KEY REFERENCES pictures,
    starred INTEGER NOT NULL CHECK (starred IN (0, 1)),
    binned INTEGER NOT NULL CHECK (binned IN (0, 1))
) STRICT;

CREATE TABLE queue (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    place INTEGER NOT NULL,
    kind TEXT NOT NULL,
    request TEXT NOT NULL,
    run INTEGER REFERENCES runs,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'failed')),
    fault TEXT NOT NULL,
    added_at INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER project_stays BEFORE UPDATE ON project BEGIN SELECT RAISE(ABORT, 'project is never changed'); END;
CREATE TRIGGER plans_stay BEFORE UPDATE ON plans BEGIN SELECT RAISE(ABORT, 'plans are never changed'); END;
CREATE TRIGGER revisions_stay BEFORE UPDATE ON revisions BEGIN SELECT RAISE(ABORT, 'revisions are never changed'); END;
CREATE TRIGGER runs_stay BEFORE UPDATE ON runs BEGIN SELECT RAISE(ABORT, 'runs are never changed'); END;
CREATE TRIGGER run_plans_stay BEFORE UPDATE ON run_plans BEGIN SELECT RAISE(ABORT, 'run_plans are never changed'); END;
CREATE TRIGGER pictures_stay BEFORE UPDATE ON pictures BEGIN SELECT RAISE(ABORT, 'pictures are never changed'); END;
CREATE TRIGGER picture_files_stay BEFORE UPDATE ON picture_files
    BEGIN SELECT RAISE(ABORT, 'picture_files are never changed'); END;

CREATE TRIGGER project_lasts BEFORE DELETE ON project BEGIN SELECT RAISE(ABORT, 'project is never deleted'); END;
CREATE TRIGGER plans_last BEFORE DELETE ON plans BEGIN SELECT RAISE(ABORT, 'plans are never deleted'); END;
CREATE TRIGGER revisions_last BEFORE DELETE ON revisions BEGIN SELECT RAISE(ABORT, 'revisions are never deleted'); END;
CREATE TRIGGER runs_last BEFORE DELETE ON runs BEGIN SELECT RAISE(ABORT, 'runs are never deleted'); END;
CREATE TRIGGER run_plans_last BEFORE DELETE ON run_plans BEGIN SELECT RAISE(ABORT, 'run_plans are never deleted'); END;
CREATE TRIGGER pictures_last BEFORE DELETE ON pictures BEGIN SELECT RAISE(ABORT, 'pictures are never deleted'); END;
CREATE TRIGGER picture_files_last BEFORE DELETE ON picture_files
    BEGIN SELECT RAISE(ABORT, 'picture_files are never deleted'); END;
)sql";

}  // namespace kaleido
