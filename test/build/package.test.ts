import { FuseState, FuseV1Options } from '@electron/fuses';
import { describe, expect, test } from 'vitest';
import { archiveFaults, fuseFaults } from '../../build/package/check-package.ts';
import { configurationFor } from '../../build/package/configuration.ts';
import { refuseStandInRelease } from '../../build/package/package-application.ts';
import type { ElectronRuntime } from '../../build/setup/electron-runtime.ts';

const pinned: ElectronRuntime = {
  kind: 'pinned',
  version: '45.4.1',
  folder: '/electron',
  executable: '/electron/electron',
};
const standIn: ElectronRuntime = { ...pinned, kind: 'stand-in', version: '33.2.1' };
const wholeArchive = [
  '/package.json',
  '/dist',
  '/dist/licences.txt',
  '/dist/main/main.js',
  '/dist/preload/preload.cjs',
  '/dist/renderer/index.html',
];

test('a release with the stand-in is refused, a test build is not', () => {
  expect(() => refuseStandInRelease(standIn, 'release')).toThrow('only its stand-in 33.2.1 is here');
  expect(() => refuseStandInRelease(standIn, 'test')).not.toThrow();
  expect(() => refuseStandInRelease(pinned, 'release')).not.toThrow();
});

describe('contents of the archive', () => {
  test('what belongs there passes', () => {
    expect(archiveFaults(wholeArchive, 'stand-in')).toEqual([]);
  });

  test.each(['/electron/main/main.ts', '/node_modules/zod/index.js', '/distant/file.js', '/.git'])(
    '%s does not belong there',
    (entry) => {
      expect(archiveFaults([...wholeArchive, entry], 'stand-in')).toEqual([
        `${entry} does not belong in the archive`,
      ]);
    },
  );

  test('a missing part is named', () => {
    const incomplete = wholeArchive.filter((entry) => entry !== '/dist/preload/preload.cjs');
    expect(archiveFaults(incomplete, 'stand-in')).toEqual([
      '/dist/preload/preload.cjs is missing in the archive',
    ]);
  });

  test('with the pinned Electron the service has to be in the archive', () => {
    expect(archiveFaults(wholeArchive, 'pinned')).toContain(
      '/dist/service/service.js is missing in the archive',
    );
  });
});

describe('fuses', () => {
  const { ENABLE, DISABLE } = FuseState;
  const asWanted = {
    [FuseV1Options.RunAsNode]: DISABLE,
    [FuseV1Options.EnableCookieEncryption]: ENABLE,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: DISABLE,
    [FuseV1Options.EnableNodeCliInspectArguments]: DISABLE,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: process.platform === 'linux' ? DISABLE : ENABLE,
    [FuseV1Options.OnlyLoadAppFromAsar]: ENABLE,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: DISABLE,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: DISABLE,
  };

  test('those of a release pass for a release and not for a test build', () => {
    expect(fuseFaults(asWanted, 'release')).toEqual([]);
    expect(fuseFaults(asWanted, 'test')).toEqual(['the fuse EnableNodeCliInspectArguments should be on']);
  });

  test('an executable that runs as Node is not delivered', () => {
    const open = { ...asWanted, [FuseV1Options.RunAsNode]: ENABLE };
    expect(fuseFaults(open, 'release')).toEqual(['the fuse RunAsNode should be off']);
  });

  test('a fuse that the executable does not know is not taken for off', () => {
    const { [FuseV1Options.OnlyLoadAppFromAsar]: _left, ...rest } = asWanted;
    expect(fuseFaults(rest, 'release')).toEqual(['the fuse OnlyLoadAppFromAsar should be on']);
  });
});

describe('configuration of the packaging tool', () => {
  test('a release carries no Node of its own and no inspector', () => {
    const { extraResources, electronFuses } = configurationFor(pinned, 'release', '/out');
    expect(extraResources).toEqual([]);
    expect(electronFuses?.enableNodeCliInspectArguments).toBe(false);
  });

  test('with the stand-in a Node and the service lie beside the archive and not in it', () => {
    const { extraResources, files } = configurationFor(standIn, 'test', '/out');
    expect(extraResources).toContainEqual({ from: process.execPath, to: 'node/node' });
    expect(files).toContain('!dist/service/**');
  });

  test('the application is told what it was built for', () => {
    expect(configurationFor(standIn, 'test', '/out').extraMetadata).toEqual({ purpose: 'test' });
    expect(configurationFor(pinned, 'release', '/out').extraMetadata).toEqual({ purpose: 'release' });
  });
});
