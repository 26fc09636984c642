#pragma once

// What windows need of project files besides an open document: making, opening, finding those that a crash has left.

#include "engine/store/project_store.h"
#include "engine/store/recovery.h"
