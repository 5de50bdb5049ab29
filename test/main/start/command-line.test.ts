import { expect, test } from 'vitest';
import { readCommandLine } from '../../../electron/main/start/command-line.ts';
import { hospitalFolder } from '../../../electron/main/start/hospital-folder.ts';
import { isTestBuild, readTestSwitches } from '../../../electron/main/start/test-switches.ts';

test('without switches the practice hospital opens and nothing is pictured', () => {
  const commandLine = readCommandLine(['/opt/electron', '/opt/app', '--no-sandbox'], '/home/clerk');
  expect(commandLine).toEqual({
    dataFolder: null,
    userDataFolder: null,
    freshPractice: false,
    pictureFile: null,
    exitAfterPicture: false,
    developerTools: false,
  });
  expect(hospitalFolder(commandLine, '/ud')).toEqual({
    dataFolder: '/ud/practice',
    practice: true,
    platformFolder: '/ud/practice-platform',
  });
});

test('relative paths start from the working folder, and the last of two values counts', () => {
  const argv = ['app', '--data=one', '--data=two', '--picture=out/window.png', '--exit-after-picture'];
  expect(readCommandLine(argv, '/home/clerk')).toMatchObject({
    dataFolder: '/home/clerk/two',
    pictureFile: '/home/clerk/out/window.png',
    exitAfterPicture: true,
  });
});

test('an empty value is no value', () => {
  expect(readCommandLine(['app', '--data='], '/').dataFolder).toBeNull();
});

test('a folder on the command line is a real hospital and never deleted as a stale practice one', () => {
  expect(hospitalFolder({ dataFolder: '/data', freshPractice: true }, '/ud')).toMatchObject({
    dataFolder: '/data',
    practice: false,
  });
});

test('a release heeds no switch for tests', () => {
  const argv = ['app', '--platform-url=http://127.0.0.1:9', '--wait-for-driver'];
  const release = isTestBuild({ isPackaged: true, purpose: undefined });
  expect(readTestSwitches(argv, release)).toEqual({ platformUrl: null, waitsForDriver: false });
  expect(isTestBuild({ isPackaged: true, purpose: 'release' })).toBe(false);
});

test('a run from the sources and a package made for tests heed them', () => {
  const argv = ['app', '--platform-url=http://127.0.0.1:9'];
  for (const facts of [
    { isPackaged: false, purpose: undefined },
    { isPackaged: true, purpose: 'test' },
  ]) {
    expect(readTestSwitches(argv, isTestBuild(facts)).platformUrl).toBe('http://127.0.0.1:9');
  }
});
