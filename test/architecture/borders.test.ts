import { expect, test } from 'vitest';
import { borders } from './borders.ts';
import { offences } from './source.ts';

test('every part of the house imports only what it may', () => {
  expect(offences(borders, 'shared', 'renderer', 'electron')).toEqual([]);
});

test.each([
  ['shared/money/fen.ts', "import { readFileSync } from 'node:fs';"],
  ['shared/money/fen.ts', "import { readFileSync } from 'fs';"],
  ['shared/money/fen.ts', "import type { Row } from '../../electron/service/row.ts';"],
  ['shared/money/fen.ts', "export { useState } from 'react';"],
  ['shared/money/fen.ts', "const page = import('react-dom/server');"],
  ['shared/money/fen.ts', "type Window = import('electron').BrowserWindow;"],
  ['renderer/desk/trial.tsx', "import { app } from 'electron';"],
  ['renderer/desk/trial.tsx', "import { settle } from '../../electron/service/settlements/settle.ts';"],
  ['electron/service/stays/admit.ts', "import { app } from 'electron';"],
  ['electron/service/stays/admit.ts', "import { log } from '../../main/start/log.ts';"],
  ['electron/service/stays/admit.ts', "import { Slip } from '../../../renderer/documents/slip.tsx';"],
  ['electron/preload/preload.ts', "import { join } from 'node:path';"],
  ['electron/main/main.ts', "import { frame } from '../../renderer/app/frame.tsx';"],
  ['electron/main/main.ts', "import Database from 'better-sqlite3';"],
  ['electron/main/main.ts', "import { fetchSomething } from '../../test/service/harness.ts';"],
])('in %s this is refused: %s', (path, text) => {
  expect(borders({ path, text })).toHaveLength(1);
});

test.each([
  ['shared/money/fen.ts', "import { z } from 'zod'; import { ratio } from './ratio.ts';"],
  ['renderer/desk/trial.tsx', "import { Table } from '@mantine/core'; import '../../shared/money/fen.ts';"],
  [
    'electron/service/stays/admit.ts',
    "import { join } from 'node:path'; import Database from 'better-sqlite3';",
  ],
  [
    'electron/main/main.ts',
    "import { app } from 'electron'; import { Slip } from '../../renderer/documents/slip.tsx';",
  ],
])('in %s this is allowed: %s', (path, text) => {
  expect(borders({ path, text })).toEqual([]);
});
