/**
 * What Electron's own default application does: opens the application in the folder given as the first
 * argument. The stand-in comes without one.
 */
import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.');
/** @type {{name: string, productName?: string, version: string, main: string}} */
const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
// Electron's own default application uses these two as well; they are not in its published types.
const ownApp = /** @type {typeof app & Record<'setVersion' | 'setAppPath', (value: string) => void>} */ (app);
ownApp.setName(description.productName ?? description.name);
ownApp.setVersion(description.version);
ownApp.setAppPath(folder);
await import(pathToFileURL(join(folder, description.main)).href);
