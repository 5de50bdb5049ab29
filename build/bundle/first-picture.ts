import react from '@vitejs/plugin-react';
import { createServer, type Plugin } from 'vite';

const place = '<!-- first picture: app/first-picture.tsx -->';

/** Puts the sign-in into `index.html` as it is drawn before any program of the page runs. */
export function withFirstPicture(root: string): Plugin {
  return {
    name: 'first-picture',
    async transformIndexHtml(html) {
      if (!html.includes(place)) throw new Error('index.html has no place for the first picture');
      const picture = await drawn(root);
      return html.replace(place, () => picture);
    },
  };
}

async function drawn(root: string): Promise<string> {
  const server = await createServer({
    configFile: false,
    root,
    logLevel: 'warn',
    appType: 'custom',
    plugins: [react()],
    server: { middlewareMode: true, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true, include: [] },
  });
  try {
    const page = (await server.ssrLoadModule('/app/first-picture.tsx')) as { firstPicture: () => string };
    return page.firstPicture();
  } finally {
    await server.close();
  }
}
