import react from '@vitejs/plugin-react';
import { join } from 'node:path';
import { build } from 'vite';
import { projectFolder } from '../setup/dependencies.js';
import { withFirstPicture } from './first-picture.ts';

/** Builds the window's pages into `dist/renderer`. */
export async function bundlePages(dist: string): Promise<void> {
  const root = join(projectFolder, 'renderer');
  await build({
    configFile: false,
    root,
    base: './',
    logLevel: 'warn',
    plugins: [react(), withFirstPicture(root)],
    build: {
      outDir: join(dist, 'renderer'),
      emptyOutDir: true,
      target: 'chrome130',
      // The content security policy allows no data: addresses.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      // Loaded from the disk: one large file costs less than many small ones.
      chunkSizeWarningLimit: 4000,
    },
  });
}
